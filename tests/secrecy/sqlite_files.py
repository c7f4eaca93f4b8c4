"""Evidence in a SQLite database: rows, each transaction of its log, the raw file and leavings."""

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from tests.secrecy.evidence import Evidence, Source, Trace, first
from tests.secrecy.polls import Poll, Tables
from tests.secrecy.scanning import SQLITE, by_size, scan

HEADER, FRAME = 32, 24


class SqliteFiles:
    """A database file, read without the product."""

    def __init__(self, path: Path, tables: Tables) -> None:
        self.path, self.tables = path, tables

    def begin(self) -> None:
        """Let the log begin anew, so that it will hold one vote and all of it."""
        with closing(sqlite3.connect(self.path)) as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert not busy

    def of(self, poll: Poll) -> Evidence:
        """What is found of a vote that has just been held."""
        log = Source()
        sizes: dict[int, int] = {}
        for number, raw in enumerate(self._transactions(), 1):
            found = scan(raw, [poll], SQLITE, number).get(poll.vote_id, Source())
            log.marks += found.marks
            log.ballots += found.ballots
            sizes[number] = len(raw)
        # Later copies of a page tell nothing new.
        log = Source(first(log.marks), first(log.ballots))
        return {
            "rows": self._rows(poll),
            "log of the database": log,
            "sizes": Source(log.marks, by_size(log.marks, sizes)),
        }

    def left(self, polls: list[Poll]) -> dict[UUID, Source]:
        """What the raw file holds of each vote, rows deleted included, by the place in it."""
        self.begin()
        found = scan(self.path.read_bytes(), polls, SQLITE)
        return {key: Source(first(s.marks), first(s.ballots)) for key, s in found.items()}

    def _transactions(self) -> list[bytes]:
        """The pages that each transaction in the log wrote, in order."""
        raw = Path(f"{self.path}-wal").read_bytes()
        size = int.from_bytes(raw[8:12], "big")
        found, pages = [], b""
        for at in range(HEADER, len(raw) - FRAME, FRAME + size):
            pages += raw[at + FRAME : at + FRAME + size]
            if int.from_bytes(raw[at + 4 : at + 8], "big"):  # The frame ends a transaction.
                found.append(pages)
                pages = b""
        return found

    def _rows(self, poll: Poll) -> Source:
        """In the order in which the file has them; by hidden numbers where there are such."""
        with closing(sqlite3.connect(self.path)) as connection:
            return Source(
                self._column(connection, poll, self.tables.marks, "participant_id"),
                self._column(connection, poll, self.tables.ballots, "choice"),
            )

    def _column(
        self, connection: sqlite3.Connection, poll: Poll, table: str, column: str
    ) -> list[Trace]:
        plain = f"SELECT {column} FROM {table} WHERE vote_id = ?"
        try:
            rows = connection.execute(f"{plain} ORDER BY rowid", (poll.vote_id.hex,)).fetchall()
        except sqlite3.OperationalError:  # A table without such numbers.
            rows = connection.execute(plain, (poll.vote_id.hex,)).fetchall()
        return [Trace(0, place, what) for place, (what,) in enumerate(rows)]
