"""A task is suspended, taken up again, cancelled, or ends with its source; the reason stays."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.extend import lapse
from followup.commands.periods import take_up_again
from followup.commands.roll_up import roll_up
from followup.history import note
from followup.models import EntryKind, Task
from followup.policies import TaskPermission
from followup.states import TaskAction, TaskState
from followup.telling import tell_doers
from followup.words import Words


class SetAside(BaseModel):
    """Which task, and why."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def suspend_task(uow: UnitOfWork, cmd: SetAside) -> None:
    """Let the work rest. Raises Conflict when nobody is working on it."""
    _move(uow, cmd, TaskPermission.SUSPEND, TaskAction.SUSPEND, EntryKind.SUSPENDED)


def resume_task(uow: UnitOfWork, cmd: SetAside) -> None:
    """Let the unit take the work up again. Raises Conflict when it is not suspended."""
    take_up_again(uow, _move(uow, cmd, TaskPermission.RESUME, TaskAction.RESUME, EntryKind.RESUMED))


def cancel_task(uow: UnitOfWork, cmd: SetAside) -> None:
    """End the task and its children without result.

    Raises Conflict when completion is reported or accepted.
    """
    _move(uow, cmd, TaskPermission.CANCEL, TaskAction.CANCEL, EntryKind.CANCELLED)


def end_with_source(uow: UnitOfWork, cmd: SetAside) -> None:
    """End the task and its children because another source took the place of theirs.

    Whether the actor may do this is for the caller to decide, as when the task was issued: it
    depends on the source. A task that has ended stays as it ended.

    Raises Conflict when completion is reported and waits to be accepted.
    """
    locked = select(Task).where(Task.id == cmd.task_id).with_for_update()
    task = uow.session.scalars(locked).one()
    if task.state not in states.ENDED:
        _move_on(uow, task, cmd.reason, TaskAction.CANCEL, EntryKind.CANCELLED)


def _move(
    uow: UnitOfWork, cmd: SetAside, permission: TaskPermission, action: TaskAction, kind: EntryKind
) -> Task:
    task = access.task_to_change(uow, cmd.task_id, permission, cmd.revision)
    _move_on(uow, task, cmd.reason, action, kind)
    return task


def _move_on(uow: UnitOfWork, task: Task, reason: str, action: TaskAction, kind: EntryKind) -> None:
    task.state = states.after(task.state, action)
    if task.state is TaskState.CANCELLED:
        lapse(uow, task)
        _cancel_children(uow, task, reason)
    roll_up(uow, task)
    note(uow, task, kind, reason=reason)
    tell_doers(uow, task, kind.value)


def _cancel_children(uow: UnitOfWork, task: Task, reason: str) -> None:
    """End what the task was broken into; what is reported done still waits to be accepted."""
    query = select(Task).where(Task.parent_id == task.id).order_by(Task.id).with_for_update()
    for child in uow.session.scalars(query).all():
        _cancel_children(uow, child, reason)
        if states.can(child.state, TaskAction.CANCEL):
            child.state = states.after(child.state, TaskAction.CANCEL)
            lapse(uow, child)
            note(uow, child, EntryKind.CANCELLED, reason=reason, with_task=task.code)
            tell_doers(uow, child, EntryKind.CANCELLED.value)
