"""Marks are moved, edited and removed, by their authors only."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents import access
from documents.events import AnnotationChanged, AnnotationRemoved, layer_stream
from documents.geometry import body_on_page
from documents.marks import Author, Drawn, Mark, NewMark
from documents.policies import HeldMark, MarkPermission
from documents.queries.marks import to_mark
from ecabinet.core.errors import NotFound, Stale
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork


class ChangeAnnotation(BaseModel):
    """The mark as it shall be now; `revision` is the one that was seen when it was changed."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    revision: int = Field(ge=1)
    changes: Drawn


class RemoveAnnotation(BaseModel):
    """Take a mark away."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def change_annotation(uow: UnitOfWork, cmd: ChangeAnnotation) -> Mark:
    """Replace what was sent of a mark; fields left out stay.

    Raises NotFound, Denied; Stale when it was changed meanwhile; Invalid outside the page.
    """
    held = access.mark(uow.session, uow.actor, cmd.id, MarkPermission.CHANGE, lock=True)
    row = held.mark
    if row.removed_at is not None:
        raise NotFound("not_found", kind="mark")
    if row.revision != cmd.revision:
        raise Stale("stale")
    wanted = _merged(held, cmd.changes)
    row.body = body_on_page(wanted, held.version.pages or [])
    row.text = nfc(wanted.text)
    row.changed_at = uow.now
    uow.session.flush()  # Raises the revision, which is part of the answer.
    mark = to_mark(row, Author(id=row.author_id, name=uow.actor.name, deputy=row.deputy_name))
    if row.layer == "meeting":
        uow.record(AnnotationChanged(stream=layer_stream(row.version_id), mark=mark))
    uow.audit("mark.changed", "annotation", row.id)
    return mark


def remove_annotation(uow: UnitOfWork, cmd: RemoveAnnotation) -> None:
    """Hide a mark from now on; removing it twice is the same as once. Raises NotFound, Denied."""
    row = access.mark(uow.session, uow.actor, cmd.id, MarkPermission.REMOVE, lock=True).mark
    if row.removed_at is not None:
        return
    row.removed_at = uow.now
    if row.layer == "meeting":
        uow.record(AnnotationRemoved(stream=layer_stream(row.version_id), id=row.id))
    uow.audit("mark.removed", "annotation", row.id)


def _merged(held: HeldMark, changes: Drawn) -> NewMark:
    row = held.mark
    fixed = {"id": row.id, "layer": row.layer, "kind": row.kind, "page": row.page}
    sent = changes.model_dump(exclude_unset=True)
    return NewMark.model_validate({"text": row.text, **row.body, **sent, **fixed})
