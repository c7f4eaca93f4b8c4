"""Votes under many hands: parallel ballots, replays, closes."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.errors import DomainError
from ecabinet.core.store import Store
from meetings import events
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.vote import (
    CloseVote,
    close_vote,
)
from meetings.terms import Choice, Outcome
from tests.commands.meetings.counting import ballots, stored
from tests.gatherings import VOTERS, Gathering


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Run all of `works` at the same moment; answers or the errors raised."""
    gate = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def one(index: int) -> None:
        gate.wait()
        try:
            results[index] = works[index]()
        except DomainError as error:
            results[index] = error.code

    threads = [threading.Thread(target=one, args=(i,)) for i in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_five_parallel_ballots_of_each_voter_count_once(
    gathering: Gathering, store: Store, as_actor: Callable[[str], Actor]
) -> None:
    """One acknowledged, four refused, each turnout figure told once and in order."""
    gathering.running()
    vote_id = gathering.open_vote()
    actors = [as_actor(username) for username in VOTERS for _ in range(5)]
    command = CastBallot(vote_id=vote_id, choice=Choice.YES)
    answers = at_once([lambda a=actor: store.execute(a, cast_ballot, command) for actor in actors])
    assert sum(answer == "vote.already_cast" for answer in answers) == 20
    assert ballots(store, vote_id) == stored(store, vote_id).cast == 5
    with store.reading() as session:
        told = outbox.changes(session, events.members(gathering.id), 0)
    assert [e.payload["cast"] for e in told if e.type == "vote.turnout"] == [1, 2, 3, 4, 5]


def test_the_same_request_in_parallel_is_answered_alike(
    gathering: Gathering, store: Store, as_actor: Callable[[str], Actor]
) -> None:
    """A retry that overtakes its first try is no second ballot and no refusal."""
    gathering.running()
    vote_id = gathering.open_vote()
    actor, command = as_actor("daibieu01"), CastBallot(vote_id=vote_id, choice=Choice.YES)
    key = str(uuid4())
    answers = at_once([lambda: store.execute(actor, cast_ballot, command, request_id=key)] * 10)
    assert all(answer == answers[0] for answer in answers)
    assert not isinstance(answers[0], str)
    assert ballots(store, vote_id) == 1


def test_fifty_closes_among_ballots_make_one_tally(
    gathering: Gathering, store: Store, as_actor: Callable[[str], Actor]
) -> None:
    """Every acknowledged ballot is in the tally, and no other."""
    gathering.running()
    vote_id = gathering.open_vote()
    closer = as_actor("thuky")
    close_command = CloseVote(vote_id=vote_id)
    ballot = CastBallot(vote_id=vote_id, choice=Choice.YES)
    voters = [as_actor(username) for username in VOTERS]
    answers = at_once(
        [lambda a=a: store.execute(a, cast_ballot, ballot) for a in voters]
        + [lambda: store.execute(closer, close_vote, close_command)] * 50
    )
    acknowledged = sum(not isinstance(answer, str) for answer in answers[:5])
    assert set(answers[:5]) <= {"vote.closed", *(a for a in answers[:5] if not isinstance(a, str))}
    assert not any(isinstance(answer, str) for answer in answers[5:])
    outcome = Outcome.model_validate(stored(store, vote_id).outcome)
    assert outcome.yes == acknowledged == ballots(store, vote_id)
    with store.reading() as session:
        told = outbox.changes(session, events.members(gathering.id), 0)
    assert sum(e.type == "vote.closed" for e in told) == 1
