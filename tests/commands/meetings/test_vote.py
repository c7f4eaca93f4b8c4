"""Votes: opened once, cast once, closed once, and nothing of the choices told before."""

from typing import Any
from uuid import UUID

import pytest

from ecabinet.core import outbox
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from ecabinet.core.store import Store
from meetings import events
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.question import Question
from meetings.commands.session import SessionStep, close_session, pause_session
from meetings.commands.vote import (
    CloseVote,
    OpenVote,
    PrepareVote,
    close_vote,
    open_vote,
    prepare_vote,
)
from meetings.terms import Base, Choice, Outcome
from tests.commands.meetings.counting import ballots, refusal, stored
from tests.gatherings import Gathering


def close(gathering: Gathering, vote_id: UUID) -> None:
    """Close as thuky."""
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))


def test_a_vote_from_opening_to_verdict(gathering: Gathering, store: Store) -> None:
    """Three of five members in favour, four present, quorum three."""
    gathering.running("chutri", "daibieu01", "daibieu02", "lanhdao")
    vote_id = gathering.open_vote()
    for username in ("chutri", "daibieu01", "lanhdao"):
        gathering.cast(username, vote_id)
    gathering.cast("daibieu02", vote_id, Choice.NO)
    close(gathering, vote_id)
    outcome = Outcome.model_validate(stored(store, vote_id).outcome)
    assert outcome.carried
    assert (outcome.yes, outcome.no, outcome.other, outcome.not_cast) == (3, 1, 0, 0)
    assert outcome.sentence.vi == (
        "3 trên 5 thành viên tán thành (60 %), đạt mức trên 1/2; đủ số thành viên dự họp (4/5)."
    )


def test_a_second_ballot_is_refused_and_the_first_stands(
    gathering: Gathering, store: Store
) -> None:
    """Whatever the second one says."""
    gathering.running()
    vote_id = gathering.open_vote()
    gathering.cast("daibieu01", vote_id)
    again = CastBallot(vote_id=vote_id, choice=Choice.NO)
    assert refusal(gathering, "daibieu01", cast_ballot, again) == "vote.already_cast"
    assert ballots(store, vote_id) == stored(store, vote_id).cast == 1


def test_a_replay_of_the_same_request_answers_as_the_first_time(
    gathering: Gathering, store: Store
) -> None:
    """The tablet that never got the answer sends again, even after the close."""
    gathering.running()
    vote_id = gathering.open_vote()
    first = gathering.cast("daibieu01", vote_id, request_id="r1")
    assert gathering.cast("daibieu01", vote_id, request_id="r1") == first
    close(gathering, vote_id)
    assert gathering.cast("daibieu01", vote_id, request_id="r1") == first
    assert ballots(store, vote_id) == 1


def test_a_ballot_after_close_is_refused(gathering: Gathering, store: Store) -> None:
    """And changes nothing of the outcome."""
    gathering.running()
    vote_id = gathering.open_vote()
    close(gathering, vote_id)
    before = stored(store, vote_id).outcome
    late = CastBallot(vote_id=vote_id, choice=Choice.YES)
    assert refusal(gathering, "daibieu01", cast_ballot, late) == "vote.closed"
    assert stored(store, vote_id).outcome == before
    assert ballots(store, vote_id) == 0


def test_who_came_after_opening_is_not_entitled(gathering: Gathering) -> None:
    """Entitlement is frozen; the secretary has no seat with a vote; guests know of no votes."""
    gathering.running("chutri", "daibieu01", "daibieu02")
    vote_id = gathering.open_vote()
    gathering.run("daibieu03", check_in, Presence(meeting_id=gathering.id))
    for username in ("daibieu03", "lanhdao", "thuky"):
        command = CastBallot(vote_id=vote_id, choice=Choice.YES)
        with pytest.raises(Denied):
            gathering.run(username, cast_ballot, command)
    for username in ("khach01", "cuong", "quantri"):
        with pytest.raises(NotFound):
            gathering.run(username, cast_ballot, CastBallot(vote_id=vote_id, choice=Choice.YES))


def test_who_left_after_opening_may_still_cast(gathering: Gathering) -> None:
    """What was frozen holds."""
    gathering.running()
    vote_id = gathering.open_vote()
    gathering.run("daibieu01", leave, Presence(meeting_id=gathering.id))
    assert gathering.cast("daibieu01", vote_id).choice is Choice.YES


def test_a_vote_is_opened_once(gathering: Gathering) -> None:
    """Again: already open. Another one meanwhile: not before this one is closed."""
    gathering.running()
    question = Question(question="Thông qua?")
    prepare = PrepareVote(meeting_id=gathering.id, question=question)
    vote_id = gathering.run("thuky", prepare_vote, prepare).id
    opening = OpenVote(meeting_id=gathering.id, vote_id=vote_id)
    first = gathering.run("chutri", open_vote, opening, request_id="open")
    assert gathering.run("chutri", open_vote, opening, request_id="open") == first
    assert refusal(gathering, "thuky", open_vote, opening) == "vote.already_open"
    other = OpenVote(meeting_id=gathering.id, question=question)
    assert refusal(gathering, "thuky", open_vote, other) == "vote.another_open"
    close(gathering, vote_id)
    assert refusal(gathering, "thuky", open_vote, opening) == "vote.already_open"
    gathering.run("thuky", open_vote, other)


def test_no_vote_without_quorum_unless_a_reason_is_recorded(
    gathering: Gathering, store: Store
) -> None:
    """Two of five are no quorum; the reason stands in the sentence for ever."""
    gathering.running("chutri", "daibieu01")
    bare = OpenVote(meeting_id=gathering.id, question=Question(question="Thông qua?"))
    assert refusal(gathering, "thuky", open_vote, bare) == "vote.no_quorum"
    vote_id = gathering.open_vote(override_reason="bão số 5")
    gathering.cast("chutri", vote_id)
    close(gathering, vote_id)
    outcome = Outcome.model_validate(stored(store, vote_id).outcome)
    assert not outcome.quorate
    assert outcome.sentence.vi.endswith("(2/5), vẫn biểu quyết vì: bão số 5.")


def test_no_vote_while_the_session_does_not_run(gathering: Gathering) -> None:
    """Paused is not running, and a prepared vote does not help."""
    gathering.running()
    gathering.run("thuky", pause_session, SessionStep(meeting_id=gathering.id))
    command = OpenVote(meeting_id=gathering.id, question=Question(question="Thông qua?"))
    assert refusal(gathering, "thuky", open_vote, command) == "session.not_running"


def test_the_session_does_not_close_over_an_open_vote(gathering: Gathering) -> None:
    """First the vote, then the session."""
    gathering.running()
    vote_id = gathering.open_vote()
    step = SessionStep(meeting_id=gathering.id)
    assert refusal(gathering, "thuky", close_session, step) == "session.vote_open"
    assert gathering.seen_by("thuky").state == "in_session"
    close(gathering, vote_id)
    gathering.run("thuky", close_session, step)


@pytest.mark.parametrize(
    ("share", "code"),
    [
        ({"numerator": 3, "denominator": 2}, "vote.above_one"),
        ({"numerator": 1, "denominator": 1, "strict": True}, "vote.more_than_all"),
    ],
)
def test_impossible_shares_are_refused(
    gathering: Gathering, share: dict[str, Any], code: str
) -> None:
    """More than all can never be reached."""
    gathering.running()
    with pytest.raises(Invalid) as refused:
        gathering.open_vote(**share)
    assert refused.value.code == code


def test_choices_stay_untold_until_close(gathering: Gathering, store: Store) -> None:
    """No event and no reading shows a choice while the vote is open, not even to the desk."""
    gathering.running()
    vote_id = gathering.open_vote()
    gathering.cast("daibieu01", vote_id, Choice.NO)
    for username in ("thuky", "chutri", "daibieu02"):
        vote = gathering.vote_seen_by(username, vote_id)
        assert (vote.outcome, vote.ballots, vote.my_ballot, vote.cast) == (None, [], None, 1)
    own = gathering.vote_seen_by("daibieu01", vote_id)
    assert own.my_ballot is not None
    assert own.my_ballot.choice is Choice.NO
    told = [e for e in _events(store, gathering) if e.type == "vote.turnout"]
    assert {e.stream for e in told} == {events.members(gathering.id), events.screen(gathering.id)}
    assert all(set(e.payload) == {"vote_id", "cast", "entitled", "participant_id"} for e in told)
    screen = next(e for e in told if e.stream == events.screen(gathering.id))
    assert screen.payload["participant_id"] is None


def test_the_close_is_told_with_its_verdict_and_without_names(
    gathering: Gathering, store: Store
) -> None:
    """Names of an open vote are read through the ordinary door."""
    gathering.running()
    vote_id = gathering.open_vote(base=Base.PRESENT)
    gathering.cast("daibieu01", vote_id, Choice.OTHER)
    close(gathering, vote_id)
    told = [e for e in _events(store, gathering) if e.type == "vote.closed"]
    assert len(told) == 2
    assert all(e.payload["vote"]["outcome"]["other"] == 1 for e in told)
    assert all(e.payload["vote"]["ballots"] == [] for e in told)
    assert gathering.seen_by("daibieu02").votes[0].ballots == []
    named = gathering.vote_seen_by("daibieu02", vote_id).ballots
    assert [(b.name, b.choice) for b in named] == [("Trần Văn An", Choice.OTHER)]


def _events(store: Store, gathering: Gathering) -> list[outbox.OutboxEntry]:
    streams = (
        events.everybody(gathering.id),
        events.members(gathering.id),
        events.desk(gathering.id),
        events.screen(gathering.id),
    )
    with store.reading() as session:
        return [e for stream in streams for e in outbox.changes(session, stream, 0)]


def test_closing_a_vote_never_opened_is_refused(gathering: Gathering) -> None:
    """There is nothing to count."""
    gathering.running()
    prepare = PrepareVote(meeting_id=gathering.id, question=Question(question="Thông qua?"))
    vote_id = gathering.run("thuky", prepare_vote, prepare).id
    with pytest.raises(Conflict):
        close(gathering, vote_id)
    assert gathering.seen_by("thuky").votes
    assert not gathering.seen_by("daibieu01").votes
