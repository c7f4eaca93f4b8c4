"""The supervising leader decides on a report of completion."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.extend import lapse
from followup.commands.roll_up import check_pieces
from followup.history import note
from followup.models import Decision, EntryKind, Evaluation, ProgressReport, Task
from followup.policies import TaskPermission
from followup.states import TaskAction
from followup.telling import tell_doers
from followup.words import Words


class AcceptTask(BaseModel):
    """The work is done; how well, and a remark."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    evaluation: Evaluation
    remark: Words = Field("", max_length=2_000)
    revision: int | None = None


def accept_task(uow: UnitOfWork, cmd: AcceptTask) -> None:
    """Accept and evaluate the work.

    Raises Conflict: completion is not reported, or a child or a part is open (again).
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.ACCEPT, cmd.revision)
    task.state = states.after(task.state, TaskAction.ACCEPT)
    check_pieces(uow.session, task)
    task.accepted_at = uow.now
    lapse(uow, task)
    task.evaluation = cmd.evaluation
    task.remark = cmd.remark
    _decide(uow, task, Decision.ACCEPTED, cmd.remark)
    note(uow, task, EntryKind.ACCEPTED, evaluation=cmd.evaluation, remark=cmd.remark)
    tell_doers(uow, task, "accepted", task.issued_by_id)


class ReturnTask(BaseModel):
    """The work is not done yet, and why."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def return_task(uow: UnitOfWork, cmd: ReturnTask) -> None:
    """Give the work back to go on. Raises Conflict when completion is not reported."""
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.RETURN, cmd.revision)
    task.state = states.after(task.state, TaskAction.RETURN)
    task.done_on = None
    _decide(uow, task, Decision.RETURNED, cmd.reason)
    note(uow, task, EntryKind.RETURNED, reason=cmd.reason)
    tell_doers(uow, task, "returned")


def _decide(uow: UnitOfWork, task: Task, decision: Decision, words: str) -> None:
    newest = (
        select(ProgressReport)
        .where(
            ProgressReport.task_id == task.id, ProgressReport.done, ProgressReport.unit_id.is_(None)
        )
        .order_by(ProgressReport.number.desc())
        .limit(1)
    )
    report = uow.session.scalars(newest).one()
    report.decision = decision
    report.decided_by_id = uow.actor.person_id
    report.decided_at = uow.now
    report.decision_note = words
