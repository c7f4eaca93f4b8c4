"""Weights, proxies, slates, changed ballots, notice, publication, votes made in error."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from ecabinet.core import outbox
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied, DomainError, NotFound
from ecabinet.core.unit_of_work import Store
from meetings import events
from meetings.ballot_forms import Form
from meetings.commands.ballot import BallotSheet, CastBallot, SlateBallot, cast_ballot, cast_sheet
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.presence import Presence, leave
from meetings.commands.proxies import (
    DropProxy,
    RecordProxy,
    SetWeights,
    drop_proxy,
    record_proxy,
    set_weights,
)
from meetings.commands.publish import PublishVote, VoidVote, publish_vote, void_vote
from meetings.commands.question import Question
from meetings.commands.recuse import RecuseFromItem, recuse
from meetings.commands.shown import NoteShown, note_shown
from meetings.commands.vote import (
    CloseVote,
    OpenVote,
    PrepareSlate,
    PrepareVote,
    close_vote,
    open_vote,
    prepare_slate,
    prepare_vote,
)
from meetings.commands.vote_roll import Proxy, SetVoteRoll, Weight, set_vote_roll
from meetings.kinds import MeetingKind
from meetings.models import Ballot, BallotChange, Vote, VoteProxy
from meetings.queries.room import desk as desk_of
from meetings.queries.vote_roll import roll_of, roll_page
from meetings.queries.vote_shapes import VoteOut
from meetings.terms import Base, Choice
from tests.gatherings import VOTERS, Gathering

Rules = Callable[..., None]


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Rules:
    """Let meetings have a kind with these rules."""

    def set_rules(**fields: bool) -> None:
        monkeypatch.setattr("meetings.commands.question.rules_of", lambda *_: MeetingKind(**fields))
        monkeypatch.setattr(
            "meetings.commands.vote_roll.rules_of", lambda *_: MeetingKind(**fields)
        )

    return set_rules


def prepared(gathering: Gathering, **fields: Any) -> UUID:
    """A prepared vote on the current item."""
    question = Question(question="Thông qua?", **fields)
    command = PrepareVote(meeting_id=gathering.id, question=question)
    vote_id: UUID = gathering.run("thuky", prepare_vote, command).id
    return vote_id


def opened(gathering: Gathering, vote_id: UUID, **fields: Any) -> None:
    """Open a prepared vote."""
    gathering.run("thuky", open_vote, OpenVote(meeting_id=gathering.id, vote_id=vote_id, **fields))


def closed(gathering: Gathering, vote_id: UUID) -> VoteOut:
    """Close a vote; as the secretary sees it then."""
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    return seen(gathering, "thuky", vote_id)


def seen(gathering: Gathering, username: str, vote_id: UUID) -> VoteOut:
    """The vote as somebody sees it."""
    return gathering.vote_seen_by(username, vote_id)


def code_of(gathering: Gathering, *args: Any) -> str:
    """The code with which a command is refused."""
    with pytest.raises(DomainError) as refused:
        gathering.run(*args)
    return refused.value.code


def test_weights_count_for_quorum_and_verdict(gathering: Gathering, rules: Rules) -> None:
    """60 of 100 votes in favour by two of five people; three against have 40."""
    rules(weighted_votes=True)
    gathering.running()
    vote_id = prepared(gathering, numerator=65, denominator=100, strict=False)
    weights = dict(zip(VOTERS, (40, 20, 20, 10, 10), strict=True))
    roll = tuple(Weight(participant_id=gathering.seat(u), weight=w) for u, w in weights.items())
    gathering.run("thuky", set_vote_roll, SetVoteRoll(vote_id=vote_id, weights=roll))
    opened(gathering, vote_id)
    assert [seen(gathering, u, vote_id).my_weight for u in VOTERS] == [40, 20, 20, 10, 10]
    for username in VOTERS:
        choice = Choice.YES if weights[username] >= 20 else Choice.NO
        gathering.cast(username, vote_id, choice)
    result = closed(gathering, vote_id)
    assert (result.members, result.present, result.entitled, result.cast) == (100, 100, 5, 5)
    assert result.outcome is not None
    assert (result.outcome.yes, result.outcome.no, result.outcome.carried) == (80, 20, True)
    assert "80 trên 100 phiếu biểu quyết của thành viên" in result.outcome.sentence.vi
    assert {b.weight for b in result.ballots} == {40, 20, 10}
    again = SetVoteRoll(vote_id=vote_id)
    assert code_of(gathering, "thuky", set_vote_roll, again) == "vote.already_open"


def test_a_proxy_casts_twice_and_visibly(gathering: Gathering, store: Store, rules: Rules) -> None:
    """For oneself and, apart, for who is absent; each counts once."""
    rules(proxy_votes=True)
    gathering.running("chutri", "daibieu01", "daibieu02")
    absent, proxy = gathering.seat("lanhdao"), gathering.seat("daibieu01")
    vote_id = prepared(gathering)
    given = Proxy(participant_id=absent, proxy_id=proxy, reason="Giấy ủy quyền 12/UQ")
    gathering.run("thuky", set_vote_roll, SetVoteRoll(vote_id=vote_id, proxies=(given,)))
    opened(gathering, vote_id)
    asked = seen(gathering, "daibieu01", vote_id)
    assert asked.may_cast
    assert [(p.participant_id, p.reason) for p in asked.on_behalf] == [
        (absent, "Giấy ủy quyền 12/UQ")
    ]
    assert asked.entitled == 4
    gathering.cast("daibieu01", vote_id)
    behalf = CastBallot(vote_id=vote_id, choice=Choice.NO, behalf_of=absent)
    assert gathering.run("daibieu01", cast_ballot, behalf).behalf_of == absent
    assert code_of(gathering, "daibieu01", cast_ballot, behalf) == "vote.already_cast"
    for username in ("daibieu02", "lanhdao", "chutri"):
        with pytest.raises(Denied):
            gathering.run(username, cast_ballot, behalf)
    with pytest.raises(Denied):
        gathering.cast("lanhdao", vote_id)
    result = closed(gathering, vote_id)
    assert (result.present, result.cast) == (4, 2)
    by_name = {b.participant_id: (b.choice, b.by_name) for b in result.ballots}
    assert by_name == {proxy: (Choice.YES, None), absent: (Choice.NO, "Trần Văn An")}
    with store.reading() as session:
        deeds = session.scalars(select(AuditEntry).where(AuditEntry.action == "ballot.cast"))
        assert [deed.detail for deed in deeds] == [{}, {"behalf_of": str(absent)}]


def test_who_came_after_all_casts_in_person(gathering: Gathering, rules: Rules) -> None:
    """The delegation lapses; a proxy who is not in the room casts for nobody."""
    rules(proxy_votes=True)
    gathering.running("chutri", "daibieu01", "daibieu02", "lanhdao")
    vote_id = prepared(gathering)
    seats = {u: gathering.seat(u) for u in VOTERS}
    proxies = (
        Proxy(participant_id=seats["lanhdao"], proxy_id=seats["daibieu01"], reason="x"),
        Proxy(participant_id=seats["daibieu03"], proxy_id=seats["daibieu02"], reason="y"),
    )
    gathering.run("thuky", set_vote_roll, SetVoteRoll(vote_id=vote_id, proxies=proxies))
    gathering.run("daibieu02", leave, Presence(meeting_id=gathering.id))
    opened(gathering, vote_id)
    assert seen(gathering, "daibieu01", vote_id).on_behalf == []
    assert gathering.cast("lanhdao", vote_id).choice is Choice.YES
    assert seen(gathering, "thuky", vote_id).entitled == 3


@pytest.mark.parametrize(
    ("member", "proxy", "code"),
    [
        ("lanhdao", "lanhdao", "vote.bad_proxy"),
        ("lanhdao", "khach01", "vote.bad_proxy"),
        ("khach01", "daibieu01", "vote.no_vote_here"),
    ],
)
def test_nobody_without_a_vote_takes_part_in_proxies(
    gathering: Gathering, rules: Rules, member: str, proxy: str, code: str
) -> None:
    """Neither as giver nor as taker."""
    rules(proxy_votes=True)
    gathering.running()
    given = Proxy(participant_id=gathering.seat(member), proxy_id=gathering.seat(proxy), reason="x")
    roll = SetVoteRoll(vote_id=prepared(gathering), proxies=(given,))
    assert code_of(gathering, "thuky", set_vote_roll, roll) == code


def test_proxies_only_where_the_kind_of_meeting_knows_them(
    gathering: Gathering, rules: Rules
) -> None:
    """The Standing Committee does not; and who is named twice is refused."""
    gathering.running()
    vote_id, seat = prepared(gathering), gathering.seat("lanhdao")
    given = Proxy(participant_id=seat, proxy_id=gathering.seat("daibieu01"), reason="x")
    roll = SetVoteRoll(vote_id=vote_id, proxies=(given,))
    assert code_of(gathering, "thuky", set_vote_roll, roll) == "vote.no_proxies"
    one = SetVoteRoll(vote_id=vote_id, weights=(Weight(participant_id=seat, weight=2),))
    assert code_of(gathering, "thuky", set_vote_roll, one) == "vote.no_weights"
    rules(proxy_votes=True)
    twice = SetVoteRoll(vote_id=vote_id, proxies=(given, given))
    assert code_of(gathering, "thuky", set_vote_roll, twice) == "vote.named_twice"
    with pytest.raises(NotFound):
        gathering.run("daibieu01", set_vote_roll, SetVoteRoll(vote_id=vote_id))


def test_delegations_are_recorded_one_by_one(
    gathering: Gathering, store: Store, rules: Rules
) -> None:
    """For one vote or all prepared; one replaces the former, and others keep who recorded them."""
    rules(proxy_votes=True, weighted_votes=True)
    gathering.running()
    first, second = prepared(gathering), prepared(gathering)
    secret = prepared(gathering, kind="secret")
    a, b, c = (gathering.seat(u) for u in ("lanhdao", "daibieu01", "daibieu02"))

    def record(giver: UUID, holder: UUID, **fields: bool) -> None:
        given = RecordProxy(
            vote_id=first, participant_id=giver, proxy_id=holder, reason="12/UQ", **fields
        )
        gathering.run("thuky", record_proxy, given)

    def held() -> dict[UUID, dict[UUID, UUID]]:
        with store.reading() as session:
            rows = session.scalars(select(VoteProxy)).all()
            return {
                vote: {r.participant_id: r.proxy_id for r in rows if r.vote_id == vote}
                for vote in (first, second, secret)
            }

    record(a, b, everywhere=True)
    assert held() == {first: {a: b}, second: {a: b}, secret: {}}
    record(a, c)
    weights = (Weight(participant_id=a, weight=5), Weight(participant_id=b, weight=1))
    gathering.run("thuky", set_weights, SetWeights(vote_id=first, weights=weights))
    assert held() == {first: {a: c}, second: {a: b}, secret: {}}
    with store.reading() as session:
        page = roll_page(session, gathering.as_actor("thuky"), first)
    assert {line.participant_id: line.weight for line in page.roll.lines}[a] == 5
    for _ in range(2):
        drop = DropProxy(vote_id=first, participant_id=a)
        gathering.run("thuky", drop_proxy, drop)
    assert held() == {first: {}, second: {a: b}, secret: {}}
    with pytest.raises(NotFound):
        gathering.run("daibieu01", drop_proxy, drop)


def test_standing_back_leaves_the_statutes_number_alone(gathering: Gathering) -> None:
    """Five members, one stands back: three of five are needed over all, three of four otherwise."""
    gathering.running()
    back = RecuseFromItem(meeting_id=gathering.id, item_id=gathering.items[1], reason="Liên quan")
    gathering.run("lanhdao", recuse, back)
    wholes = {}
    for base in Base:
        vote_id = gathering.open_vote(base=base)
        wholes[base] = seen(gathering, "thuky", vote_id).whole
        closed(gathering, vote_id)
    assert wholes == {Base.MEMBERS: 5, Base.ENTITLED: 4, Base.PRESENT: 4, Base.VALID: None}


def test_a_slate_is_opened_cast_and_closed_together(gathering: Gathering, store: Store) -> None:
    """One sheet, three questions, three verdicts; all ballots of a sheet are taken, or none."""
    gathering.running()
    questions = (
        Question(question="Báo cáo"),
        Question(question="Nghị quyết", numerator=1, denominator=1, strict=False),
        Question(question="Cơ sở", form=Form.CHOOSE, options=("A", "B"), most=1),
    )
    command = PrepareSlate(meeting_id=gathering.id, questions=questions)
    slate = gathering.run("thuky", prepare_slate, command)
    first, second, third = slate.vote_ids
    opened(gathering, second)
    sheet = BallotSheet(
        ballots=(
            SlateBallot(vote_id=first, choice=Choice.YES),
            SlateBallot(vote_id=second, choice=Choice.NO),
            SlateBallot(vote_id=third, chosen=(2,)),
        )
    )
    broken = BallotSheet(ballots=(*sheet.ballots[:2], SlateBallot(vote_id=third, chosen=(1, 2))))
    assert code_of(gathering, "chutri", cast_sheet, broken) == "ballot.too_many"
    assert all(seen(gathering, "chutri", v).my_ballot is None for v in slate.vote_ids)
    for username in ("chutri", "daibieu01", "daibieu02"):
        gathering.run(username, cast_sheet, sheet)
    assert code_of(gathering, "chutri", cast_sheet, sheet) == "vote.already_cast"
    results = [closed(gathering, first)] + [seen(gathering, "thuky", v) for v in (second, third)]
    assert [v.outcome.carried for v in results if v.outcome] == [True, False, True]
    with store.reading() as session:
        assert len(list(session.scalars(select(Ballot)))) == 9
    twice = BallotSheet(ballots=(sheet.ballots[0],) * 2)
    assert code_of(gathering, "daibieu03", cast_sheet, twice) == "vote.named_twice"


def test_an_open_ballot_is_changed_where_the_rule_says_so(
    gathering: Gathering, store: Store, rules: Rules
) -> None:
    """It counts once, what it said before is kept, and no log says either."""
    rules(ballot_changes=True)
    gathering.running()
    vote_id = gathering.open_vote()
    gathering.cast("daibieu01", vote_id, Choice.YES)
    gathering.cast("daibieu01", vote_id, Choice.NO)
    gathering.cast("daibieu01", vote_id, Choice.OTHER)
    with store.reading() as session:
        assert session.get_one(Vote, vote_id).cast == 1
        [ballot] = session.scalars(select(Ballot))
        assert (ballot.choice, ballot.changes) == ("other", 2)
        before = session.scalars(select(BallotChange).order_by(BallotChange.changed_at))
        assert [change.choice for change in before] == ["yes", "no"]
        deeds = session.scalars(select(AuditEntry).where(AuditEntry.action == "ballot.changed"))
        assert [deed.detail for deed in deeds] == [{"changes": 1}, {"changes": 2}]
    result = closed(gathering, vote_id)
    assert result.outcome is not None
    assert (result.outcome.other, result.outcome.cast) == (1, 1)
    late = CastBallot(vote_id=vote_id, choice=Choice.YES)
    assert code_of(gathering, "daibieu01", cast_ballot, late) == "vote.closed"


def test_ballots_are_taken_after_the_notice_only(
    gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody has read the question by then."""
    gathering.running()
    vote_id = prepared(gathering)
    opened(gathering, vote_id, notice_seconds=5)
    asked = seen(gathering, "daibieu01", vote_id)
    assert asked.opens_at is not None
    assert asked.opened_at is not None
    assert asked.opens_at - asked.opened_at == timedelta(seconds=5)
    early = CastBallot(vote_id=vote_id, choice=Choice.YES)
    assert code_of(gathering, "daibieu01", cast_ballot, early) == "vote.not_open_yet"
    later: datetime = asked.opens_at
    monkeypatch.setattr(gathering.store, "clock", lambda: later)
    assert gathering.cast("daibieu01", vote_id).cast_at == later


def test_a_result_is_published_once(gathering: Gathering, store: Store) -> None:
    """To members and the wall, with figures; before, nobody but the desk had them."""
    gathering.running()
    vote_id = gathering.open_vote(delayed=True)
    early = PublishVote(vote_id=vote_id)
    assert code_of(gathering, "thuky", publish_vote, early) == "vote.still_open"
    gathering.cast("daibieu01", vote_id)
    closed(gathering, vote_id)
    for stream in (events.members(gathering.id), events.screen(gathering.id)):
        assert told(store, stream, "vote.closed")[0]["vote"]["outcome"] is None
    desk = told(store, events.desk(gathering.id), "vote.closed")
    assert desk[0]["vote"]["outcome"]["yes"] == 1
    with pytest.raises(Denied):
        gathering.run("daibieu01", publish_vote, early)
    for _ in range(2):
        gathering.run("chutri", publish_vote, early)
    published = told(store, events.members(gathering.id), "vote.published")
    assert [event["vote"]["outcome"]["yes"] for event in published] == [1]
    assert seen(gathering, "daibieu02", vote_id).ballots


def told(store: Store, stream: str, kind: str) -> list[dict[str, Any]]:
    """What was announced of a kind on a stream."""
    with store.reading() as session:
        return [e.payload for e in outbox.changes(session, stream, 0) if e.type == kind]


def test_a_vote_made_in_error_is_voided_kept_and_repeated(gathering: Gathering) -> None:
    """It has no result any more, the next one points to it, and both are seen."""
    gathering.running()
    vote_id = gathering.open_vote("Câu hỏi sai")
    reason = VoidVote(vote_id=vote_id, reason="Nhầm văn bản")
    with pytest.raises(Denied):
        gathering.run("daibieu01", void_vote, reason)
    again = Question(question="Câu hỏi đúng", repeats_id=vote_id)
    opening = OpenVote(meeting_id=gathering.id, question=again)
    assert code_of(gathering, "thuky", open_vote, opening) == "vote.not_over"
    closed(gathering, vote_id)
    gathering.run("thuky", void_vote, reason)
    assert code_of(gathering, "thuky", void_vote, reason) == "vote.voided"
    shown = seen(gathering, "daibieu01", vote_id)
    assert (shown.state, shown.outcome, shown.void_reason) == ("voided", None, "Nhầm văn bản")
    new = gathering.run("thuky", open_vote, opening).id
    assert seen(gathering, "daibieu01", new).repeats_id == vote_id
    other = Question(question="?", repeats_id=uuid4())
    with pytest.raises(NotFound):
        gathering.run("thuky", open_vote, OpenVote(meeting_id=gathering.id, question=other))


def test_an_open_vote_that_is_voided_makes_room_for_the_right_one(gathering: Gathering) -> None:
    """Ballots are refused from then on."""
    gathering.running()
    vote_id = gathering.open_vote()
    gathering.run("thuky", void_vote, VoidVote(vote_id=vote_id, reason="Nhầm"))
    late = CastBallot(vote_id=vote_id, choice=Choice.YES)
    assert code_of(gathering, "daibieu01", cast_ballot, late) == "vote.closed"
    gathering.open_vote("Câu hỏi đúng")


def test_what_was_relied_on_cannot_be_voided(gathering: Gathering) -> None:
    """A task was issued by it."""
    gathering.running()
    vote_id = gathering.open_vote()
    closed(gathering, vote_id)
    unit = next(iter(gathering.office.units.values()))
    text = ConclusionText(text="Giao thực hiện", lead_unit_id=unit)
    record = RecordConclusion(item_id=gathering.items[1], content=text)
    gathering.run("thuky", record_conclusion, record)
    issue = IssueTasks(meeting_id=gathering.id, item_id=gathering.items[1])
    gathering.run("thuky", issue_tasks, issue)
    void = VoidVote(vote_id=vote_id, reason="Nhầm")
    assert code_of(gathering, "thuky", void_vote, void) == "vote.relied_on"
    assert seen(gathering, "thuky", vote_id).state == "closed"


def test_the_roll_says_who_is_ready(
    gathering: Gathering, store: Store, as_actor: Callable[[str], Actor]
) -> None:
    """Present, entitled, ballot on the screen, cast; what devices said is noted once for all."""
    gathering.running("chutri", "daibieu01", "daibieu02")
    vote_id = prepared(gathering)

    def roll() -> dict[str, tuple[bool, ...]]:
        with store.reading() as session:
            found = roll_of(session, as_actor("thuky"), vote_id)
        return {x.name: (x.present, x.entitled, x.shown, x.cast) for x in found.lines}

    assert roll()["Trần Văn An"] == (True, True, False, False)
    opened(gathering, vote_id)
    shown = (gathering.seat("daibieu01"), gathering.seat("daibieu02"), gathering.seat("lanhdao"))
    for _ in range(2):
        note = NoteShown(vote_id=vote_id, participant_ids=shown)
        store.execute(SYSTEM, note_shown, note)
    gathering.cast("daibieu01", vote_id)
    assert roll()["Trần Văn An"] == (True, True, True, True)
    assert sum(line[2] for line in roll().values()) == 2
    with store.reading() as session:
        state = desk_of(session, as_actor("thuky"), gathering.id, utc_now())
    assert set(state.ballots_shown) == {gathering.seat("daibieu01"), gathering.seat("daibieu02")}
    assert gathering.seat("daibieu01") not in state.waiting_for
    desk = told(store, events.desk(gathering.id), "ballots.shown")
    assert [len(event["participant_ids"]) for event in desk] == [2]
    with store.reading() as session, pytest.raises(Denied):
        roll_of(session, as_actor("daibieu01"), vote_id)
