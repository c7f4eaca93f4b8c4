"""A person keeps lists of tasks under names, and chooses the columns of the list."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import actor_id
from followup.models import Layout, TaskColumns, TaskList
from followup.queries.columns import MOST as MOST_COLUMNS
from followup.queries.columns import Column
from followup.queries.filters import TaskFilter
from followup.words import Words

MOST = 30


class KeepTaskList(BaseModel):
    """Keep what the list is narrowed to. One of the same name is replaced."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Annotated[Words, Field(min_length=1, max_length=60)]
    wanted: TaskFilter
    layout: Layout = Layout.LIST
    standard: bool = False
    unit_id: UUID | None = None


class KeptTaskList(BaseModel):
    """The list that is kept."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def keep_task_list(uow: UnitOfWork, cmd: KeepTaskList) -> KeptTaskList:
    """Keep a list.

    Raises:
        Conflict: there are too many. Invalid: it is shared with a unit of others.
    """
    person = actor_id(uow)
    if cmd.unit_id is not None and cmd.unit_id not in uow.actor.unit_ids:
        raise Invalid("task_list.unit_of_others", field="unit_id")
    row = uow.session.scalar(
        select(TaskList).where(TaskList.person_id == person, TaskList.name == cmd.name)
    )
    if cmd.standard:
        _none_is_standard(uow.session, person)
    row = row or _another(uow.session, person)
    row.name, row.layout, row.standard = cmd.name, cmd.layout, cmd.standard
    row.wanted = cmd.wanted.model_dump(mode="json", exclude_defaults=True)
    row.unit_id, row.kept_at = cmd.unit_id, uow.now
    uow.session.add(row)
    uow.audit("task_list.kept", "person", person, name=cmd.name)
    return KeptTaskList(id=row.id)


def _another(session: Session, person: UUID) -> TaskList:
    mine = select(func.count()).select_from(TaskList).where(TaskList.person_id == person)
    if (session.scalar(mine) or 0) >= MOST:
        raise Conflict("task_list.too_many", most=MOST)
    return TaskList(id=new_id(), person_id=person)


def _none_is_standard(session: Session, person: UUID) -> None:
    one = update(TaskList).where(TaskList.person_id == person, TaskList.standard)
    session.execute(one.values(standard=False))


class ForgetTaskList(BaseModel):
    """A list that is no longer wanted."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def forget_task_list(uow: UnitOfWork, cmd: ForgetTaskList) -> None:
    """Forget one's own list. Raises NotFound, also for somebody else's."""
    row = uow.session.get(TaskList, cmd.id)
    if row is None or row.person_id != actor_id(uow):
        raise NotFound("not_found", kind="task_list")
    uow.session.delete(row)
    uow.audit("task_list.forgotten", "person", row.person_id, name=row.name)


class ChooseTaskColumns(BaseModel):
    """Which columns the person wishes to see; none: the usual ones again."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    columns: tuple[Column, ...] = Field(max_length=MOST_COLUMNS)


def choose_task_columns(uow: UnitOfWork, cmd: ChooseTaskColumns) -> None:
    """Remember the columns, each once, in their order."""
    person = actor_id(uow)
    chosen = [column.value for column in Column if column in cmd.columns]
    row = uow.session.get(TaskColumns, person)
    if row is None:
        uow.session.add(TaskColumns(person_id=person, columns=chosen))
    else:
        row.columns = chosen
    uow.audit("task_list.columns_chosen", "person", person)
