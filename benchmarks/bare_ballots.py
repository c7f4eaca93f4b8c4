"""The least that recording a ballot can cost: the same rows and commits, by the bare driver.

One connection, one ballot after the other, all values made beforehand; nothing is looked up,
nothing is checked. Nobody can acknowledge ballots one by one on this database faster than this.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg2

from benchmarks.places import Place
from ecabinet.core.ids import new_id

COUNT = 'UPDATE vote SET "cast" = "cast" + 1 WHERE id = ? AND state = ? RETURNING "cast"'
STREAM = (
    "INSERT INTO stream (name, seq) VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET seq = stream.seq + 1 RETURNING seq"
)
HEAD = "UPDATE audit_head SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash"
SEAL = "UPDATE audit_head SET hash = ? WHERE id = 1"
Statement = tuple[str, tuple[Any, ...]]


def insert(table: str, columns: str) -> str:
    """Return an INSERT of named columns."""
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(', ')))})"


BALLOT = insert("ballot", "id, vote_id, participant_id, choice, text, cast_at")
RECEIPT = insert("receipt", "actor_id, request_id, command, fingerprint, result, at")
EVENT = insert("outbox", "stream, seq, type, payload, actor_id, at")
DEED = insert(
    "audit_entry",
    "seq, at, actor_id, action, subject_kind, subject_id, detail, previous, hash",
)


def connect(url: str) -> Any:
    """Return a bare connection that keeps what it acknowledges, as the product's own."""
    if not url.startswith("sqlite"):
        connection = psycopg2.connect(url)
        connection.autocommit = True  # BEGIN and COMMIT are said below, as on SQLite.
        return connection
    lite = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        lite.execute(f"PRAGMA {pragma}")
    return lite


def record(cursor: Any, ballot: list[Statement]) -> None:
    """Write one ballot, and commit it."""
    cursor.execute("BEGIN IMMEDIATE" if isinstance(cursor, sqlite3.Cursor) else "BEGIN")
    seq: Any = None
    for text, values in ballot:
        # Only numbers given by the database are filled in now.
        cursor.execute(text, tuple(seq if value is ... else value for value in values))
        if "RETURNING" in text:
            seq = cursor.fetchone()[0]
    cursor.execute("COMMIT")


class Bare:
    """The loop over one database, for one open vote."""

    def __init__(self, place: Place, vote_id: UUID) -> None:
        self._place, self._vote = place, vote_id
        self._sqlite = place.kind == "sqlite"

    def run(self) -> tuple[float, float]:
        """Record a ballot of every voter, each with its commit; seconds, and CPU seconds."""
        with closing(connect(self._place.database_url)) as connection:
            cursor, work = connection.cursor(), self.work()
            began, cpu = time.perf_counter(), time.process_time()
            for ballot in work:
                record(cursor, ballot)
            return time.perf_counter() - began, time.process_time() - cpu

    def work(self) -> list[list[Statement]]:
        """Return what is to be written of every voter."""
        return [list(self._ballot(name)) for name in self._place.hall.voters]

    def _ballot(self, name: str) -> Iterator[Statement]:
        hall = self._place.hall
        vote, seat, person = (
            self._id(each) for each in (self._vote, hall.seats[name], hall.people[name])
        )
        now = datetime.now(UTC).isoformat(" ") if not self._sqlite else self._lite_time()
        payload = (
            f'{{"vote_id": "{self._vote}", "cast": 500, "entitled": 1000, '
            f'"participant_id": "{hall.seats[name]}"}}'
        )
        result = f'{{"vote_id": "{self._vote}", "choice": "yes", "text": "", "cast_at": "{now}"}}'
        statements: list[Statement] = [
            (BALLOT, (self._id(new_id()), vote, seat, "yes", "", now)),
            (COUNT, (vote, "open")),
            (RECEIPT, (person, str(new_id()), "meetings.commands.ballot.cast_ballot", "f" * 64,
                       result, now)),
        ]  # fmt: skip
        for part in ("members", "screen"):
            stream = f"meeting:{hall.meeting_id}:{part}"
            statements.append((STREAM, (stream,)))
            statements.append((EVENT, (stream, ..., "vote.turnout", payload, person, now)))
        deed = (..., now, person, "ballot.cast", "vote", str(self._vote), "{}", "a" * 64, "b" * 64)
        statements += [(HEAD, ()), (DEED, deed), (SEAL, ("b" * 64,))]
        for text, values in statements:
            yield (text if self._sqlite else text.replace("?", "%s")), values

    def _id(self, value: UUID) -> str:
        return value.hex if self._sqlite else str(value)

    def _lite_time(self) -> str:
        return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
