"""A task is suspended, taken up again, or cancelled; the reason stays in its history."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.history import note
from followup.models import EntryKind
from followup.policies import TaskPermission
from followup.states import TaskAction
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
    _move(uow, cmd, TaskPermission.RESUME, TaskAction.RESUME, EntryKind.RESUMED)


def cancel_task(uow: UnitOfWork, cmd: SetAside) -> None:
    """End the task without result. Raises Conflict when completion is reported or accepted."""
    _move(uow, cmd, TaskPermission.CANCEL, TaskAction.CANCEL, EntryKind.CANCELLED)


def _move(
    uow: UnitOfWork, cmd: SetAside, permission: TaskPermission, action: TaskAction, kind: EntryKind
) -> None:
    task = access.task_to_change(uow, cmd.task_id, permission, cmd.revision)
    task.state = states.after(task.state, action)
    note(uow, task, kind, reason=cmd.reason)
    tell_doers(uow, task, kind.value)
