"""The audit log: who did what, each entry chained to the one before by SHA-256."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, Row, Table, Uuid, insert, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ecabinet.core.actors import Actor
from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.events import jsonable
from ecabinet.core.signed import Signed

GENESIS = "0" * 64

REFUSALS = text("action IN ('access.refused', 'second_factor.refused', 'session.refused')")
"""The entries that tell of a refusal. Written out: an index serves only the words it has."""


class AuditHead(Base):
    """The end of the chain. Its row is locked until commit, so that entries have one order."""

    __tablename__ = "audit_head"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str]


class AuditEntry(Base):
    """One thing done. Its lists are read newest first, by (at, seq), each filter by its index."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_at_seq", "at", "seq"),
        Index("ix_audit_entry_actor_id_at_seq", "actor_id", "at", "seq"),
        Index("ix_audit_entry_action_at_seq", "action", "at", "seq"),
        Index("ix_audit_entry_subject_kind_at_seq", "subject_kind", "at", "seq"),
        Index("ix_audit_entry_subject_id_at_seq", "subject_id", "at", "seq"),
        Index("ix_audit_entry_behalf_of_id_at_seq", "behalf_of_id", "at", "seq"),
        Index(
            "ix_audit_entry_refused", "at", "seq", sqlite_where=REFUSALS, postgresql_where=REFUSALS
        ),
    )
    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid)
    action: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(Json)
    behalf_of_id: Mapped[UUID | None] = mapped_column(Uuid)
    previous: Mapped[str]
    hash: Mapped[str]


@dataclass(frozen=True)
class Deed:
    """What a command says it did, before it is chained.

    `by` did it, where nobody was signed in yet: whoever has just proved who they are.
    """

    action: str
    subject_kind: str
    subject_id: str
    detail: dict[str, Any]
    by: UUID | None = None


_INSERT = insert(cast(Table, AuditEntry.__table__))
_ADVANCE = text("UPDATE audit_head SET seq = seq + :count WHERE id = 1 RETURNING seq, hash")
_SEAL = text("UPDATE audit_head SET hash = :hash WHERE id = 1")


def append(session: Session, deeds: Sequence[Signed[Deed]]) -> None:
    """Chain `deeds` to the log. Call last before commit: the head stays locked until then."""
    if not deeds:
        return
    seq, previous = session.execute(_ADVANCE, {"count": len(deeds)}).one()
    rows: list[dict[str, Any]] = []
    for number, signed in enumerate(deeds, start=seq - len(deeds) + 1):
        deed, actor = signed.what, signed.actor
        row: dict[str, Any] = {
            "seq": number,
            "at": signed.at,
            "actor_id": actor.real_id or deed.by,
            "action": deed.action,
            "subject_kind": deed.subject_kind,
            "subject_id": deed.subject_id,
            "detail": _detail(deed, actor),
            "behalf_of_id": actor.person_id if actor.deputy else None,
            "previous": previous,
        }
        row["hash"] = previous = digest(AuditEntry(**row))
        rows.append(row)
    session.execute(_INSERT, rows)
    session.execute(_SEAL, {"hash": previous})


def _detail(deed: Deed, actor: Actor) -> dict[str, Any]:
    """What the command told, and the API token it came with."""
    told: dict[str, Any] = jsonable(deed.detail)
    return {**told, "token": str(actor.token.id)} if actor.token else told


def digest(entry: AuditEntry | Row[Any]) -> str:
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
    if entry.behalf_of_id is not None:
        # Only then, so that entries from before there were delegations keep their hash.
        fields.append(str(entry.behalf_of_id))
    canonical = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
