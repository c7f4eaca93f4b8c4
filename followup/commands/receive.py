"""The unit's inbox: the lead unit receives or refuses, the others take notice."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.extend import lapse
from followup.commands.roll_up import check_children
from followup.history import note
from followup.models import EntryKind
from followup.policies import TaskPermission, desks
from followup.states import TaskAction
from followup.telling import tell
from followup.words import Words


class ReceiveTask(BaseModel):
    """The lead unit takes the task on."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    revision: int | None = None


def receive_task(uow: UnitOfWork, cmd: ReceiveTask) -> None:
    """Receive the task for the lead unit. Raises Conflict when it no longer waits for that."""
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.RECEIVE, cmd.revision)
    task.state = states.after(task.state, TaskAction.RECEIVE)
    task.received_at = uow.now
    note(uow, task, EntryKind.RECEIVED, unit_id=task.lead_unit_id)
    tell(uow, task, "received", [task.issued_by_id])


class RefuseTask(BaseModel):
    """The lead unit gives the task back to the issuer, and says why."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def refuse_task(uow: UnitOfWork, cmd: RefuseTask) -> None:
    """Refuse the task. Raises Conflict once work has begun, or while child tasks are open."""
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.REFUSE, cmd.revision)
    task.state = states.after(task.state, TaskAction.REFUSE)
    check_children(uow.session, task)
    lapse(uow, task)
    note(uow, task, EntryKind.REFUSED, unit_id=task.lead_unit_id, reason=cmd.reason)
    tell(uow, task, "refused", [task.issued_by_id, task.supervisor_id])


class AcknowledgeTask(BaseModel):
    """A coordinating or informed unit has seen the task."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID


def acknowledge_task(uow: UnitOfWork, cmd: AcknowledgeTask) -> None:
    """Note that the actor's units have seen the task; seeing it twice is the same as once."""
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.ACKNOWLEDGE)
    mine = desks(uow.actor)
    for part in task.units:
        if part.unit_id in mine and part.received_at is None:
            part.received_at = uow.now
            note(uow, task, EntryKind.ACKNOWLEDGED, unit_id=part.unit_id, part=part.part)
