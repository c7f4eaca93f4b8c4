"""Another due date, set by who ordered or follows the work: nobody has to ask for it first."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.roll_up import written_parts
from followup.days_off import office_calendar
from followup.deadlines import on_working_day
from followup.history import note
from followup.models import DeadlineKind, EntryKind, Task, TaskUnit
from followup.policies import TaskPermission
from followup.states import ENDED, TaskAction
from followup.telling import tell_all
from followup.words import Words


class MoveDueDate(BaseModel):
    """The new date, earlier or later, and why; a day off moves to the next working day."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    due_on: date
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def move_due_date(uow: UnitOfWork, cmd: MoveDueDate) -> None:
    """Set the date; the first one stays in `original_due_on`, reminders follow the new one.

    Parts of coordinating units that would be due later are due on the new date, too.

    Raises:
        Conflict: a request for a later date waits, a child task is due later, or no work is left.
        Invalid: the task has no single date; the new one is the present one, past, or later than
            that of the task above.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.MOVE_DUE, cmd.revision)
    task.state = states.after(task.state, TaskAction.MOVE_DUE)
    if task.asked_by_id is not None:
        raise Conflict("due.extension_waits")
    day = _day(uow, task, cmd.due_on)
    _check_above(uow, task, day)
    _check_below(uow, task, day)
    later = [part for part in written_parts(task) if _is_later(part, day)]
    for part in later:
        part.due_on = day
    before, task.due_on = task.due_on, day
    note(
        uow, task, EntryKind.DUE_MOVED,
        old_due_on=before, due_on=day, reason=cmd.reason, parts=len(later),
    )  # fmt: skip
    tell_all(uow, task, "due_moved", old_due_on=before, due_on=day)


def _day(uow: UnitOfWork, task: Task, wanted: date) -> date:
    if task.deadline_kind is not DeadlineKind.DATED or task.due_on is None:
        raise Invalid(f"task.{task.deadline_kind.value}_with_date", field="due_on")
    today = office_day(uow.now)
    if wanted < today:
        raise Invalid("task.due_in_past", field="due_on")
    day = on_working_day(wanted, office_calendar(uow.session, today))
    if day == task.due_on:
        raise Invalid("due.same", field="due_on", due_on=f"{day:%d/%m/%Y}")
    return day


def _check_above(uow: UnitOfWork, task: Task, day: date) -> None:
    """As when it was split off: not after the whole, unless the whole is late."""
    above = uow.session.get(Task, task.parent_id) if task.parent_id else None
    whole = above.due_on if above and above.deadline_kind is DeadlineKind.DATED else None
    if whole is not None and office_day(uow.now) <= whole < day:
        raise Invalid("task.piece_after_whole", field="due_on", due_on=f"{whole:%d/%m/%Y}")


def _check_below(uow: UnitOfWork, task: Task, day: date) -> None:
    later = select(Task).where(
        Task.parent_id == task.id, Task.state.not_in(ENDED), Task.due_on > day
    )
    if child := uow.session.scalars(later.order_by(Task.number).limit(1)).first():
        raise Conflict("due.child_later", code=child.code, field="due_on")


def _is_later(part: TaskUnit, day: date) -> bool:
    return part.done_on is None and part.due_on is not None and part.due_on > day
