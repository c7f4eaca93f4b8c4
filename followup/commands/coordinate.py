"""Coordinating units come and go after a task was issued (bổ sung đơn vị phối hợp)."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import exists, select
from sqlalchemy.orm.attributes import flag_modified

from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.inform import add, check_new
from followup.commands.parts import write_part
from followup.commands.roll_up import roll_up
from followup.history import note
from followup.models import EntryKind, ProgressReport, Task, TaskUnit, UnitPart
from followup.policies import TaskPermission
from followup.states import TaskAction
from followup.telling import inboxes, tell
from followup.words import Words


class AddCoordinatingUnit(BaseModel):
    """Which unit, and what it shall do; without `content` it has no part of its own."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    unit_id: UUID
    content: Words = Field("", max_length=2_000)
    due_on: date | None = None
    revision: int | None = None


def add_coordinating_unit(uow: UnitOfWork, cmd: AddCoordinatingUnit) -> None:
    """Let one more unit coordinate; it is told, and its clerk acknowledges.

    Raises:
        Conflict: completion is reported, or nobody works on the task.
        Invalid: the unit is unknown or has a part; the date is past, later than the task's, or
            stands without a part.
    """
    task = _task(uow, cmd.task_id, cmd.revision)
    check_new(uow, task, [cmd.unit_id], "unit_id")
    if cmd.due_on and not cmd.content:
        raise Invalid("part.content_missing", field="content")
    part = add(task, cmd.unit_id, UnitPart.COORDINATE)
    flag_modified(task, "percent")  # The part is a row of its own; see `parts`.
    note(uow, task, EntryKind.UNIT_ADDED, unit_id=cmd.unit_id)
    if cmd.content:
        write_part(uow, task, part, cmd.content, cmd.due_on)
    else:
        tell(uow, task, "issued", _desk(uow, cmd.unit_id), part="coordinate")


class RemoveCoordinatingUnit(BaseModel):
    """Which unit need not coordinate any more, and why."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    unit_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def remove_coordinating_unit(uow: UnitOfWork, cmd: RemoveCoordinatingUnit) -> None:
    """Take the unit away, and its part with it.

    Raises:
        Conflict: it has reported on its part, completion is reported, or nobody works on the task.
        Invalid: it does not coordinate.
    """
    task = _task(uow, cmd.task_id, cmd.revision)
    part = _coordinating(task, cmd.unit_id)
    _check_silent(uow, task, part)
    people = [part.official_id, *_desk(uow, part.unit_id)]
    content = part.content
    task.units.remove(part)
    roll_up(uow, task)
    flag_modified(task, "percent")
    note(
        uow, task, EntryKind.UNIT_REMOVED,
        unit_id=cmd.unit_id, content=content, reason=cmd.reason,
    )  # fmt: skip
    tell(uow, task, "unit_removed", people)


def _task(uow: UnitOfWork, task_id: UUID, revision: int | None) -> Task:
    task = access.task_to_change(uow, task_id, TaskPermission.AMEND, revision)
    # Parts are written and taken away while there is work left.
    task.state = states.after(task.state, TaskAction.SET_PART)
    return task


def _coordinating(task: Task, unit_id: UUID) -> TaskUnit:
    for part in task.units:
        if part.unit_id == unit_id and part.part is UnitPart.COORDINATE:
            return part
    raise Invalid("part.not_coordinating", field="unit_id")


def _check_silent(uow: UnitOfWork, task: Task, part: TaskUnit) -> None:
    reported = exists().where(
        ProgressReport.task_id == task.id, ProgressReport.unit_id == part.unit_id
    )
    if uow.session.scalar(select(reported)):
        named = names_on(uow.session, [part.unit_id], office_day(uow.now))
        raise Conflict("unit.has_reported", unit=named[part.unit_id].name)


def _desk(uow: UnitOfWork, unit_id: UUID) -> list[UUID]:
    return [person for _, person in inboxes(uow.session, [unit_id], office_day(uow.now))]
