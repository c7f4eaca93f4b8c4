"""The marks a person may see on a version: the meeting's layer, their units' and their own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session

from documents import access
from documents.events import layer_stream, readers_stream
from documents.grants import Level
from documents.marks import Author, Kind, Layer, Mark
from documents.models import Annotation
from documents.policies import MarkPermission, PaperPermission, own_units
from documents.viewers import level_of
from ecabinet.accounts.models import Person, Unit
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows, reaches

LAYERS = ("personal", "unit", "meeting")


@dataclass(frozen=True)
class SharedLayer:
    """A layer that is told of on `stream`; `last` is the newest event already contained.

    `name` is the unit's, empty for the meeting.
    """

    layer: Layer
    unit_id: UUID | None
    name: str
    stream: str
    last: int


@dataclass(frozen=True)
class Layers:
    """Marks in the order they were made, and the layers they may lie on but one's own.

    `readers`: where those who work on the paper show themselves, None when that is not for the
    actor; `may_point`: whether the actor may show a place to all. `level` is what the actor may do
    with the paper, `changes_at` when time alone may change it.
    """

    marks: list[Mark]
    shared: list[SharedLayer]
    readers: str | None
    may_point: bool
    level: Level
    changes_at: datetime | None


def author_of(row: Annotation, name: str) -> Author:
    """Return whose mark it is; `name` is that of the person `row.author_id`.

    A name that only a file tells is never joined with a person: it could be any colleague's.
    """
    if row.written_by is None:
        return Author(id=row.author_id, name=name, deputy=row.deputy_name)
    nobody = uuid5(row.version_id, f"written by {row.written_by}")
    return Author(id=nobody, name=row.written_by, brought_by=row.author_id)


def to_mark(row: Annotation, author: Author) -> Mark:
    """Return the stored row as it is exchanged."""
    return Mark(
        id=row.id,
        version_id=row.version_id,
        layer=cast(Layer, row.layer),
        unit_id=row.unit_id,
        parent=row.parent_id,
        author=author,
        kind=cast(Kind, row.kind),
        page=row.page,
        text=row.text,
        created_at=row.created_at,
        modified_at=row.changed_at,
        revision=row.revision,
        deleted=row.removed_at is not None,
        **row.body,
    )


def visible_to(actor: Actor, layers: Collection[str] = LAYERS) -> ColumnElement[bool]:
    """Return the SQL twin of MarkPermission.READ, for marks of a version that may be read."""
    if not reaches(actor, MarkPermission.READ):
        return false()
    own = and_(Annotation.layer == "personal", Annotation.author_id == actor.person_id)
    if actor.deputy is not None:
        own = and_(own, Annotation.deputy_id == actor.deputy.person_id)
    of_unit = and_(Annotation.layer == "unit", Annotation.unit_id.in_(own_units(actor)))
    seen = or_(own, of_unit, Annotation.layer == "meeting")
    return and_(Annotation.layer.in_(layers), seen)


def annotations(
    session: Session,
    actor: Actor,
    version_id: UUID,
    layers: Collection[str] = LAYERS,
    author_id: UUID | None = None,
    page: int | None = None,
) -> Layers:
    """Return the marks of `version_id` that `actor` may see, perhaps of one author or page only.

    Replies to a removed mark have gone with it; those to another author's mark come with it.
    Raises NotFound.
    """
    held = access.version(session, actor, version_id, PaperPermission.READ)
    works = allows(actor, PaperPermission.MARK_MEETING, held)
    # The numbers first: an event that comes in between is then applied twice, which is harmless.
    shared = _shared(session, actor, version_id)
    rows = session.execute(
        select(Annotation, Person.name)
        .join(Person, Person.id == Annotation.author_id)
        .where(
            Annotation.version_id == version_id,
            Annotation.removed_at.is_(None),
            visible_to(actor, layers),
            true() if page is None else Annotation.page == page,
        )
        .order_by(Annotation.created_at, Annotation.id)
    )
    marks = [to_mark(row, author_of(row, name)) for row, name in rows]
    standing = {mark.id for mark in marks if mark.parent is None and _is_by(mark, author_id)}
    return Layers(
        marks=[mark for mark in marks if (mark.parent or mark.id) in standing],
        shared=shared,
        readers=readers_stream(version_id) if works else None,
        may_point=allows(actor, PaperPermission.POINT, held),
        level=level_of(actor, held),
        changes_at=held.grants.changes_at(actor),
    )


def _is_by(mark: Mark, author_id: UUID | None) -> bool:
    return author_id is None or mark.author.id == author_id


def _shared(session: Session, actor: Actor, version_id: UUID) -> list[SharedLayer]:
    mine = own_units(actor)
    order = {o.unit_id: n for n, o in reversed(list(enumerate(actor.offices)))}
    rows = session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(mine)))
    units = sorted(((row.id, row.name) for row in rows), key=lambda unit: order[unit[0]])
    named: list[tuple[Layer, UUID | None, str]] = [("unit", key, name) for key, name in units]
    named.append(("meeting", None, ""))
    streams = [layer_stream(version_id, unit_id) for _, unit_id, _ in named]
    last = outbox.last_seqs(session, streams)
    return [
        SharedLayer(layer, unit_id, name, stream, last.get(stream, 0))
        for (layer, unit_id, name), stream in zip(named, streams, strict=True)
    ]
