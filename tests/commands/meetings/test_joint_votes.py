"""Answers to a circulation ballot are counted together with a vote in the room."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from ecabinet.core.errors import Conflict, DomainError, Invalid, NotFound
from meetings.circulation.commands.flow import publish_circulation
from meetings.circulation.fields import AskedPeople
from meetings.commands.publish import VoidVote, void_vote
from meetings.commands.question import Question
from meetings.commands.recuse import RecuseFromItem, recuse
from meetings.commands.vote import CloseVote, OpenVote, close_vote, open_vote
from meetings.queries.records import result_file
from meetings.queries.result_sheet import result_sheet
from meetings.queries.vote_shapes import VoteOut
from meetings.recount import recount
from meetings.terms import Base, Choice
from tests.circulations import Round, draft, moved
from tests.gatherings import Gathering

QUESTION = "Đồng ý chủ trương đầu tư?"
HERE = ("chutri", "daibieu02", "daibieu03")


@pytest.fixture
def sent(gathering: Gathering) -> Round:
    """Asked all five members; two have answered: one who stays away, one who comes."""
    people = gathering.office.people
    everybody = tuple(people[u] for u in (*HERE, "daibieu01", "lanhdao"))
    found = draft(
        gathering.store, gathering.office, gathering.as_actor, asked=AskedPeople(people=everybody)
    ).send()
    found.answer("lanhdao", "yes", text="Nên làm sớm")
    found.answer("daibieu02", "no")
    return found


def over(sent: Round) -> Round:
    """The deadline has passed, and the worker has closed it."""
    from meetings.circulation.tasks import close_what_is_over

    moved(sent.store, days=6)
    close_what_is_over(sent.store)
    assert sent.row().state == "closed"
    return sent


def joint(gathering: Gathering, sent: Round, question: str = QUESTION, **fields: Any) -> UUID:
    return gathering.open_vote(question, circulation_id=sent.id, **fields)


def seen(gathering: Gathering, username: str, vote_id: UUID) -> VoteOut:
    return gathering.vote_seen_by(username, vote_id)


def test_answers_and_ballots_make_one_result(gathering: Gathering, sent: Round) -> None:
    """Of five: three here, one of whom has answered, and one absent who has. 3 yes of 5."""
    over(sent)
    gathering.running(*HERE)
    vote = joint(gathering, sent)
    before = seen(gathering, "daibieu02", vote)
    assert (before.entitled, before.cast, before.circulated, before.present) == (4, 2, 2, 3)
    assert before.my_ballot is not None
    assert (before.my_ballot.circulated, before.may_cast) == (True, False)
    assert seen(gathering, "chutri", vote).may_cast
    with pytest.raises(Conflict, match=r"vote\.already_cast"):
        gathering.cast("daibieu02", vote)
    for username in ("chutri", "daibieu03"):
        gathering.cast(username, vote)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote))
    closed = seen(gathering, "thuky", vote)
    outcome = closed.outcome
    assert outcome is not None
    assert (outcome.yes, outcome.no, outcome.cast, outcome.not_cast) == (3, 1, 4, 0)
    assert outcome.carried
    assert outcome.sentence.vi == (
        "3 trên 5 thành viên tán thành (60 %), đạt mức trên 1/2, tính cả 2 phiếu lấy ý kiến; "
        "đủ số thành viên dự họp (3/5)."
    )
    assert "counting 2 given by circulation" in outcome.sentence.en
    by_name = {b.name: (b.choice, b.circulated) for b in closed.ballots}
    assert sorted(by_name.values()) == sorted(
        [(Choice.YES, True), (Choice.NO, True), (Choice.YES, False), (Choice.YES, False)]
    )
    assert sent.row().state == "joined"
    with gathering.store.reading() as session:
        sheet = result_sheet(session, gathering.as_actor("thuky"), vote)
        file = result_file(session, vote)
    assert ("Đếm chung với phiếu lấy ý kiến",
            "2 thành viên đã trả lời trước phiên họp, trong đó 1 của người không dự họp",
            ) in sheet.facts  # fmt: skip
    assert sheet.named is not None
    assert [row[2] for row in sheet.named.rows].count("Không tán thành (phiếu lấy ý kiến)") == 1
    assert recount(file).faults == ()


def test_answers_make_no_quorum(gathering: Gathering, sent: Round) -> None:
    over(sent)
    gathering.running("chutri", "daibieu03")
    with pytest.raises(Conflict, match=r"vote\.no_quorum"):
        joint(gathering, sent)
    vote = joint(gathering, sent, override_reason="Việc gấp", base=Base.PRESENT)
    assert sent.row().state == "joined"
    # Two here and two who have answered: the share is taken of the four who take part.
    assert seen(gathering, "thuky", vote).whole == 4


def test_who_stands_back_is_not_counted(gathering: Gathering, sent: Round) -> None:
    over(sent)
    gathering.running(*HERE, "daibieu01")
    back = RecuseFromItem(meeting_id=gathering.id, item_id=gathering.items[1], reason="Liên quan")
    gathering.run("daibieu02", recuse, back)
    vote = seen(gathering, "thuky", joint(gathering, sent))
    assert (vote.circulated, vote.entitled, vote.present) == (1, 4, 3)


def test_an_answer_is_not_changed_in_the_room(
    gathering: Gathering, sent: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where an open ballot may be changed until the close."""
    from meetings.kinds import MeetingKind

    over(sent)
    gathering.running(*HERE)
    rules = MeetingKind(ballot_changes=True)
    monkeypatch.setattr("meetings.commands.question.rules_of", lambda *_: rules)
    vote = joint(gathering, sent)
    with pytest.raises(Conflict, match=r"vote\.circulated"):
        gathering.cast("daibieu02", vote)
    assert seen(gathering, "thuky", vote).cast == 2


def test_a_voided_vote_gives_the_circulation_its_own_result_back(
    gathering: Gathering, sent: Round
) -> None:
    over(sent)
    gathering.running(*HERE)
    vote = joint(gathering, sent)
    with pytest.raises(Conflict, match=r"vote\.joint_not_now"):
        joint(gathering, sent)
    gathering.run("thuky", void_vote, VoidVote(vote_id=vote, reason="Mở nhầm"))
    assert sent.row().state == "closed"
    again = joint(gathering, sent)
    assert seen(gathering, "thuky", again).circulated == 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "secret"}, "vote.joint_secret"),
        ({"on_paper": True}, "vote.joint_secret"),
        ({"question": "Câu khác?"}, "vote.joint_differs"),
        ({"form": "choose", "options": ("A", "B")}, "vote.joint_differs"),
    ],
)
def test_what_cannot_be_counted_together_is_refused(
    gathering: Gathering, sent: Round, fields: dict[str, Any], code: str
) -> None:
    over(sent)
    gathering.running(*HERE)
    with pytest.raises(Invalid) as refused:
        joint(gathering, sent, **fields)
    assert refused.value.code == code
    assert sent.row().state == "closed"


def test_not_before_it_has_closed_nor_once_it_was_published(
    gathering: Gathering, sent: Round
) -> None:
    gathering.running(*HERE)
    with pytest.raises(Conflict, match=r"vote\.joint_not_now"):
        joint(gathering, sent)
    sent.on("thuky", publish_circulation) if over(sent) else None
    with pytest.raises(Conflict, match=r"vote\.joint_not_now"):
        joint(gathering, sent)


def test_only_who_follows_the_circulation_takes_it_into_a_vote(
    gathering: Gathering, sent: Round
) -> None:
    over(sent)
    gathering.running(*HERE)
    asked = Question(question=QUESTION, circulation_id=sent.id)
    opening = OpenVote(meeting_id=gathering.id, question=asked)
    with pytest.raises(DomainError) as refused:
        gathering.run("chutri", open_vote, opening)
    assert refused.value.code in ("denied", "not_found")
    other = Question(question=QUESTION, circulation_id=gathering.items[0])
    with pytest.raises(NotFound):
        gathering.run("thuky", open_vote, OpenVote(meeting_id=gathering.id, question=other))


def test_secret_circulation_is_refused_in_words(gathering: Gathering) -> None:
    with pytest.raises(Invalid, match=r"circulation\.by_name"):
        draft(gathering.store, gathering.office, gathering.as_actor, kind="secret")


def test_two_workers_at_the_deadline_close_it_once(sent: Round) -> None:
    from sqlalchemy import func, select

    from ecabinet.core.audit import AuditEntry
    from meetings.circulation.tasks import close_what_is_over

    close_what_is_over(sent.store)
    assert sent.row().state == "sent"
    moved(sent.store, days=6)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: close_what_is_over(sent.store), range(4)))
    query = select(func.count()).where(AuditEntry.action == "circulation.closed")
    with sent.store.reading() as session:
        assert session.scalar(query) == 1
    assert sent.row().outcome["yes"] == 1  # type: ignore[index]
