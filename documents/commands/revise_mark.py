"""Marks are moved, edited and removed, by their authors only."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents import access
from documents.events import AnnotationChanged, AnnotationRemoved, layer_stream
from documents.geometry import body_on_page
from documents.held import HeldMark
from documents.marks import Author, Drawn, Mark, NewMark
from documents.merging import Kept, on_change, on_remove
from documents.models import Annotation
from documents.policies import MarkPermission
from documents.queries.marks import to_mark
from ecabinet.core.errors import Invalid, NotFound, Stale
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

    Raises NotFound, Denied; Stale when it was changed meanwhile; Invalid outside the page, or
    without the words it is made of.
    """
    held = access.mark(uow.session, uow.actor, cmd.id, MarkPermission.CHANGE, lock=True)
    row = held.mark
    verdict = on_change(_kept(row), cmd.revision)
    if verdict == "gone":
        raise NotFound("not_found", kind="mark")
    if verdict == "stale":
        raise Stale("stale")
    wanted = _merged(held, cmd.changes)
    row.body = body_on_page(wanted, held.version.pages or [])
    row.text = nfc(wanted.text)
    row.changed_at = uow.now
    uow.session.flush()  # Raises the revision, which is part of the answer.
    mark = to_mark(row, Author(id=row.author_id, name=uow.actor.name, deputy=row.deputy_name))
    if row.layer != "personal":
        stream = layer_stream(row.version_id, row.unit_id)
        uow.record(AnnotationChanged(stream=stream, mark=mark))
    _note(uow, "mark.changed", row)
    return mark


def remove_annotation(uow: UnitOfWork, cmd: RemoveAnnotation) -> None:
    """Hide a mark from now on; removing it twice is the same as once. Raises NotFound, Denied."""
    row = access.mark(uow.session, uow.actor, cmd.id, MarkPermission.REMOVE, lock=True).mark
    if on_remove(_kept(row)) == "same":
        return
    row.removed_at = uow.now
    if row.layer != "personal":
        stream = layer_stream(row.version_id, row.unit_id)
        uow.record(AnnotationRemoved(stream=stream, id=row.id))
    _note(uow, "mark.removed", row)


def _kept(row: Annotation) -> Kept:
    return Kept(row.revision, row.fingerprint, removed=row.removed_at is not None)


def _note(uow: UnitOfWork, action: str, row: Annotation) -> None:
    # What is written for oneself or one's unit is nothing for those who read the log.
    if row.layer == "meeting":
        uow.audit(action, "annotation", row.id)


def _merged(held: HeldMark, changes: Drawn) -> NewMark:
    row = held.mark
    fixed = {"id": row.id, "layer": row.layer, "kind": row.kind, "page": row.page}
    fixed |= {"unit_id": row.unit_id, "parent": row.parent_id}
    sent = changes.model_dump(exclude_unset=True)
    wanted = NewMark.model_construct(**{"text": row.text, **row.body, **sent, **fixed})
    if wanted.says_nothing:
        raise Invalid("mark.no_words", field="text")
    return NewMark.model_validate({"text": row.text, **row.body, **sent, **fixed})
