"""The supervising leader decides on a report: of completion, or on one period."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.extend import lapse
from followup.commands.periods import unsettle_period
from followup.commands.roll_up import check_pieces
from followup.history import note
from followup.models import Decision, EntryKind, Evaluation, ProgressReport, Task, TaskPeriod
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


class ReturnPeriodReport(BaseModel):
    """The report on the period that begins on `period_on` is not enough, and why."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    period_on: date
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def return_period_report(uow: UnitOfWork, cmd: ReturnPeriodReport) -> None:
    """Give the report on one period back: the period waits for another, by its own day.

    Raises Conflict: the period has no report, or one that said that the whole task is done.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.RETURN_PERIOD, cmd.revision)
    task.state = states.after(task.state, TaskAction.RETURN_PERIOD)
    found = uow.session.execute(
        select(TaskPeriod, ProgressReport)
        .join(ProgressReport, ProgressReport.id == TaskPeriod.report_id)
        .where(TaskPeriod.task_id == task.id, TaskPeriod.first_on == cmd.period_on)
    ).one_or_none()
    if found is None or found[1].done:
        raise Conflict("report.none_to_return")
    period, report = found
    _note_decision(uow, report, Decision.RETURNED, cmd.reason)
    unsettle_period(uow, task, period)
    note(
        uow, task, EntryKind.RETURNED,
        reason=cmd.reason, period_on=period.first_on, period=task.period, number=report.number,
    )  # fmt: skip
    tell_doers(uow, task, "period_returned")


def _decide(uow: UnitOfWork, task: Task, decision: Decision, words: str) -> None:
    newest = (
        select(ProgressReport)
        .where(
            ProgressReport.task_id == task.id, ProgressReport.done, ProgressReport.unit_id.is_(None)
        )
        .order_by(ProgressReport.number.desc())
        .limit(1)
    )
    _note_decision(uow, uow.session.scalars(newest).one(), decision, words)


def _note_decision(uow: UnitOfWork, report: ProgressReport, decision: Decision, words: str) -> None:
    report.decision = decision
    report.decided_by_id = uow.actor.person_id
    report.decided_at = uow.now
    report.decision_note = words
