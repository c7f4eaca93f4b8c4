"""The outbox: events are rows, committed together with the change they tell of.

The sequence number comes from a counter row of the stream, locked until commit, so that the order
of commits equals the order of numbers and nobody can see a gap that is later filled.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, TextClause, Uuid, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.events import Event
from ecabinet.core.signed import Signed

PAGE = 500


class Stream(Base):
    """The counter of one stream."""

    __tablename__ = "stream"
    name: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]


class OutboxEntry(Base):
    """One committed event."""

    __tablename__ = "outbox"
    stream: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


# On the table itself: a busy stream is written thousands of times, and nothing reads it back here.
_INSERT = insert(cast(Table, OutboxEntry.__table__))
_STREAMS_AT_ONCE = 500
"""So many stand in one statement: when a thousand people are told of a meeting, two."""


def append(session: Session, events: Iterable[Signed[Event]]) -> list[str]:
    """Write `events` and return the names of the streams touched.

    Streams are taken in the order of their names, so that no two transactions wait for each other.
    """
    by_stream: dict[str, list[Signed[Event]]] = defaultdict(list)
    for one in events:
        by_stream[one.what.stream].append(one)
    rows: list[dict[str, Any]] = []
    for name, last in _advance(session, by_stream):
        batch = by_stream[name]
        for seq, one in enumerate(batch, start=last - len(batch) + 1):
            event = one.what
            row = {"stream": name, "seq": seq, "type": event.type, "payload": event.payload()}
            by = one.actor.person_id if event.signed else None
            rows.append(row | {"actor_id": by, "at": one.at})
    if rows:
        session.execute(_INSERT, rows)
    return sorted(by_stream)


def _advance(
    session: Session, by_stream: Mapping[str, Sequence[Signed[Event]]]
) -> Iterator[tuple[str, int]]:
    """Let each stream go on by its events; answer its name and its newest number."""
    names = sorted(by_stream)
    for start in range(0, len(names), _STREAMS_AT_ONCE):
        some = names[start : start + _STREAMS_AT_ONCE]
        given: dict[str, str | int] = {}
        for place, name in enumerate(some):
            given |= {f"name{place}": name, f"count{place}": len(by_stream[name])}
        for name, seq in session.execute(_advancing(len(some)), given):
            yield name, seq


@lru_cache(maxsize=32)
def _advancing(streams: int) -> TextClause:
    """Rows are locked in the order in which they stand here."""
    places = ", ".join(f"(:name{place}, :count{place})" for place in range(streams))
    return text(
        f"INSERT INTO stream (name, seq) VALUES {places} ON CONFLICT (name) "  # noqa: S608
        "DO UPDATE SET seq = stream.seq + excluded.seq RETURNING name, seq"
    )


def last_seq(session: Session, stream: str) -> int:
    """Return the number of the newest event of `stream`, 0 when it has none."""
    return session.scalar(select(Stream.seq).where(Stream.name == stream)) or 0


def last_seqs(session: Session, streams: Iterable[str]) -> dict[str, int]:
    """Return the newest numbers of those of `streams` that have events."""
    rows = session.execute(select(Stream.name, Stream.seq).where(Stream.name.in_(list(streams))))
    return {row.name: row.seq for row in rows}


def changes(session: Session, stream: str, after: int, limit: int = PAGE) -> list[OutboxEntry]:
    """Return up to `limit` events of `stream` with a number above `after`, in order."""
    query = select(OutboxEntry).where(OutboxEntry.stream == stream, OutboxEntry.seq > after)
    return list(session.scalars(query.order_by(OutboxEntry.seq).limit(limit)))


def wire(entry: OutboxEntry) -> dict[str, Any]:
    """Return the event as tablets receive it, live or in catch-up."""
    return {
        "stream": entry.stream,
        "seq": entry.seq,
        "type": entry.type,
        "payload": entry.payload,
        "actor": str(entry.actor_id) if entry.actor_id else None,
        "at": entry.at.isoformat(),
    }
