"""What a newer file brings that stands on the version before already: it is carried over, once.

A file that was saved with its annotations and sent again as a newer version would else put each of
them beside its own carried copy.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from documents.commands.take_marks import TakenMark
from documents.models import Annotation, PaperVersion
from documents.queries.carrying import older_version
from ecabinet.accounts.models import Person

Key = tuple[object, ...]


def not_standing(
    session: Session, version: PaperVersion, layer: str, taken: Sequence[TakenMark]
) -> list[TakenMark]:
    """Return which of `taken` the version before has not on the same layer.

    Alike are marks of one kind, author's name and text, made in the same second; where the file
    does not say when, those that are drawn alike. What a new one answers is kept with it.
    """
    before = older_version(session, version)
    if before is None:
        return list(taken)
    known = _known(session, before.id, layer, version.uploaded_by)
    fresh = {each.mark.id for each in taken if _key(each) not in known}
    by_id = {each.mark.id: each for each in taken}
    fresh |= set(_answered(by_id, fresh))
    return [each for each in taken if each.mark.id in fresh]


def _known(session: Session, version_id: UUID, layer: str, brought_by: UUID | None) -> set[Key]:
    name = func.coalesce(Annotation.written_by, Person.name)
    query = (
        select(Annotation, name)
        .join(Person, Person.id == Annotation.author_id)
        .where(
            Annotation.version_id == version_id,
            Annotation.layer == layer,
            Annotation.removed_at.is_(None),
        )
    )
    if layer == "personal":  # Of other people's own marks nothing may follow.
        query = query.where(Annotation.author_id == brought_by)
    known: set[Key] = set()
    for row, author in session.execute(query):
        known.add(_dated(author, row.kind, row.text, row.created_at))
        known.add(_drawn(author, row.kind, row.text, row.page, row.body))
    return known


def _key(taken: TakenMark) -> Key:
    mark = taken.mark
    if taken.created_at is not None:
        return _dated(taken.author, mark.kind, mark.text, taken.created_at)
    return _drawn(taken.author, mark.kind, mark.text, mark.page, taken.body)


def _dated(author: str, kind: str, text: str, at: datetime) -> Key:
    return author, kind, text, int(at.timestamp())


def _drawn(author: str, kind: str, text: str, page: int, body: dict[str, Any]) -> Key:
    return author, kind, text, page, repr(sorted(body.items()))


def _answered(by_id: dict[UUID, TakenMark], fresh: Iterable[UUID]) -> Iterable[UUID]:
    for each in list(fresh):
        parent = by_id[each].mark.parent
        while parent is not None and parent in by_id:
            yield parent
            parent = by_id[parent].mark.parent
