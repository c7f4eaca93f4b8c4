"""Evidence in a PostgreSQL cluster: system columns, its log record by record, raw files."""

import re
from contextlib import closing
from pathlib import Path
from uuid import UUID

import psycopg2

from tests.secrecy.evidence import Evidence, Source, Trace, first
from tests.secrecy.polls import Poll, Tables
from tests.secrecy.scanning import POSTGRES, by_size, scan

PAGE, SHORT_HEADER, LONG_HEADER, IS_LONG = 8192, 24, 40, 0x0002
RECORD = 24


class PostgresFiles:
    """A cluster of ours, read as who copies its folder reads it."""

    def __init__(self, url: str, folder: Path, tables: Tables) -> None:
        self.url, self.folder, self.tables = url, folder, tables
        self._log = Log(folder / "data" / "pg_wal")

    def begin(self) -> None:
        """The log goes on; what is known of it is not read again."""
        self._log.go_on()

    def of(self, poll: Poll) -> Evidence:
        """What is found of a vote that has just been held."""
        log = Source()
        sizes: dict[int, int] = {}
        for transaction, raw in self._log.go_on().items():
            found = scan(raw, [poll], POSTGRES, transaction).get(poll.vote_id, Source())
            log.marks += found.marks
            log.ballots += found.ballots
            sizes[transaction] = len(raw)
        return {
            "rows": self._rows(poll),
            "log of the database": Source(first(log.marks), first(log.ballots)),
            "sizes": Source(log.marks, by_size(log.marks, sizes)),
        }

    def left(self, polls: list[Poll]) -> dict[UUID, Source]:
        """What the files of the two tables hold, dead rows included, by the place in them."""
        with closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute("CHECKPOINT")
            raw = b""
            for table in (self.tables.marks, self.tables.ballots):
                cursor.execute("SELECT pg_relation_filepath(%s)", (table,))
                (path,) = cursor.fetchall()[0]
                raw += (self.folder / "data" / path).read_bytes()
        found = scan(raw, polls, POSTGRES)
        # Within a page rows are laid down from its end: the later one stands before.
        return {
            key: Source(
                [Trace(0, _laid(t.place), t.what) for t in s.marks],
                [Trace(0, _laid(t.place), t.what) for t in s.ballots],
            )
            for key, s in found.items()
        }

    def _rows(self, poll: Poll) -> Source:
        """By the transaction that made them, and where they lie."""
        with closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            read = []
            for table, column in (
                (self.tables.marks, "replace(participant_id::text, '-', '')"),
                (self.tables.ballots, "choice"),
            ):
                cursor.execute(
                    f"SELECT xmin::text, ctid::text, {column} FROM {table} WHERE vote_id = %s",
                    (str(poll.vote_id),),
                )
                read.append([Trace(int(x), _place(c), what) for x, c, what in cursor.fetchall()])
            return Source(*read)


class Log:
    """The write-ahead log: records of each transaction, without what stands between pages."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._at: tuple[str, int] | None = None

    def go_on(self) -> dict[int, bytes]:
        """Return what each transaction has logged since the last time, by its number."""
        found: dict[int, bytes] = {}
        while True:
            names = sorted(p.name for p in self._folder.iterdir() if len(p.name) == 24)
            name, at = self._at or (names[0], 0)
            records, end = self._read(name, at)
            for transaction, raw in records:
                found[transaction] = found.get(transaction, b"") + raw
            self._at = (name, end)
            later = [other for other in names if other > name]
            if not later or not self._begun(later[0]):
                return found
            self._at = (later[0], 0)

    def _begun(self, name: str) -> bool:
        """Whether the segment is in use: one kept for later bears the address of another."""
        raw = (self._folder / name).read_bytes()[:16]
        segment = int(name[8:16], 16) * 256 + int(name[16:], 16)
        return int.from_bytes(raw[8:16], "little") == segment << 24

    def _read(self, name: str, at: int) -> tuple[list[tuple[int, bytes]], int]:
        """Return the records of a segment from a place of its plain stream on, and its end.

        Of a record that runs into the next segment only the beginning is read.
        """
        plain, begins = _plain((self._folder / name).read_bytes())
        at = max(at, begins)
        records = []
        while at + RECORD <= len(plain):
            length = int.from_bytes(plain[at : at + 4], "little")
            transaction = int.from_bytes(plain[at + 4 : at + 8], "little")
            if length < RECORD or at + length > len(plain) + PAGE:
                break
            records.append((transaction, plain[at : at + length]))
            at += -(-length // 8) * 8
        return records, at


def _plain(raw: bytes) -> tuple[bytes, int]:
    """The stream of records of a segment, and where in it the first one that begins there is."""
    pieces, begins = [], 0
    for page in range(0, len(raw), PAGE):
        info = int.from_bytes(raw[page + 2 : page + 4], "little")
        header = LONG_HEADER if info & IS_LONG else SHORT_HEADER
        if page == 0:
            begins = -(-int.from_bytes(raw[16:20], "little") // 8) * 8
        pieces.append(raw[page + header : page + PAGE])
    return b"".join(pieces), begins


def _place(ctid: str) -> int:
    block, line = re.findall(r"\d+", ctid)
    return int(block) * 1000 + int(line)


def _laid(place: int) -> int:
    return place // PAGE * PAGE + PAGE - place % PAGE
