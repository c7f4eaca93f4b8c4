"""Secret votes: who voted and what was voted share nothing; cast once, counted once."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from ecabinet.core import outbox
from ecabinet.core.errors import Conflict, DomainError, Invalid
from ecabinet.core.perishable import KeyGone
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from meetings import events
from meetings.ballot_forms import Form, Kind, Tie
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.question import Question
from meetings.commands.secret_ballot import CastSecretBallot, cast_secret_ballot
from meetings.commands.vote import (
    OpenVote,
    PrepareVote,
    open_vote,
    prepare_vote,
)
from meetings.commands.vote_roll import SetVoteRoll, Weight, set_vote_roll
from meetings.kinds import MeetingKind
from meetings.tasks import register_ballot_keys
from meetings.terms import Choice
from tests.commands.meetings.secret_voting import ALL, closed, opened, rows, slip
from tests.gatherings import VOTERS, Gathering


def refusal(gathering: Gathering, username: str, payload: CastSecretBallot) -> str:
    """The code with which a ballot is refused."""
    with pytest.raises(DomainError) as refused:
        gathering.run(username, cast_secret_ballot, payload)
    return refused.value.code


def test_a_secret_vote_from_opening_to_verdict(gathering: Gathering, platform: Platform) -> None:
    """Counted like an open one; afterwards there are ballots, codes and marks, and no key."""
    store = gathering.store
    vote_id = opened(gathering)
    choices = (Choice.YES, Choice.YES, Choice.NO, Choice.OTHER)
    for number, (username, choice) in enumerate(zip(VOTERS, choices, strict=False)):
        words = "cần làm rõ nguồn vốn" if choice is Choice.OTHER else ""
        payload = slip(vote_id, number, choice=choice, text=words)
        assert gathering.run(username, cast_secret_ballot, payload).in_box
    platform.keys.open(vote_id)  # It is there.
    outcome = closed(gathering, vote_id)
    assert (outcome.yes, outcome.no, outcome.other, outcome.not_cast) == (2, 1, 1, 1)
    said = Counter((c, t) for c, t in rows(store, "SELECT choice, text FROM secret_ballot"))
    assert said == {("yes", ""): 2, ("no", ""): 1, ("other", "cần làm rõ nguồn vốn"): 1}
    codes = sorted(code for (code,) in rows(store, "SELECT code FROM ballot_code"))
    assert codes == [f"K7QF-29MD-000{n}" for n in range(4)]
    assert rows(store, ALL.format("turnout_mark")) == [(4,)]
    assert rows(store, ALL.format("sealed_ballot")) == rows(store, ALL.format("ballot")) == [(0,)]
    register_ballot_keys(platform.jobs, platform.keys)
    platform.jobs.drain(store)
    with pytest.raises(KeyGone):
        platform.keys.open(vote_id)


def test_nobody_sees_a_choice_or_a_figure_before_the_close(gathering: Gathering) -> None:
    """Not the desk, not the voter: only that a ballot is there."""
    vote_id = opened(gathering)
    gathering.run("daibieu01", cast_secret_ballot, slip(vote_id, choice=Choice.NO))
    for username in ("thuky", "chutri", "daibieu01", "daibieu02"):
        vote = gathering.vote_seen_by(username, vote_id)
        assert (vote.outcome, vote.ballots, vote.my_ballot, vote.cast) == (None, [], None, 1)
        assert (vote.in_box, vote.may_cast) == (
            username == "daibieu01",
            username in {"chutri", "daibieu02"},
        )


def test_after_the_close_no_name_stands_at_a_ballot(gathering: Gathering) -> None:
    """Only figures; the names of who has cast were told all along."""
    vote_id = opened(gathering)
    gathering.run("daibieu01", cast_secret_ballot, slip(vote_id, choice=Choice.NO))
    closed(gathering, vote_id)
    vote = gathering.vote_seen_by("thuky", vote_id)
    assert vote.outcome is not None
    assert (vote.ballots, vote.outcome.no) == ([], 1)


def test_a_second_ballot_is_refused_and_a_replay_is_answered(gathering: Gathering) -> None:
    """The mark makes it one; the receipt holds neither choice nor code nor a trace of them."""
    store = gathering.store
    vote_id = opened(gathering)
    first = gathering.run("daibieu01", cast_secret_ballot, slip(vote_id), request_id="r1")
    other = slip(vote_id, 1, choice=Choice.NO)
    assert gathering.run("daibieu01", cast_secret_ballot, other, request_id="r1") == first
    assert refusal(gathering, "daibieu01", other) == "vote.already_cast"
    kept = rows(store, "SELECT fingerprint, result FROM receipt WHERE request_id = 'r1'")
    assert [set(_json(result)) for _, result in kept] == [{"vote_id", "in_box"}]
    assert slip(vote_id).model_dump() == other.model_dump() == {"vote_id": vote_id}
    assert "yes" not in repr(slip(vote_id)), "what is printed may end in a log"
    assert closed(gathering, vote_id).yes == 1


def _json(result: Any) -> Any:
    import json

    return json.loads(result) if isinstance(result, str) else result


def test_each_way_takes_only_its_own_kind(gathering: Gathering) -> None:
    """A secret ballot sent by name would be remembered by name."""
    vote_id = opened(gathering)
    named = CastBallot(vote_id=vote_id, choice=Choice.YES)
    with pytest.raises(Conflict, match=r"ballot\.secret"):
        gathering.run("daibieu01", cast_ballot, named, request_id="r1")
    assert rows(gathering.store, "SELECT * FROM receipt WHERE request_id = 'r1'") == []
    closed(gathering, vote_id)
    assert refusal(gathering, "daibieu02", slip(vote_id)) == "vote.closed"
    open_id = gathering.open_vote()
    assert refusal(gathering, "daibieu01", slip(open_id)) == "ballot.not_secret"


def test_lists_are_voted_on_secretly(gathering: Gathering) -> None:
    """The commonest secret vote: candidates, each approved or not."""
    vote_id = opened(
        gathering, form=Form.CANDIDATES, options=("Đ/c Nguyễn Văn A", "Đ/c Trần Thị B"), seats=1
    )
    for number, (username, chosen) in enumerate(
        zip(VOTERS, ((1,), (1,), (2,), (), (1,)), strict=True)
    ):
        gathering.run(username, cast_secret_ballot, slip(vote_id, number, chosen=chosen))
    assert [o.votes for o in closed(gathering, vote_id).options] == [3, 1]


def test_the_chairs_ballot_decides_no_secret_vote(gathering: Gathering) -> None:
    """Nobody knows which one it is."""
    gathering.running()
    with pytest.raises(Invalid, match=r"vote\.secret_tie"):
        gathering.open_vote(kind=Kind.SECRET, tie=Tie.CHAIR)


def test_the_turnout_is_told_as_of_any_vote(gathering: Gathering, store: Store) -> None:
    """Who has cast, never how; the same fields as for an open vote."""
    vote_id = opened(gathering)
    gathering.run("daibieu01", cast_secret_ballot, slip(vote_id, choice=Choice.NO))
    with store.reading() as session:
        told = outbox.changes(session, events.members(gathering.id), 0)
    turnout = [e.payload for e in told if e.type == "vote.turnout"]
    assert [set(each) for each in turnout] == [{"vote_id", "cast", "entitled", "participant_id"}]


def prepared(gathering: Gathering) -> UUID:
    """A secret vote that waits to be opened."""
    gathering.running()
    asked = Question(question="Thông qua?", kind=Kind.SECRET)
    command = PrepareVote(meeting_id=gathering.id, question=asked)
    vote_id: UUID = gathering.run("thuky", prepare_vote, command).id
    return vote_id


def weighed(gathering: Gathering, vote_id: UUID, *weights: int) -> OpenVote:
    """Give the voters so many votes each; how the vote is then opened."""
    seats = [gathering.seat(username) for username in VOTERS]
    roll = [Weight(participant_id=s, weight=w) for s, w in zip(seats, weights, strict=True)]
    gathering.run("thuky", set_vote_roll, SetVoteRoll(vote_id=vote_id, weights=tuple(roll)))
    return OpenVote(meeting_id=gathering.id, vote_id=vote_id)


def test_ballots_that_count_differently_are_no_secret(
    gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose ballot counts ten votes is known from the list of voters."""
    weighing = MeetingKind(weighted_votes=True)
    monkeypatch.setattr("meetings.commands.vote_roll.rules_of", lambda *_: weighing)
    vote_id = prepared(gathering)
    opening = weighed(gathering, vote_id, 10, 1, 1, 1, 1)
    with pytest.raises(Conflict, match=r"vote\.secret_weights"):
        gathering.run("thuky", open_vote, opening)
    gathering.run("thuky", open_vote, weighed(gathering, vote_id, 10, 10, 10, 10, 10))
    gathering.run("daibieu01", cast_secret_ballot, slip(vote_id))
    assert closed(gathering, vote_id).yes == 10
