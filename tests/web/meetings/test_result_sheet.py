"""The result sheet of a vote: who may have it, what stands in it, the same bytes each time."""

from collections.abc import Callable
from uuid import UUID

import pytest

from documents.official.result_sheet import build_result_sheet
from documents.official.vote_result import build_vote_result
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict
from meetings.ballot_forms import Kind
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.publish import VoidVote, void_vote
from meetings.commands.question import Question
from meetings.commands.session import SessionStep, close_session
from meetings.commands.vote import CloseVote, OpenVote, close_vote, open_vote
from meetings.queries.minutes import minutes_facts
from meetings.queries.notices import vote_result_facts
from meetings.queries.result_sheet import KINDS, result_sheet
from tests.clients import ApiClient
from tests.gatherings import Gathering


def closed(gathering: Gathering, **fields: object) -> UUID:
    """A vote in which chutri says yes and daibieu01 gives words; it is closed."""
    asked = Question(question="Thông qua nghị quyết?", **fields)  # type: ignore[arg-type]
    opening = OpenVote(meeting_id=gathering.id, question=asked, override_reason="")
    vote_id = gathering.run("thuky", open_vote, opening).id
    for name, choice in (("chutri", "yes"), ("daibieu01", "other")):
        paper = CastBallot(vote_id=vote_id, choice=choice, text="Thêm số liệu")
        gathering.run(name, cast_ballot, paper)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    return UUID(str(vote_id))


def test_of_a_closed_vote(gathering: Gathering, sign_in: Callable[[str], ApiClient]) -> None:
    vote_id = closed(gathering.running())
    path = f"/votes/{vote_id}/result-sheet.pdf"
    member = sign_in("daibieu02")
    first, second = member.get(path), member.get(path)
    assert first.status_code == 200, first.text
    assert first.data.startswith(b"%PDF-")
    assert first.data == second.data
    assert sign_in("khach01").get(path).status_code == 404
    assert sign_in("cuong").get(path).status_code == 404


def test_what_stands_in_it(gathering: Gathering) -> None:
    vote_id = closed(gathering.running())
    with gathering.store.reading() as session:
        sheet = result_sheet(session, gathering.as_actor("daibieu02"), vote_id)
    facts = dict(sheet.facts)
    assert facts["Nội dung biểu quyết"] == "Thông qua nghị quyết?"
    assert facts["Số thành viên dự họp"].endswith("có mặt 5/5")
    assert facts["Số phiếu đã gửi"] == "2"
    assert ("Tán thành", "1", "20 %") in sheet.figures.rows
    assert ("Không có phiếu", "3", "") in sheet.figures.rows
    assert "1 trên 5 thành viên" in sheet.verdict
    assert sheet.left.name == "Phạm Thu Ký"
    assert sheet.right.name == "Nguyễn Minh Khôi"
    assert sheet.named is not None
    assert {row[2] for row in sheet.named.rows} == {
        "Tán thành: Thêm số liệu", "Ý kiến khác: Thêm số liệu",
    }  # fmt: skip


def test_not_before_it_is_published(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    vote_id = closed(gathering.running(), delayed=True)
    path = f"/votes/{vote_id}/result-sheet.pdf"
    refused = sign_in("daibieu02").get(path)
    assert (refused.status_code, refused.json["code"]) == (409, "vote.not_published")
    assert sign_in("thuky").get(path).status_code == 200


def test_not_while_it_is_open(gathering: Gathering) -> None:
    vote_id = gathering.running().open_vote("Đang mở?")
    with (
        gathering.store.reading() as session,
        pytest.raises(Conflict, match="not_closed"),
    ):
        result_sheet(session, gathering.as_actor("thuky"), vote_id)


def test_kinds_held_in_a_room_all_have_words() -> None:

    assert set(KINDS) == set(Kind) - {Kind.CIRCULATION}


def test_a_voided_vote_and_the_one_held_instead_say_so(gathering: Gathering) -> None:
    """On both sheets, in the minutes and in the record of votes: why, and instead of which."""
    first = closed(gathering.running())
    void = VoidVote(vote_id=first, reason="Câu hỏi viết sai.")
    gathering.run("thuky", void_vote, void)
    again = closed(gathering, repeats_id=first)
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    thuky = gathering.as_actor("thuky")
    with gathering.store.reading() as session:
        sheets = [result_sheet(session, thuky, vote_id) for vote_id in (first, again)]
        minutes, _final = minutes_facts(session, thuky, gathering.id, utc_now())
        record = vote_result_facts(session, thuky, gathering.id, utc_now())
    voided, repeated = sheets
    assert voided.figures.rows == ()
    assert voided.named is None
    assert voided.verdict == "Biểu quyết không có giá trị."
    assert [remark.endswith("Lý do: Câu hỏi viết sai.") for remark in voided.remarks] == [True]
    assert repeated.remarks[0].startswith("Đây là lần biểu quyết lại, thay cho biểu quyết đã hủy")
    assert repeated.figures.rows
    told = [vote for item in minutes.items for vote in item.votes]
    for papers in (told, record.votes):
        figures = [bool(vote.figures) for vote in papers]
        verdicts = [vote.verdict for vote in papers]
        assert figures == [False, True]
        assert "không có giá trị" in verdicts[0]
        assert "lần biểu quyết lại" in verdicts[1]
    assert all(build_result_sheet(sheet).startswith(b"%PDF") for sheet in sheets)
    assert build_vote_result(record).startswith(b"%PDF")
