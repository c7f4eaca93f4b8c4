"""Many small votes of three people who say three different things, in the product or naively."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol
from unittest.mock import patch
from uuid import UUID, uuid4

from pydantic import BaseModel
from sqlalchemy import Column, MetaData, String, Table, Uuid, insert

from ecabinet.core import together
from ecabinet.core.actors import Actor
from ecabinet.core.ids import new_id
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.ballot_forms import Choice, Kind
from meetings.commands.question import Question
from meetings.commands.secret_ballot import CastSecretBallot, cast_secret_ballot
from meetings.commands.vote import CloseVote, OpenVote, close_vote, open_vote
from tests.live.hall import SECRETARY, Hall

VOTERS = 3
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Tables:
    """Where a way of voting keeps marks and ballots."""

    marks: str
    ballots: str


@dataclass
class Poll:
    """One vote, and the truth about it: seat → choice, in the order in which they cast.

    Each seat's request id and code are known to the attacker, too.
    """

    vote_id: UUID
    said: dict[UUID, str] = field(default_factory=dict)
    requests: dict[UUID, tuple[str, UUID]] = field(default_factory=dict)
    codes: dict[UUID, str] = field(default_factory=dict)


class Way(Protocol):
    """A way to hold a secret vote."""

    tables: Tables

    def open(self, hall: Hall) -> UUID:
        """Open a vote."""

    def cast(self, store: Store, actor: Actor, ballot: "Paper", request_id: str) -> None:
        """Cast a ballot."""

    def together(self, people: int) -> AbstractContextManager[object] | None:
        """Let so many who cast at once share a transaction; None: they never do."""

    def close(self, hall: Hall, vote_id: UUID) -> None:
        """Close the vote."""


class Paper(BaseModel):
    """What somebody says."""

    vote_id: UUID
    seat: UUID
    choice: str
    text: str
    code: str


class Product:
    """The product's own."""

    tables = Tables("turnout_mark", "secret_ballot")

    def open(self, hall: Hall) -> UUID:
        """Open a secret vote."""
        asked = Question(question="Bỏ phiếu tín nhiệm?", kind=Kind.SECRET)
        command = OpenVote(meeting_id=hall.meeting_id, question=asked)
        opened: UUID = hall.store.execute(hall.actor(SECRETARY), open_vote, command).id
        return opened

    def cast(self, store: Store, actor: Actor, ballot: Paper, request_id: str) -> None:
        """Cast, without padding: sizes of requests are not stored."""
        command = CastSecretBallot(
            vote_id=ballot.vote_id, choice=Choice(ballot.choice), text=ballot.text,
            ballot_code=ballot.code,
        )  # fmt: skip
        store.execute(actor, cast_secret_ballot, command, request_id=request_id)

    def together(self, people: int) -> AbstractContextManager[object]:
        """In one line, and so in one transaction."""
        gate = threading.Barrier(people)
        return patch.object(together, "sleep", lambda _seconds: gate.wait(20))

    def close(self, hall: Hall, vote_id: UUID) -> None:
        """Close."""
        hall.store.execute(hall.actor(SECRETARY), close_vote, CloseVote(vote_id=vote_id))


NAIVE = MetaData()
MARKS = Table("naive_mark", NAIVE, Column("vote_id", Uuid), Column("participant_id", Uuid))
BALLOTS = Table(
    "naive_ballot",
    NAIVE,
    Column("id", Uuid, primary_key=True),
    Column("vote_id", Uuid),
    Column("choice", String),
    Column("text", String),
)


def cast_naively(uow: UnitOfWork, cmd: Paper) -> None:
    """As it is often done: the ballot has a random key and no name, the mark has no choice."""
    uow.session.execute(insert(MARKS), {"vote_id": cmd.vote_id, "participant_id": cmd.seat})
    said = {"choice": cmd.choice, "text": cmd.text}
    uow.session.execute(insert(BALLOTS), {"id": uuid4(), "vote_id": cmd.vote_id, **said})
    uow.audit("ballot.cast", "vote", cmd.vote_id)


class Naive:
    """Random keys, two tables, no times."""

    tables = Tables("naive_mark", "naive_ballot")

    def open(self, hall: Hall) -> UUID:
        """Nothing is opened; the tables are there."""
        NAIVE.create_all(hall.store.engine)
        return new_id()

    def cast(self, store: Store, actor: Actor, ballot: Paper, request_id: str) -> None:
        """Cast."""
        store.execute(actor, cast_naively, ballot, request_id=request_id)

    def together(self, people: int) -> None:
        """They never do."""

    def close(self, hall: Hall, vote_id: UUID) -> None:
        """What is there is there already."""


def hold(hall: Hall, way: Way, rng: random.Random) -> Poll:
    """Hold one vote: everybody casts once, in a random order, each something else.

    One after the other, or in every second vote all at once.
    """
    poll = Poll(way.open(hall))
    names = rng.sample(hall.voters, VOTERS)
    casts: list[Callable[[], None]] = []
    for name, choice in zip(names, rng.sample(["yes", "no", "other"], VOTERS), strict=True):
        seat = hall.seats[name]
        poll.said[seat] = choice
        poll.codes[seat] = "-".join("".join(rng.choices(ALPHABET, k=4)) for _ in range(3))
        request_id = str(UUID(int=rng.getrandbits(128)))
        poll.requests[seat] = (request_id, hall.people[name])
        words = "ý kiến dài " * rng.randint(5, 150) if choice == "other" else ""
        ballot = Paper(
            vote_id=poll.vote_id, seat=seat, choice=choice, text=words.strip(),
            code=poll.codes[seat],
        )  # fmt: skip
        casts.append(partial(way.cast, hall.store, hall.actor(name), ballot, request_id))
    line = way.together(VOTERS) if rng.random() < 0.5 else None
    with line or nullcontext(), ThreadPoolExecutor(VOTERS if line else 1) as pool:
        list(pool.map(lambda cast: cast(), casts))
    way.close(hall, poll.vote_id)
    return poll
