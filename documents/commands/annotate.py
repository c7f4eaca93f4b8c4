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

from documents.commands.carry import carry_late
from documents.commands.layers import check_replies, unit_of, writable
from documents.events import AnnotationAdded, layer_stream
from documents.geometry import body_on_page
from documents.marks import MARKS_PER_CALL, Author, NewMark
from documents.merging import Kept, on_add
from documents.models import Annotation, PaperVersion
from documents.queries.marks import to_mark
from ecabinet.core.errors import Conflict
from ecabinet.core.search import following
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork


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
    """Store marks and show those of shared layers to those whose layers they are.

    A mark that is stored already, by the same author with the same content, is left as it is.

    Raises:
        NotFound, Denied: the paper, the layer, or what a reply answers.
        Conflict: the paper is not ready, an id belongs to another mark, what is answered is gone.
        Invalid: a mark lies outside its page; a reply lies elsewhere than what it answers.
    """
    version = writable(uow, cmd.version_id, cmd.annotations)
    rows = {mark.id: _row(uow, version, mark, n) for n, mark in enumerate(cmd.annotations)}
    _refuse_lost_replies(uow, version, cmd, rows)
    fresh = _insert(uow, list(rows.values()))
    kept = _load(uow, list(rows))
    for mark_id, row in rows.items():
        _refuse_taken(kept[mark_id], row)
    _announce(uow, [kept[mark_id] for mark_id in rows if mark_id in fresh])
    if fresh:
        carry_late(uow, version)
    told = [row for row in kept.values() if row.id in fresh and row.layer == "meeting"]
    if told:  # What is written for oneself or one's unit is nothing for those who read the log.
        uow.audit("paper.marked", "paper_version", version.id, marks=len(told))
    return StoredMarks(annotations=[_stored(kept[mark.id]) for mark in cmd.annotations])


def _announce(uow: UnitOfWork, fresh: Sequence[Annotation]) -> None:
    deputy = uow.actor.deputy.name if uow.actor.deputy else None
    author = Author(id=_author_id(uow), name=uow.actor.name, deputy=deputy)
    for row in fresh:
        if row.text:
            following.changed(uow.session, "mark", row.id)
        if row.layer != "personal":
            stream = layer_stream(row.version_id, row.unit_id)
            uow.record(AnnotationAdded(stream=stream, mark=to_mark(row, author)))


def _stored(row: Annotation) -> StoredMark:
    return StoredMark(
        id=row.id,
        revision=row.revision,
        created_at=row.created_at,
        deleted=row.removed_at is not None,
    )


def _row(uow: UnitOfWork, version: PaperVersion, mark: NewMark, number: int) -> dict[str, Any]:
    # Later marks lie over earlier ones, also those that came in one call.
    at = uow.now + timedelta(microseconds=number)
    body, text = body_on_page(mark, version.pages or []), nfc(mark.text)
    unit_id = unit_of(uow.actor, mark)
    return {
        "id": mark.id,
        "version_id": version.id,
        "layer": mark.layer,
        "unit_id": unit_id,
        "author_id": _author_id(uow),
        "deputy_id": uow.actor.deputy.person_id if uow.actor.deputy else None,
        "deputy_name": uow.actor.deputy.name if uow.actor.deputy else None,
        "kind": mark.kind,
        "parent_id": mark.parent,
        "page": mark.page,
        "body": body,
        "text": text,
        "fingerprint": fingerprint(version.id, mark, body, text, unit_id),
        "revision": 1,
        "created_at": at,
        "changed_at": at,
    }


def fingerprint(
    version_id: UUID, mark: NewMark, body: dict[str, Any], text: str, unit_id: UUID | None
) -> str:
    """Return a digest of a mark as it was made, to tell a replay from another mark."""
    parts = [str(version_id), mark.layer, mark.kind, mark.page, body, text]
    # Only when there: marks stored before there were units and replies keep their digest.
    parts += [str(part) for part in (unit_id, mark.parent) if part]
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


def _refuse_lost_replies(
    uow: UnitOfWork, version: PaperVersion, cmd: AddAnnotations, rows: dict[UUID, dict[str, Any]]
) -> None:
    # A replay of a reply is the same as once, also when what it answered was removed since.
    known = _load(uow, list(rows))
    fresh = [mark for mark in cmd.annotations if mark.id not in known]
    check_replies(uow, version, fresh, cmd.annotations)


def _refuse_taken(kept: Annotation, sent: dict[str, Any]) -> None:
    first = f"{kept.author_id} {kept.fingerprint}"
    has = Kept(kept.revision, first, removed=kept.removed_at is not None)
    if on_add(has, f"{sent['author_id']} {sent['fingerprint']}") == "taken":
        raise Conflict("mark.id_taken")


def _author_id(uow: UnitOfWork) -> UUID:
    assert uow.actor.person_id is not None, "only people make marks"
    return uow.actor.person_id
