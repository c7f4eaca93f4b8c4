"""What a reader keeps for themselves while reading: the page last read, and pages to find again.

None of it enters the audit log: what somebody reads, page by page, is nobody's business.
"""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents import access
from documents.models import Bookmark, Paper, ReadingPlace
from documents.policies import PaperPermission
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

BOOKMARKS_AT_MOST = 200
NAME_AT_MOST = 120


class KeepPlace(BaseModel):
    """The page (1-based) on which one reads now."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    page: int = Field(ge=1, le=100_000)


class AddBookmark(BaseModel):
    """A page to find again, with a name or without."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    page: int = Field(ge=1, le=100_000)
    name: str = Field("", max_length=NAME_AT_MOST)


class RemoveBookmark(BaseModel):
    """A page that need not be found again."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    page: int = Field(ge=1, le=100_000)


def keep_place(uow: UnitOfWork, cmd: KeepPlace) -> None:
    """Remember where the person reads. Raises NotFound, also when there is no such page."""
    paper, reader = _held(uow, cmd)
    row = uow.session.get(ReadingPlace, (reader, paper.id))
    if row is None:
        row = ReadingPlace(person_id=reader, paper_id=paper.id, page=cmd.page, at=uow.now)
        uow.session.add(row)
    row.page, row.at = cmd.page, uow.now


def add_bookmark(uow: UnitOfWork, cmd: AddBookmark) -> None:
    """Mark a page; marked already, it gets the new name.

    Raises NotFound, also when there is no such page; Conflict when there are too many.
    """
    paper, reader = _held(uow, cmd)
    name = " ".join(nfc(cmd.name).split())
    row = uow.session.get(Bookmark, (reader, paper.id, cmd.page))
    if row is not None:
        row.name = name
        return
    own = uow.session.query(Bookmark).filter_by(person_id=reader, paper_id=paper.id).count()
    if own >= BOOKMARKS_AT_MOST:
        raise Conflict("bookmark.too_many", limit=BOOKMARKS_AT_MOST)
    uow.session.add(
        Bookmark(person_id=reader, paper_id=paper.id, page=cmd.page, name=name, created_at=uow.now)
    )


def remove_bookmark(uow: UnitOfWork, cmd: RemoveBookmark) -> None:
    """Take the mark off a page; off already, nothing happens. Raises NotFound."""
    paper, reader = _held(uow, cmd)
    row = uow.session.get(Bookmark, (reader, paper.id, cmd.page))
    if row is not None:
        uow.session.delete(row)


def _held(uow: UnitOfWork, cmd: KeepPlace | AddBookmark | RemoveBookmark) -> tuple[Paper, UUID]:
    actor = uow.actor
    held = access.version(uow.session, actor, cmd.version_id, PaperPermission.KEEP_PLACE)
    if cmd.page > (held.version.page_count or 0):
        raise NotFound("paper.no_such_page")
    assert actor.person_id is not None, "only a person reads"
    return held.paper, actor.person_id
