"""The lead unit breaks its task down: child tasks for its own people and the units below it."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from ecabinet.accounts.models import Unit
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.assign import name_official
from followup.commands.issue import IssuedTask, IssueTask, issue_task
from followup.commands.roll_up import roll_up
from followup.history import note
from followup.issue_policies import upwards
from followup.models import DeadlineKind, EntryKind, Priority, Task
from followup.paths import task_path
from followup.policies import TaskPermission, desks
from followup.rollup import MOST_LEVELS
from followup.sources import TASK
from followup.states import TaskAction
from followup.words import Words

MOST_CHILDREN = 100


class SplitTask(BaseModel):
    """One child task, for the lead unit itself or one below it.

    Without `due_on` it is due with the whole. `assignee_id` is an official of the own unit, who
    then has it at once; a unit below names its own.
    """

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    title: Words = Field(min_length=1, max_length=500)
    content: Words = Field("", max_length=10_000)
    lead_unit_id: UUID
    supervisor_id: UUID
    assignee_id: UUID | None = None
    due_on: date | None = None
    priority: Priority | None = None
    revision: int | None = None


def split_task(uow: UnitOfWork, cmd: SplitTask) -> IssuedTask:
    """Issue the child; who breaks the task down is its issuer.

    Raises:
        Conflict: nobody works on the task, it lies too deep, or has too many children.
        Invalid: the unit is not the lead unit nor below it, the official is not of the own unit,
            the date is later than that of the whole; else as with `issue_task`.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.SPLIT, cmd.revision)
    task.state = states.after(task.state, TaskAction.SPLIT)
    _check_room(uow, task)
    _check_unit(uow, task, cmd)
    issued = issue_task(uow, _wish(uow, task, cmd))
    child = uow.session.get_one(Task, issued.id)
    if child.lead_unit_id in desks(uow.actor):
        _take_at_once(uow, child, cmd.assignee_id)
    note(
        uow, task, EntryKind.SPLIT,
        child_id=child.id, code=child.code, title=child.title, to_unit_id=child.lead_unit_id,
    )  # fmt: skip
    roll_up(uow, child)
    return issued


def _check_room(uow: UnitOfWork, task: Task) -> None:
    above, level = task.parent_id, 1
    while above is not None:
        level += 1
        above = uow.session.get_one(Task, above).parent_id
    if level >= MOST_LEVELS:
        raise Conflict("task.too_deep", most=MOST_LEVELS)
    query = select(func.count()).select_from(Task).where(Task.parent_id == task.id)
    if (uow.session.scalar(query) or 0) >= MOST_CHILDREN:
        raise Conflict("task.too_many_children", most=MOST_CHILDREN)


def _check_unit(uow: UnitOfWork, task: Task, cmd: SplitTask) -> None:
    unit = uow.session.get(Unit, cmd.lead_unit_id)
    if unit is None or task.lead_unit_id not in upwards(unit):
        raise Invalid("task.unit_not_below", field="lead_unit_id")
    if cmd.assignee_id is not None and unit.id not in desks(uow.actor):
        raise Invalid("task.assignee_by_unit", field="assignee_id")


def _wish(uow: UnitOfWork, task: Task, cmd: SplitTask) -> IssueTask:
    return IssueTask(
        title=cmd.title,
        content=cmd.content,
        source_kind=TASK,
        source_id=task.id,
        source_title=task.code,
        source_url=task_path(task.id),
        source_quote=task.title,
        parent_id=task.id,
        lead_unit_id=cmd.lead_unit_id,
        supervisor_id=cmd.supervisor_id,
        due_on=_day(task, cmd.due_on, office_day(uow.now)),
        field_code=task.field_code,
        priority=cmd.priority or task.priority,
    )


def _day(task: Task, wanted: date | None, today: date) -> date | None:
    """Return the date of the child: not after that of the whole, unless the whole is late."""
    dated = task.deadline_kind is DeadlineKind.DATED and task.due_on is not None
    if not dated or task.due_on is None or task.due_on < today:
        return wanted
    if wanted is not None and wanted > task.due_on:
        raise Invalid("task.piece_after_whole", field="due_on", due_on=f"{task.due_on:%d/%m/%Y}")
    return wanted or task.due_on


def _take_at_once(uow: UnitOfWork, child: Task, assignee_id: UUID | None) -> None:
    """Who hands work out at the own desk has received it already."""
    child.state = states.after(child.state, TaskAction.RECEIVE)
    child.received_at = uow.now
    note(uow, child, EntryKind.RECEIVED, unit_id=child.lead_unit_id)
    if assignee_id is not None:
        child.state = states.after(child.state, TaskAction.ASSIGN)
        name_official(uow, child, assignee_id)
