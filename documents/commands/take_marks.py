"""Annotations that a file brought along become marks of the version, before anybody reads it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import BaseModel, ConfigDict, TypeAdapter
from sqlalchemy.dialects import postgresql, sqlite

from documents.commands.annotate import fingerprint
from documents.commands.upload import Onto
from documents.geometry import Pages, body_on_page
from documents.marks import NewMark
from documents.models import Annotation, PaperVersion
from documents.states import VersionState
from ecabinet.core.search import following
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

AT_ONCE = 500
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_MOMENT: TypeAdapter[datetime | None] = TypeAdapter(datetime | None)


class TakenMark(BaseModel):
    """One of them, ready to be stored: its number in the file, author and dates as told there."""

    model_config = ConfigDict(frozen=True)
    number: int
    mark: NewMark
    body: dict[str, Any]
    author: str
    created_at: datetime | None
    modified_at: datetime | None


class TakeMarks(BaseModel):
    """Some of the marks of a version that is being looked into."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    marks: list[TakenMark]


def taken_marks(
    version_id: UUID, layer: Onto, found: Sequence[Mapping[str, Any]], pages: Pages
) -> list[TakenMark]:
    """Return what the child read (`documents.pdf.take`) as marks of `version_id` on `layer`.

    Their ids follow from the version and the order in the file, so that looking into it twice makes
    the same marks. What the child says is checked like what a tablet sends.

    Raises ValidationError, Invalid: the child broke its word.
    """
    ids = [uuid5(NAMESPACE_URL, f"{version_id}/{number}") for number in range(len(found))]
    made = []
    for number, told in enumerate(found):
        drawn = {key: told[key] for key in told if key in NewMark.model_fields}
        parent = told.get("parent")
        drawn |= {
            "id": ids[number],
            "layer": layer,
            "parent": None if parent is None else ids[parent],
        }
        mark = NewMark.model_validate(drawn)
        made.append(
            TakenMark(
                number=number,
                mark=mark,
                body=body_on_page(mark, pages),
                author=nfc(str(told.get("author") or "")),
                created_at=_MOMENT.validate_python(told.get("created")),
                modified_at=_MOMENT.validate_python(told.get("modified")),
            )
        )
    return made


def take_marks(uow: UnitOfWork, cmd: TakeMarks) -> None:
    """Store them as the file's, brought by who sent it; twice is the same as once.

    Nobody can read the version yet, so nobody is told.
    """
    version = uow.session.get(PaperVersion, cmd.version_id)
    waits = (VersionState.RECEIVED, VersionState.CONVERTING)
    if version is None or version.uploaded_by is None or version.state not in waits:
        return
    rows = [_row(uow, version, version.uploaded_by, taken) for taken in cmd.marks]
    dialect = uow.session.get_bind().dialect.name
    insert = (postgresql if dialect == "postgresql" else sqlite).insert
    statement = insert(Annotation).on_conflict_do_nothing(index_elements=["id"])
    uow.session.execute(statement, sorted(rows, key=lambda row: str(row["id"])))
    for row in rows:
        if row["text"]:
            following.changed(uow.session, "mark", row["id"])
    uow.audit("paper.marks_taken", "paper_version", version.id, marks=len(rows))


def _row(
    uow: UnitOfWork, version: PaperVersion, brought_by: UUID, taken: TakenMark
) -> dict[str, Any]:
    mark, text = taken.mark, nfc(taken.mark.text)
    # Later ones lie over earlier ones; dates in files are of whole seconds.
    created = _believable(taken.created_at, uow.now) + timedelta(microseconds=taken.number)
    return {
        "id": mark.id,
        "version_id": version.id,
        "layer": mark.layer,
        "unit_id": None,
        "author_id": brought_by,
        "written_by": taken.author,
        "kind": mark.kind,
        "parent_id": mark.parent,
        "page": mark.page,
        "body": taken.body,
        "text": text,
        "fingerprint": fingerprint(version.id, mark, taken.body, text, None),
        "revision": 1,
        "created_at": created,
        "changed_at": max(created, _believable(taken.modified_at, uow.now)),
    }


def _believable(at: datetime | None, now: datetime) -> datetime:
    # Files are dated by clocks of others; what lies ahead of ours would stand last for ever.
    return at if at is not None and _EARLIEST <= at <= now + timedelta(minutes=5) else now
