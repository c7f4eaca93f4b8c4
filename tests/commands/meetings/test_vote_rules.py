"""Weights, proxies, slates, changed ballots, notice, publication, votes made in error."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied
from ecabinet.core.store import Store
from meetings import events
from meetings.ballot_forms import Form
from meetings.commands.ballot import BallotSheet, CastBallot, SlateBallot, cast_ballot, cast_sheet
from meetings.commands.question import Question
from meetings.commands.recuse import RecuseFromItem, recuse
from meetings.commands.shown import NoteShown, note_shown
from meetings.commands.vote import (
    PrepareSlate,
    prepare_slate,
)
from meetings.commands.vote_roll import SetVoteRoll, Weight, set_vote_roll
from meetings.models import Ballot, BallotChange, Vote
from meetings.queries.room import desk as desk_of
from meetings.queries.vote_roll import roll_of
from meetings.terms import Base, Choice
from tests.commands.meetings.voting import Rules, closed, code_of, opened, prepared, seen, told
from tests.gatherings import VOTERS, Gathering


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
