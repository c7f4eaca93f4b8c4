"""Minutes: opened, written by two at once, sent round, amended, approved, locked, issued."""

from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from meetings.commands.agenda import (
    AddAgendaItem,
    add_agenda_item,
)
from meetings.minutes.commands.amending import (
    AcceptAmendment,
    RefuseAmendment,
    accept_amendment,
    refuse_amendment,
)
from meetings.minutes.commands.opening import (
    OpenMinutes,
    open_minutes,
)
from meetings.minutes.queries.work import compare, versions
from meetings.minutes.states import MinutesState
from meetings.minutes.text import TextLine, plain, typed
from tests.commands.meetings.writing import HOUR, Writing
from tests.gatherings import Gathering


def words(body: Any) -> str:
    lines: list[TextLine] = list(body)
    return plain(lines)


def test_facts_come_from_the_session_and_texts_stand_between(gathering: Gathering) -> None:
    gathering.running()
    vote = gathering.open_vote("Thông qua chủ trương")
    writing = Writing(gathering)
    writing.write("Hội nghị thảo luận sôi nổi", index=1)
    with pytest.raises(Conflict, match="minutes.session_open"):
        writing.circulate()
    added = AddAgendaItem(meeting_id=gathering.id, title="Nội dung thêm")
    gathering.run("thuky", add_agenda_item, added)
    assert writing.seen_by("thuky").missing == 1
    gathering.run("thuky", open_minutes, OpenMinutes(meeting_id=gathering.id))  # again
    shown = writing.seen_by("thuky")
    assert (shown.missing, shown.state) == (0, MinutesState.DRAFT)
    names = [part.name for part in shown.parts]
    assert names == ["opening", "attendance", "proceedings", *["item"] * 4, "votes", "acted"]
    assert [bool(part.text) for part in shown.parts] == [
        False,
        True,
        False,
        *[True] * 4,
        False,
        True,
    ]
    said = " ".join(" ".join(line.cells) for part in shown.parts for line in part.lines)
    assert "Có mặt 5/5" in said
    assert "Bắt đầu hồi" in said
    gathering.cast("chutri", vote)
    with pytest.raises(NotFound):
        writing.seen_by("daibieu01")  # a draft is for the desk and the chair
    assert writing.seen_by("chutri").rights.edit is False


def test_two_at_once_are_joined_and_nothing_is_lost(gathering: Gathering) -> None:
    writing = Writing(gathering.closed())
    first = writing.write("Đoạn một\nĐoạn hai")
    other = writing.write("Đoạn một\nĐoạn hai, thêm", base=first.version)
    joined = writing.write("Đoạn một, sửa\nĐoạn hai", base=first.version)
    assert words(joined.body) == "Đoạn một, sửa\nĐoạn hai, thêm"
    # Somebody typed on while that save was away: it grew from what was sent then.
    sent = typed("Đoạn một, sửa\nĐoạn hai")
    more = writing.write("Đoạn một, sửa nữa\nĐoạn hai", base=first.version, since=sent)
    assert words(more.body) == "Đoạn một, sửa nữa\nĐoạn hai, thêm"
    clash = writing.write("Đoạn một\nĐoạn hai, khác", base=first.version)
    assert (clash.saved, clash.version) == (False, more.version)
    (piece,) = [piece for piece in clash.pieces if piece.clash]
    assert (words(piece.mine), words(piece.theirs)) == ("Đoạn hai, khác", "Đoạn hai, thêm")
    assert other.version == 3
    with pytest.raises(Invalid, match="minutes.no_version"):
        writing.write("Lạ", base=99)
    same = writing.write("Đoạn một, sửa nữa\nĐoạn hai, thêm")
    assert same.version == more.version
    thuky = gathering.as_actor("thuky")
    with gathering.store.reading() as session:
        # One sitting typed, one joined with others' words; the log has one entry.
        listed = versions(session, thuky, gathering.id).versions
        assert [row.version for row in listed] == [more.version, other.version]
        changed = compare(session, thuky, listed[-1].id).changes
        assert [(one.fate, words([one.line])) for one in changed] == [
            ("gone", "Đoạn một"),
            ("added", "Đoạn một, sửa nữa"),
            ("same", "Đoạn hai, thêm"),
        ]
        deeds = session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("minutes%")))
        assert list(deeds) == ["minutes.opened", "minutes.written"]


def test_round_amended_answered_approved_and_locked(gathering: Gathering) -> None:
    writing = Writing(gathering.closed())
    writing.write("Bà Lan hỏi về kinh phí\nÔng Hải trả lời")
    with pytest.raises(NotFound):
        writing.propose("daibieu01", "Chưa gửi")
    with pytest.raises(Invalid, match="minutes.due_in_past"):
        writing.circulate(-HOUR)
    writing.circulate()
    people = gathering.office.people
    assert people["daibieu01"] in writing.told("circulated")
    assert people["khach01"] not in writing.told("circulated")
    with pytest.raises(NotFound):
        writing.seen_by("khach01")
    with pytest.raises(Denied):
        writing.write("Tự sửa", by="daibieu01")
    with pytest.raises(Invalid, match="amendment.no_change"):
        writing.propose("daibieu01", "Bà Lan hỏi về kinh phí\nÔng Hải trả lời")
    good = writing.propose("daibieu01", "Bà Lan hỏi về kinh phí năm 2027\nÔng Hải trả lời")
    bad = writing.propose("daibieu02", "Bà Lan không hỏi\nÔng Hải trả lời")
    assert people["thuky"] in writing.told("amendment")
    assert [one.id for one in writing.amendments("daibieu01").amendments] == [good]
    assert [one.id for one in writing.amendments("chutri").amendments] == [good, bad]
    with pytest.raises(Denied):
        gathering.run("chutri", accept_amendment, AcceptAmendment(amendment_id=good))
    with pytest.raises(NotFound):
        gathering.run("daibieu02", accept_amendment, AcceptAmendment(amendment_id=good))
    writing.write("Bà Lan hỏi về kinh phí\nÔng Hải trả lời đầy đủ")
    gathering.run("thuky", accept_amendment, AcceptAmendment(amendment_id=good))
    joined = "Bà Lan hỏi về kinh phí năm 2027\nÔng Hải trả lời đầy đủ"
    assert words(writing.block().body) == joined
    waiting = writing.amendments("thuky").amendments[0]
    assert (waiting.id, waiting.clashes) == (bad, True)
    with pytest.raises(Conflict, match="amendment.clashes"):
        gathering.run("thuky", accept_amendment, AcceptAmendment(amendment_id=bad))
    with pytest.raises(Conflict, match="minutes.still_open"):
        writing.approve()
    gathering.store.clock = lambda: utc_now() + 2 * HOUR
    with pytest.raises(Conflict, match="amendment.too_late"):
        writing.propose("daibieu03", "Muộn")
    with pytest.raises(Conflict, match="minutes.amendments_waiting"):
        writing.approve()
    refusal = RefuseAmendment(amendment_id=bad, answer="Băng ghi âm có câu hỏi")
    gathering.run("thuky", refuse_amendment, refusal)
    with pytest.raises(Conflict, match="amendment.answered"):
        gathering.run("thuky", refuse_amendment, refusal)
    assert (writing.told("accepted"), writing.told("refused")) == (
        {people["daibieu01"]},
        {people["daibieu02"]},
    )
    with pytest.raises(Stale):
        writing.approve(revision=1)
    writing.approve(revision=writing.seen_by("chutri").revision)
    assert people["daibieu03"] in writing.told("approved")
    for late in (lambda: writing.write("Sửa sau duyệt"), writing.circulate, writing.approve):
        with pytest.raises(Conflict, match="minutes.approved"):
            late()
    assert words(writing.block(username="daibieu03").body) == joined
