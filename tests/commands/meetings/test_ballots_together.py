"""Ballots that wait for one vote share a transaction; who is refused must have written nothing.

How they are done together: tests/commands/core/test_together.py.
"""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from ecabinet.core import together
from ecabinet.core.actors import Actor
from ecabinet.core.errors import DomainError
from ecabinet.core.store import Store
from meetings.ballot_forms import Kind
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.secret_ballot import CastSecretBallot, cast_secret_ballot
from meetings.commands.vote import CloseVote, close_vote
from meetings.models import Ballot, BallotChange
from meetings.terms import Choice
from tests.commands.meetings.counting import ballots, stored
from tests.commands.meetings.test_vote_at_once import at_once
from tests.commands.meetings.voting import Rules
from tests.counting import counted
from tests.gatherings import VOTERS, Gathering

SLIP: dict[str, Any] = {"choice": Choice.YES, "ballot_code": "K7QF-29MD-0001"}


@pytest.fixture
def open_vote(gathering: Gathering) -> UUID:
    """A named vote that daibieu01 has cast in."""
    gathering.running()
    vote_id = gathering.open_vote()
    gathering.cast("daibieu01", vote_id)
    return vote_id


@pytest.fixture
def refused(gathering: Gathering, as_actor: Callable[[str], Actor]) -> Callable[..., str]:
    """Ask for something, and see to it that a refusal wrote nothing; the code of it."""

    def ask(username: str, command: Any, payload: Any) -> str:
        store, actor = gathering.store, as_actor(username)
        with counted(store.engine) as statements, pytest.raises(DomainError) as error:
            store.execute(actor, command, payload, request_id=str(uuid4()))
        words = {asked.text.split()[0] for asked in statements}
        assert words <= {"SELECT", "BEGIN"}, statements
        return error.value.code

    return ask


def test_a_refused_ballot_has_written_nothing(
    gathering: Gathering, open_vote: UUID, refused: Callable[..., str]
) -> None:
    """Whatever is wrong with it: else it could not be left out of what others did."""
    yes = CastBallot(vote_id=open_vote, choice=Choice.YES)
    assert refused("daibieu01", cast_ballot, yes) == "vote.already_cast"
    assert refused("thuky", cast_ballot, yes) == "vote.not_entitled"
    assert refused("cuong", cast_ballot, yes) == "not_found"
    nothing = yes.model_copy(update={"choice": None})
    assert refused("chutri", cast_ballot, nothing) == "ballot.wrong_form"
    slip = CastSecretBallot(vote_id=open_vote, **SLIP)
    assert refused("chutri", cast_secret_ballot, slip) == "ballot.not_secret"
    gathering.run("thuky", close_vote, CloseVote(vote_id=open_vote))
    assert refused("chutri", cast_ballot, yes) == "vote.closed"
    secret = gathering.open_vote("Bầu ai?", kind=Kind.SECRET)
    by_name = CastBallot(vote_id=secret, choice=Choice.YES)
    assert refused("chutri", cast_ballot, by_name) == "ballot.secret"


@pytest.fixture
def press(
    gathering: Gathering, as_actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[Any]]:
    """Let people cast so that they stand in one line, and see that they share a transaction."""

    def cast(vote_id: UUID, kind: Kind, number: int, username: str) -> Callable[[], Any]:
        actor = as_actor(username)
        if kind is Kind.OPEN:
            ballot = CastBallot(vote_id=vote_id, choice=(Choice.YES, Choice.NO)[number % 2])
            return lambda: gathering.store.execute(actor, cast_ballot, ballot)
        code = f"K7QF-29MD-000{number}"
        slip = CastSecretBallot(vote_id=vote_id, choice=Choice.YES, ballot_code=code)
        return lambda: gathering.store.execute(actor, cast_secret_ballot, slip)

    def press(vote_id: UUID, kind: Kind, *usernames: str) -> list[Any]:
        gate = threading.Barrier(len(usernames))
        works = [cast(vote_id, kind, number, name) for number, name in enumerate(usernames)]
        with monkeypatch.context() as patch, counted(gathering.store.engine) as statements:
            patch.setattr(together, "sleep", lambda _seconds: gate.wait(20))
            answers = at_once(works)
        advanced = [one for one in statements if one.text.startswith("UPDATE audit_head SET seq")]
        assert len(advanced) == 1
        return answers

    return press


@pytest.mark.parametrize("kind", [Kind.OPEN, Kind.SECRET])
def test_all_are_counted_and_who_presses_twice_hears_it(
    gathering: Gathering, press: Callable[..., list[Any]], kind: Kind
) -> None:
    """Five voters and one of them again, in one line: five ballots in one transaction."""
    gathering.running()
    vote_id = gathering.open_vote(kind=kind)
    answers = press(vote_id, kind, *VOTERS, VOTERS[0])
    assert sum(answer == "vote.already_cast" for answer in answers) == 1
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    assert stored(gathering.store, vote_id).cast == len(VOTERS)
    if kind is Kind.OPEN:
        assert ballots(gathering.store, vote_id) == len(VOTERS)


def test_who_may_change_a_ballot_may_do_so_in_the_same_transaction(
    gathering: Gathering, press: Callable[..., list[Any]], rules: Rules
) -> None:
    """It counts once, and says what was said last; what it said before is kept."""
    rules(ballot_changes=True)
    gathering.running()
    vote_id = gathering.open_vote()
    answers = press(vote_id, Kind.OPEN, "daibieu01", "daibieu01", "daibieu02", "chutri")
    assert not [answer for answer in answers if isinstance(answer, str)]
    store = gathering.store
    assert ballots(store, vote_id) == stored(store, vote_id).cast == 3
    with store.reading() as session:
        [change] = session.scalars(select(BallotChange)).all()
        [changed] = session.scalars(select(Ballot).where(Ballot.changes == 1)).all()
    assert {change.choice, changed.choice} == {"yes", "no"}
    assert change.ballot_id == changed.id


def test_the_ballots_of_two_votes_do_not_wait_for_each_other(store: Store) -> None:
    """Each vote has a line of its own."""
    one, other = uuid4(), uuid4()
    lines = {
        together.line_of(cast_ballot, CastBallot(vote_id=vote_id, choice=Choice.YES))
        for vote_id in (one, one, other)
    }
    assert len(lines) == 2
