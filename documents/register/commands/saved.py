"""A person keeps searches under names."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from documents.register.commands.fields import Line, writer
from documents.register.models import SavedSearch
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork

MOST = 30


class SaveSearch(BaseModel):
    """Keep what the list is narrowed to: `query` is the part of its address after "?"."""

    model_config = ConfigDict(frozen=True)
    name: Line = Field(min_length=1, max_length=80)
    query: str = Field(max_length=1_000)


class Saved(BaseModel):
    """The search that is kept."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def save_search(uow: UnitOfWork, cmd: SaveSearch) -> Saved:
    """Keep a search; one of the same name takes the new words. Raises Conflict: too many."""
    person = writer(uow)
    mine = select(SavedSearch).where(SavedSearch.person_id == person)
    row = uow.session.scalar(mine.where(SavedSearch.name == cmd.name))
    if row is None:
        count = select(func.count()).select_from(SavedSearch).where(SavedSearch.person_id == person)
        if (uow.session.scalar(count) or 0) >= MOST:
            raise Conflict("register.too_many_searches", most=MOST)
        row = SavedSearch(
            id=new_id(), person_id=person, name=cmd.name, query=cmd.query, saved_at=uow.now
        )
        uow.session.add(row)
    row.query = cmd.query
    uow.audit("search.saved", "person", person, name=cmd.name)
    return Saved(id=row.id)


class ForgetSearch(BaseModel):
    """A search that is no longer wanted."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def forget_search(uow: UnitOfWork, cmd: ForgetSearch) -> None:
    """Forget one's own search. Raises NotFound, also for somebody else's."""
    row = uow.session.get(SavedSearch, cmd.id)
    if row is None or row.person_id != writer(uow):
        raise NotFound("not_found", kind="search")
    uow.session.delete(row)
    uow.audit("search.forgotten", "person", row.person_id, name=row.name)
