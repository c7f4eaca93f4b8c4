"""The files of an entry: papers lie on it, read by whoever may read the entry."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.containers import Container, Place
from documents.register.models import Entry
from documents.register.policies import EntryPermission, visible_to
from ecabinet.core.actors import Actor
from ecabinet.core.rules import Having

CONTAINER = "register_entry"


def _load(session: Session, _actor: Actor, entry_id: UUID) -> Entry | None:
    return session.get(Entry, entry_id)


def _visible_ids(actor: Actor) -> Select[UUID]:
    return select(Entry.id).where(visible_to(actor))


def _describe(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    rows = session.scalars(select(Entry).where(Entry.id.in_(ids)))
    return {
        row.id: Place(f"{row.symbol} · {row.abstract}", f"/register/{row.id}", row.entered_at)
        for row in rows
    }


def _samples(unit_id: UUID) -> list[Entry]:
    return [Entry(unit_id=unit_id, secrecy=0, cancelled_at=None)]


ENTRY = Container(
    load=_load,
    may_read=Having(EntryPermission.READ),
    may_annotate=Having(EntryPermission.CHANGE),
    may_upload=Having(EntryPermission.CHANGE),
    visible_ids=_visible_ids,
    describe=_describe,
    stream=lambda _entry: None,
    samples=_samples,
)
