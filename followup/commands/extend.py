"""A later date: asked for by whoever holds the task, decided by its leader or issuer."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.days_off import office_calendar
from followup.deadlines import on_working_day
from followup.history import actor_id, note
from followup.models import DeadlineKind, EntryKind, ExtensionState, Task, TaskExtension
from followup.policies import TaskPermission
from followup.states import TaskAction, TaskState
from followup.telling import tell, tell_doers
from followup.words import Words

COMPLETED = (TaskState.REPORTED_DONE, TaskState.ACCEPTED)


class RequestExtension(BaseModel):
    """A new date, and why; a day off moves to the next working day."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    new_due_on: date
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def request_extension(uow: UnitOfWork, cmd: RequestExtension) -> None:
    """Ask for a later date.

    Raises:
        Conflict: completion is reported, nobody works on the task, or a request waits already.
        Invalid: the task has no date, or the new one is not later.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.EXTEND, cmd.revision)
    if task.state in COMPLETED:
        raise Conflict("extension.after_completion")
    task.state = states.after(task.state, TaskAction.EXTEND)
    if task.asked_by_id is not None:
        raise Conflict("extension.pending")
    day = _later(uow, task, cmd.new_due_on, "new_due_on")
    assert task.due_on is not None  # `_later` has seen it.
    request = TaskExtension(
        task_id=task.id,
        requested_by_id=actor_id(uow),
        requested_at=uow.now,
        reason=cmd.reason,
        old_due_on=task.due_on,
        asked_due_on=day,
    )
    uow.session.add(request)
    task.asked_by_id = uow.actor.person_id
    note(
        uow, task, EntryKind.EXTENSION_REQUESTED,
        old_due_on=task.due_on, due_on=day, reason=cmd.reason,
    )  # fmt: skip
    deciders = {task.supervisor_id, task.issued_by_id} - {uow.actor.person_id}
    tell(uow, task, "extension_requested", sorted(deciders, key=str), due_on=day)


class ApproveExtension(BaseModel):
    """Granted; without `due_on` the date that was asked for."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    due_on: date | None = None
    note: Words = Field("", max_length=2_000)
    revision: int | None = None


def approve_extension(uow: UnitOfWork, cmd: ApproveExtension) -> None:
    """Move the due date; the first one stays in `original_due_on`, each step in the history.

    Raises:
        Conflict: no request waits, or the task has ended.
        Invalid: the date is not later than the present one.
    """
    task, request = _pending(uow, cmd.task_id, cmd.revision)
    day = _later(uow, task, cmd.due_on or request.asked_due_on, "due_on")
    _decide(uow, request, ExtensionState.APPROVED, cmd.note)
    request.due_on = day
    before, task.due_on, task.asked_by_id = task.due_on, day, None
    note(uow, task, EntryKind.EXTENSION_APPROVED, old_due_on=before, due_on=day, note=cmd.note)
    tell_doers(uow, task, "extension_approved", request.requested_by_id, due_on=day)


class RefuseExtension(BaseModel):
    """Not granted, and why."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def refuse_extension(uow: UnitOfWork, cmd: RefuseExtension) -> None:
    """Leave the date as it is. Raises Conflict when no request waits."""
    task, request = _pending(uow, cmd.task_id, cmd.revision)
    _decide(uow, request, ExtensionState.REFUSED, cmd.reason)
    task.asked_by_id = None
    note(uow, task, EntryKind.EXTENSION_REFUSED, due_on=task.due_on, reason=cmd.reason)
    tell_doers(uow, task, "extension_refused", request.requested_by_id)


def lapse(uow: UnitOfWork, task: Task) -> None:
    """The task has ended: a request that waits needs no answer any more."""
    if task.asked_by_id is not None:
        _waiting(uow, task).state = ExtensionState.LAPSED
        task.asked_by_id = None


def _pending(uow: UnitOfWork, task_id: UUID, revision: int | None) -> tuple[Task, TaskExtension]:
    task = access.task_to_change(uow, task_id, TaskPermission.DECIDE_EXTENSION, revision)
    task.state = states.after(task.state, TaskAction.DECIDE_EXTENSION)
    if task.asked_by_id is None:
        raise Conflict("extension.none")
    return task, _waiting(uow, task)


def _waiting(uow: UnitOfWork, task: Task) -> TaskExtension:
    query = select(TaskExtension).where(
        TaskExtension.task_id == task.id, TaskExtension.state == ExtensionState.PENDING
    )
    return uow.session.scalars(query).one()


def _decide(uow: UnitOfWork, request: TaskExtension, state: ExtensionState, words: str) -> None:
    request.state = state
    request.decided_by_id = uow.actor.person_id
    request.decided_at = uow.now
    request.decision_note = words


def _later(uow: UnitOfWork, task: Task, wanted: date, field: str) -> date:
    """Return the working day meant. What is done already is judged by the day it was done."""
    today = office_day(uow.now)
    if task.deadline_kind is DeadlineKind.PERIODIC:
        raise Invalid("extension.periodic", field=field)
    if task.due_on is None:
        raise Invalid("extension.no_date", field=field)
    if wanted <= task.due_on:
        raise Invalid("extension.not_later", field=field, due_on=f"{task.due_on:%d/%m/%Y}")
    if wanted < (task.done_on or today):
        raise Invalid("task.due_in_past", field=field)
    return on_working_day(wanted, office_calendar(uow.session, today))
