"""The marks a person may see on a version: the meeting layer, and their own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from documents import access
from documents.events import layer_stream
from documents.marks import Author, Kind, Layer, Mark
from documents.models import Annotation
from documents.policies import MarkPermission, PaperPermission
from ecabinet.accounts.models import Person
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import reaches

LAYERS = ("personal", "meeting")


@dataclass(frozen=True)
class Layers:
    """Marks in the order they were made; `last` is the newest event already contained."""

    marks: list[Mark]
    last: int


def to_mark(row: Annotation, author: Author) -> Mark:
    """Return the stored row as it is exchanged."""
    return Mark(
        id=row.id,
        version_id=row.version_id,
        layer=cast(Layer, row.layer),
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
    return and_(Annotation.layer.in_(layers), or_(own, Annotation.layer == "meeting"))


def annotations(
    session: Session, actor: Actor, version_id: UUID, layers: Collection[str] = LAYERS
) -> Layers:
    """Return the marks of `version_id` that `actor` may see. Raises NotFound."""
    access.version(session, actor, version_id, PaperPermission.READ)
    # The number first: an event that comes in between is then applied twice, which is harmless.
    last = outbox.last_seq(session, layer_stream(version_id))
    rows = session.execute(
        select(Annotation, Person.name)
        .join(Person, Person.id == Annotation.author_id)
        .where(
            Annotation.version_id == version_id,
            Annotation.removed_at.is_(None),
            visible_to(actor, layers),
        )
        .order_by(Annotation.created_at, Annotation.id)
    )
    marks = [
        to_mark(row, Author(id=row.author_id, name=name, deputy=row.deputy_name))
        for row, name in rows
    ]
    return Layers(marks, last)
