"""Who holds everything that is stored knows no more than by chance, after a thousand votes.

The attacker knows every voter's seat, person, request ids and code, and has the files of the
database, its log transaction by transaction, the statements it was sent, receipts and records.
For each vote they name the one of three who said no. The same attacker against a store as it is
often built names nearly all: a test of secrecy that could not fail would be worth nothing.
"""

import hashlib
import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import pytest
from sqlalchemy import select, text

from ecabinet import database
from ecabinet.core.receipts import Receipt
from ecabinet.platform import Platform, open_platform
from ecabinet.settings import Settings
from meetings.ballot_forms import Choice
from meetings.commands.ballot import CastBallot
from meetings.tasks import register_ballot_keys
from tests import servers
from tests.live.hall import Hall, furnish
from tests.live.product import SECRET
from tests.secrecy.evidence import Evidence, Source, Trace, named
from tests.secrecy.polls import Naive, Paper, Poll, Product, Way, hold
from tests.secrecy.postgres_files import PostgresFiles
from tests.secrecy.scanning import CHOICES
from tests.secrecy.sqlite_files import SqliteFiles
from tests.secrecy.statements import LiteStatements, ServerLog

VOTES, NAIVE_VOTES = 1_000, 100
WANTED = "no"
CHANCE = 1 / 3
# One run in a million is further from chance than so many standard deviations.
FAR = 4.9
TOLD = {
    "log_statement": "all",
    "wal_keep_size": "4GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "1h",
    # What was committed must be in the files that are read.
    "synchronous_commit": "on",
}


class Files(Protocol):
    """The files of a database."""

    def begin(self) -> None: ...
    def of(self, poll: Poll) -> Evidence: ...
    def left(self, polls: list[Poll]) -> dict[Any, Source]: ...


Statements = LiteStatements | ServerLog


class Scene:
    """A meeting over a database whose files lie open."""

    def __init__(self, platform: Platform, way: Way, files: Files, sent: Statements) -> None:
        self.platform, self.way, self.files, self._sent = platform, way, files, sent
        self.hall: Hall = furnish(platform.store, 3)
        register_ballot_keys(platform.jobs, platform.keys)

    def scores(self, votes: int) -> dict[str, int]:
        """How often each kind of evidence names who said no, out of so many votes."""
        rng = random.Random()
        right: Counter[str] = Counter()
        polls = []
        for _ in range(votes):
            self._sent.since()
            self.files.begin()
            poll = hold(self.hall, self.way, rng)
            polls.append(poll)
            evidence = {**self.files.of(poll), **self._others(poll)}
            self._judge(poll, evidence, right, rng)
        for vote_id, source in self.files.left(polls).items():
            poll = next(p for p in polls if p.vote_id == vote_id)
            self._judge(poll, {"leavings in files": source}, right, rng)
        self.platform.jobs.drain(self.platform.store)
        return dict(right)

    def _judge(
        self, poll: Poll, evidence: Evidence, right: Counter[str], rng: random.Random
    ) -> None:
        voters = [seat.hex for seat in poll.said]
        for name, source in evidence.items():
            guess = named(source, WANTED, voters, rng)
            said = {seat.hex: choice for seat, choice in poll.said.items()}
            right[name] += said[guess] == WANTED

    def _others(self, poll: Poll) -> Evidence:
        """What needs no files: receipts, the order in which people cast, codes, statements."""
        order = [Trace(0, place, seat.hex) for place, seat in enumerate(poll.said)]
        with self.platform.store.reading() as session:
            tables = self.way.tables
            query = f"SELECT choice FROM {tables.ballots} WHERE vote_id = :vote"
            key = self._key(poll)
            stored = [
                Trace(0, place, choice)
                for place, (choice,) in enumerate(session.execute(text(query), {"vote": key}))
            ]
            query = "SELECT code FROM ballot_code WHERE vote_id = :vote"
            codes = [code for (code,) in session.execute(text(query), {"vote": key})]
            asked = [request_id for request_id, _ in poll.requests.values()]
            found = select(Receipt.request_id, Receipt.fingerprint)
            kept = session.execute(found.where(Receipt.request_id.in_(asked)))
            receipts = dict(kept.all())
        by_code = {code: seat.hex for seat, code in poll.codes.items()}
        coded = [Trace(0, place, by_code[code]) for place, code in enumerate(codes)]
        return {
            "who cast when": Source(order, stored),
            "codes": Source(coded, stored),
            "receipts": self._receipts(poll, receipts),
            "statements": self._statements(poll),
        }

    def _key(self, poll: Poll) -> str:
        sqlite = self.platform.store.engine.dialect.name == "sqlite"
        return poll.vote_id.hex if sqlite else str(poll.vote_id)

    def _receipts(self, poll: Poll, kept: dict[str, str]) -> Source:
        """Try which choice gives the fingerprint of the request that is remembered."""
        source = Source()
        for number, (seat, (request_id, _)) in enumerate(poll.requests.items(), 1):
            for choice in CHOICES:
                tried = {_digest(each) for each in _payloads(poll, seat, choice)}
                if kept.get(request_id) in tried:
                    source.marks.append(Trace(number, 0, seat.hex))
                    source.ballots.append(Trace(number, 0, choice))
        return source

    def _statements(self, poll: Poll) -> Source:
        """What the database was sent, as a log of all statements would have it."""
        source = Source()
        number = 0
        for line in self._sent.since():
            number += line.startswith("COMMIT")
            if f"INSERT INTO {self.way.tables.marks}" in line:
                source.marks += [
                    Trace(number, 0, seat.hex)
                    for seat in poll.said
                    if seat.hex in line.replace("-", "")
                ]
            if f"INSERT INTO {self.way.tables.ballots}" in line:
                found = re.finditer(r"'(yes|no|other)'", line)
                source.ballots += [Trace(number, m.start(), m.group(1)) for m in found]
        return source


def _payloads(poll: Poll, seat: Any, choice: str) -> Iterator[str]:
    """How a request that says `choice` may have been written down, words apart."""
    yield CastBallot(vote_id=poll.vote_id, choice=Choice(choice)).model_dump_json()
    paper = Paper(vote_id=poll.vote_id, seat=seat, choice=choice, text="", code=poll.codes[seat])
    yield paper.model_dump_json()
    yield paper.model_dump_json(exclude={"seat"})
    yield f'{{"vote_id":"{poll.vote_id}","choice":"{choice}"}}'


def _digest(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()


@contextmanager
def scene(kind: str, way: Way, folder: Path) -> Iterator[Scene]:
    """A fresh database of a kind with a meeting of three; on PostgreSQL a cluster of its own."""
    home = folder
    with ExitStack() as stack:
        if kind == "sqlite":
            url = f"sqlite:///{folder / 'ecabinet.sqlite3'}"
        else:
            home = Path(stack.enter_context(TemporaryDirectory(prefix="ecabinet-secrecy-")))
            home.chmod(0o755)  # The server runs as another user when we are root.
            url = stack.enter_context(servers.postgres_server(home))
        database.upgrade(url)
        settings = Settings(folder / "data", SECRET, url, async_mode="threading")
        platform = open_platform(settings)
        stack.callback(platform.close)
        if kind == "sqlite":
            files: Files = SqliteFiles(folder / "ecabinet.sqlite3", way.tables)
            sent: Statements = LiteStatements(platform.store.engine)
        else:
            files = PostgresFiles(url, home, way.tables)
            sent = ServerLog(home / "postgres.log")
        yield Scene(platform, way, files, sent)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which database; PostgreSQL keeps all of its log, writes down each statement it is sent."""
    for name, value in TOLD.items():
        monkeypatch.setitem(servers.POSTGRES_OPTIONS, name, value)
    return str(request.param)


@pytest.mark.timeout(600)
def test_who_holds_everything_stored_knows_no_more_than_by_chance(
    kind: str, tmp_path: Path
) -> None:
    """A thousand votes; no evidence of any kind is further from chance than luck explains."""
    with scene(kind, Product(), tmp_path) as product:
        scores = product.scores(VOTES)
    luck = FAR * math.sqrt(VOTES * CHANCE * (1 - CHANCE))
    assert len(scores) == 8, scores
    for source, right in scores.items():
        assert abs(right - VOTES * CHANCE) < luck, (source, scores)


def test_the_same_attacker_takes_a_usual_store_apart(kind: str, tmp_path: Path) -> None:
    """Random keys, two tables, no times, and yet nearly every ballot is found out."""
    with scene(kind, Naive(), tmp_path) as naive:
        scores = naive.scores(NAIVE_VOTES)
    caught = {source for source, right in scores.items() if right > 0.9 * NAIVE_VOTES}
    assert caught >= {"rows", "log of the database", "receipts", "statements"}, scores
    # Pages of both tables lie in the file as they were needed: not everything is in order.
    assert scores["leavings in files"] > 0.6 * NAIVE_VOTES, scores
    # On SQLite a transaction is as long as the pages it touches, whatever they say.
    assert kind == "sqlite" or scores["sizes"] > 0.6 * NAIVE_VOTES, scores
