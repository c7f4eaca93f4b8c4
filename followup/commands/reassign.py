"""The lead passes to another unit, or stays after all: the answer to a unit that refuses."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts.models import Unit
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.extend import lapse
from followup.commands.roll_up import check_children, roll_up
from followup.days_off import office_calendar
from followup.deadlines import on_working_day
from followup.history import note
from followup.issue_policies import may_lead
from followup.models import DeadlineKind, EntryKind, Task, TaskUnit, UnitPart
from followup.policies import TaskPermission
from followup.states import TaskAction
from followup.telling import inboxes, tell
from followup.words import Words


class ReassignTask(BaseModel):
    """Which unit leads from now on, and why; `due_on` when it needs another date."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    lead_unit_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    due_on: date | None = None
    revision: int | None = None


def reassign_task(uow: UnitOfWork, cmd: ReassignTask) -> None:
    """Put the task into the inbox of another unit, with no official; the former one still reads it.

    The first date of the issue stays in `original_due_on`.

    Raises:
        Conflict: work has begun, child tasks are open, or the task has ended.
        Invalid: the unit is unknown, leads already, or is not in the reach of who asks; the date
            is past, or the task has none.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.REASSIGN, cmd.revision)
    after = states.after(task.state, TaskAction.REASSIGN)
    check_children(uow.session, task)
    _check_unit(uow, task, cmd.lead_unit_id)
    day = _day(uow, task, cmd.due_on)
    lapse(uow, task)
    told = [task.assignee_id, *_desk(uow, task), task.supervisor_id, task.issued_by_id]
    before, before_due = task.lead_unit_id, task.due_on
    _pass_on(uow, task, cmd.lead_unit_id)
    task.state, task.due_on = after, day
    task.assignee_id = task.received_at = task.assigned_at = None
    task.own_percent = 0
    roll_up(uow, task)
    note(
        uow, task, EntryKind.REASSIGNED,
        unit_id=before, to_unit_id=task.lead_unit_id, reason=cmd.reason,
        old_due_on=before_due, due_on=day,
    )  # fmt: skip
    new = _desk(uow, task)
    tell(uow, task, "issued", new, part="lead")
    tell(uow, task, "reassigned", [person for person in told if person not in new])


class InsistOnTask(BaseModel):
    """Why the unit that refused shall do it after all."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def insist_on_task(uow: UnitOfWork, cmd: InsistOnTask) -> None:
    """Put the task back into the inbox of the unit. Raises Conflict when nobody refused."""
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.INSIST, cmd.revision)
    task.state = states.after(task.state, TaskAction.INSIST)
    note(uow, task, EntryKind.INSISTED, unit_id=task.lead_unit_id, reason=cmd.reason)
    tell(uow, task, "insisted", [*_desk(uow, task), task.supervisor_id, task.issued_by_id])


def _check_unit(uow: UnitOfWork, task: Task, unit_id: UUID) -> None:
    unit = uow.session.get(Unit, unit_id)
    if unit is None or unit_id not in open_units(
        uow.session, [unit_id], office_day(uow.now), lock=True
    ):
        raise Invalid("task.unit_unknown", field="lead_unit_id")
    if unit_id == task.lead_unit_id:
        raise Invalid("task.unit_same", field="lead_unit_id")
    if not may_lead(uow.actor, task, unit):
        raise Invalid("task.unit_out_of_reach", field="lead_unit_id")


def _day(uow: UnitOfWork, task: Task, wanted: date | None) -> date | None:
    if wanted is None:
        return task.due_on
    if task.deadline_kind is not DeadlineKind.DATED:
        raise Invalid(f"task.{task.deadline_kind.value}_with_date", field="due_on")
    today = office_day(uow.now)
    if wanted < today:
        raise Invalid("task.due_in_past", field="due_on")
    return on_working_day(wanted, office_calendar(uow.session, today))


def _pass_on(uow: UnitOfWork, task: Task, unit_id: UUID) -> None:
    """The new lead has no other part; the former one keeps its place among the readers."""
    task.units = [part for part in task.units if part.unit_id != unit_id]
    known = [part for part in task.units if part.unit_id == task.lead_unit_id]
    if not known:
        last = max((part.position for part in task.units), default=-1)
        former = TaskUnit(
            task_id=task.id, unit_id=task.lead_unit_id, part=UnitPart.FORMER,
            position=last + 1, received_at=uow.now,
        )  # fmt: skip
        task.units.append(former)
    task.lead_unit_id = unit_id


def _desk(uow: UnitOfWork, task: Task) -> list[UUID]:
    desk = inboxes(uow.session, [task.lead_unit_id], office_day(uow.now))
    return [person for _unit, person in desk]
