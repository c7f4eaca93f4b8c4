"""Marks are made. A tablet may send the same mark again; it is stored once."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from documents import access
from documents.events import AnnotationAdded, layer_stream
from documents.geometry import body_on_page
from documents.marks import MARKS_PER_CALL, Author, NewMark
from documents.models import Annotation, PaperVersion
from documents.policies import PaperPermission
from documents.queries.marks import to_mark
from documents.states import VersionState
from ecabinet.core.errors import Conflict
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

RIGHT = {"personal": PaperPermission.MARK_OWN, "meeting": PaperPermission.MARK_MEETING}


class AddAnnotations(BaseModel):
    """Marks of one tablet on one version."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    annotations: list[NewMark] = Field(min_length=1, max_length=MARKS_PER_CALL)


class StoredMark(BaseModel):
    """One mark is stored; `deleted` when it was removed since it was first sent."""

    id: UUID
    revision: int
    created_at: datetime
    deleted: bool


class StoredMarks(BaseModel):
    """The marks that are stored now, in the order they were sent."""

    annotations: list[StoredMark]


def add_annotations(uow: UnitOfWork, cmd: AddAnnotations) -> StoredMarks:
    """Store marks and show those of the meeting layer to the room.

    A mark that is stored already, by the same author with the same content, is left as it is.

    Raises:
        NotFound, Denied: the paper, or the layer.
        Conflict: the paper is not ready, or an id belongs to another mark.
        Invalid: a mark lies outside its page.
    """
    version = _writable(uow, cmd)
    rows = {mark.id: _row(uow, version, mark, n) for n, mark in enumerate(cmd.annotations)}
    fresh = _insert(uow, list(rows.values()))
    kept = _load(uow, list(rows))
    for mark_id, row in rows.items():
        if not _same(kept[mark_id], row):
            raise Conflict("mark.id_taken")
    _announce(uow, [kept[mark_id] for mark_id in rows if mark_id in fresh])
    if fresh:
        uow.audit("paper.marked", "paper_version", version.id, marks=len(fresh))
    return StoredMarks(annotations=[_stored(kept[mark.id]) for mark in cmd.annotations])


def _announce(uow: UnitOfWork, fresh: Sequence[Annotation]) -> None:
    deputy = uow.actor.deputy.name if uow.actor.deputy else None
    author = Author(id=_author_id(uow), name=uow.actor.name, deputy=deputy)
    for row in fresh:
        if row.layer == "meeting":
            stream = layer_stream(row.version_id)
            uow.record(AnnotationAdded(stream=stream, mark=to_mark(row, author)))


def _stored(row: Annotation) -> StoredMark:
    return StoredMark(
        id=row.id,
        revision=row.revision,
        created_at=row.created_at,
        deleted=row.removed_at is not None,
    )


def _writable(uow: UnitOfWork, cmd: AddAnnotations) -> PaperVersion:
    layers = {mark.layer for mark in cmd.annotations}
    held = [
        access.version(uow.session, uow.actor, cmd.version_id, RIGHT[layer])
        for layer in sorted(layers)
    ]
    version = held[0].version
    if version.state != VersionState.READY or version.pages is None:
        raise Conflict("paper.not_ready")
    return version


def _row(uow: UnitOfWork, version: PaperVersion, mark: NewMark, number: int) -> dict[str, Any]:
    # Later marks lie over earlier ones, also those that came in one call.
    at = uow.now + timedelta(microseconds=number)
    body, text = body_on_page(mark, version.pages or []), nfc(mark.text)
    return {
        "id": mark.id,
        "version_id": version.id,
        "layer": mark.layer,
        "author_id": _author_id(uow),
        "deputy_id": uow.actor.deputy.person_id if uow.actor.deputy else None,
        "deputy_name": uow.actor.deputy.name if uow.actor.deputy else None,
        "kind": mark.kind,
        "page": mark.page,
        "body": body,
        "text": text,
        "fingerprint": fingerprint(version.id, mark, body, text),
        "revision": 1,
        "created_at": at,
        "changed_at": at,
    }


def fingerprint(version_id: UUID, mark: NewMark, body: dict[str, Any], text: str) -> str:
    """Return a digest of a mark as it was made, to tell a replay from another mark."""
    parts = [str(version_id), mark.layer, mark.kind, mark.page, body, text]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _insert(uow: UnitOfWork, rows: Sequence[dict[str, Any]]) -> set[UUID]:
    """Insert what is new and return its ids; two identical requests at once do not collide."""
    dialect = uow.session.get_bind().dialect.name
    insert = (postgresql if dialect == "postgresql" else sqlite).insert
    # In the order of ids, so that two transactions never wait for each other.
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    statement = insert(Annotation).on_conflict_do_nothing(index_elements=["id"])
    return set(uow.session.scalars(statement.returning(Annotation.id), ordered))


def _load(uow: UnitOfWork, ids: Sequence[UUID]) -> dict[UUID, Annotation]:
    rows = uow.session.scalars(select(Annotation).where(Annotation.id.in_(ids)))
    return {row.id: row for row in rows}


def _same(kept: Annotation, sent: dict[str, Any]) -> bool:
    return (kept.author_id, kept.fingerprint) == (sent["author_id"], sent["fingerprint"])


def _author_id(uow: UnitOfWork) -> UUID:
    assert uow.actor.person_id is not None, "only people make marks"
    return uow.actor.person_id
