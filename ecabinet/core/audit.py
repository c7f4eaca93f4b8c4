"""The audit log: who did what, each entry chained to the one before by SHA-256."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Table, Uuid, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ecabinet.core.actors import Actor
from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.events import jsonable

GENESIS = "0" * 64


class AuditHead(Base):
    """The end of the chain. Its row is locked until commit, so that entries have one order."""

    __tablename__ = "audit_head"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str]


class AuditEntry(Base):
    """One thing done."""

    __tablename__ = "audit_entry"
    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    action: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[str] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(Json)
    previous: Mapped[str]
    hash: Mapped[str]


@dataclass(frozen=True)
class Deed:
    """What a command says it did, before it is chained."""

    action: str
    subject_kind: str
    subject_id: str
    detail: dict[str, Any]


_INSERT = insert(cast(Table, AuditEntry.__table__))
_ADVANCE = text("UPDATE audit_head SET seq = seq + :count WHERE id = 1 RETURNING seq, hash")
_SEAL = text("UPDATE audit_head SET hash = :hash WHERE id = 1")


def append(session: Session, deeds: Sequence[Deed], actor: Actor, now: datetime) -> None:
    """Chain `deeds` to the log. Call last before commit: the head stays locked until then."""
    if not deeds:
        return
    seq, previous = session.execute(_ADVANCE, {"count": len(deeds)}).one()
    rows: list[dict[str, Any]] = []
    for number, deed in enumerate(deeds, start=seq - len(deeds) + 1):
        row: dict[str, Any] = {
            "seq": number,
            "at": now,
            "actor_id": actor.person_id,
            "action": deed.action,
            "subject_kind": deed.subject_kind,
            "subject_id": deed.subject_id,
            "detail": jsonable(deed.detail),
            "previous": previous,
        }
        row["hash"] = previous = digest(AuditEntry(**row))
        rows.append(row)
    session.execute(_INSERT, rows)
    session.execute(_SEAL, {"hash": previous})


def digest(entry: AuditEntry) -> str:
    """Return the SHA-256 over all fields of `entry` but its own hash."""
    fields = [
        entry.seq,
        # As it is read back, whatever zone the clock of the writer had.
        entry.at.astimezone(UTC).isoformat(),
        str(entry.actor_id),
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.detail,
        entry.previous,
    ]
    canonical = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def faults(session: Session) -> Iterator[str]:
    """Yield one line for each break found: an edit, a gap, a reorder or a cut end."""
    previous, number = GENESIS, 0
    query = select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=1000)
    for entry in session.scalars(query):
        number += 1
        if entry.seq != number:
            yield f"entry {number} is missing (found {entry.seq})"
            number = entry.seq
        if entry.previous != previous:
            yield f"entry {entry.seq} does not follow the one before it"
        if entry.hash != digest(entry):
            yield f"entry {entry.seq} was changed"
        previous = entry.hash
    head = session.get(AuditHead, 1)
    if head is None or head.seq != number or head.hash != previous:
        yield "the end of the log does not match its head"
