"""The part of a coordinating unit: written by who leads, reported on by the unit itself."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm.attributes import flag_modified

from documents.commands.upload import StoredFile
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.assign import name_in_unit
from followup.commands.report import FULL, MOST_FILES, FiledReport, Said, file_report
from followup.commands.roll_up import roll_up
from followup.days_off import office_calendar
from followup.deadlines import on_working_day
from followup.history import actor_id, note
from followup.models import DeadlineKind, EntryKind, Task, TaskUnit, UnitPart
from followup.policies import TaskPermission, desks
from followup.states import TaskAction
from followup.telling import inboxes, tell
from followup.words import Words


class SetPart(BaseModel):
    """What the unit shall do, and until when; without a date until the task is due."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    unit_id: UUID
    content: Words = Field(min_length=1, max_length=2_000)
    due_on: date | None = None
    revision: int | None = None


def set_part(uow: UnitOfWork, cmd: SetPart) -> None:
    """Write the part of a coordinating unit, or write it anew: what was done is then open again.

    Raises:
        Conflict: completion of the task is reported, or nobody works on it.
        Invalid: the unit does not coordinate, or the date is past or later than the task's.
    """
    task, part = _part(uow, cmd.task_id, cmd.unit_id, TaskPermission.SET_PART, cmd.revision)
    task.state = states.after(task.state, TaskAction.SET_PART)
    write_part(uow, task, part, cmd.content, cmd.due_on)


def write_part(
    uow: UnitOfWork, task: Task, part: TaskUnit, content: str, due_on: date | None
) -> None:
    """Write the part of a unit whose task is locked. Raises Invalid as `set_part` does."""
    part.due_on = _day(uow, task, due_on)
    part.content, part.set_at = content, uow.now
    if part.done_on is not None:
        part.done_on, part.percent = None, 0
    _settle(uow, task)
    note(
        uow, task, EntryKind.PART_SET,
        unit_id=part.unit_id, content=part.content, due_on=part.due_on,
    )  # fmt: skip
    tell(uow, task, "part_set", [part.official_id, *_desk(uow, part.unit_id)], due_on=part.due_on)


class WithdrawPart(BaseModel):
    """Whose part is no longer needed, and why."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    unit_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def withdraw_part(uow: UnitOfWork, cmd: WithdrawPart) -> None:
    """Leave the unit coordinating without a part of its own. Raises Conflict when it has none."""
    task, part = _part(uow, cmd.task_id, cmd.unit_id, TaskPermission.SET_PART, cmd.revision)
    task.state = states.after(task.state, TaskAction.SET_PART)
    _check_written(part)
    people = [part.official_id, *_desk(uow, part.unit_id)]
    part.content, part.set_at, part.due_on, part.done_on, part.percent = "", None, None, None, 0
    part.official_id = None
    _settle(uow, task)
    note(uow, task, EntryKind.PART_WITHDRAWN, unit_id=part.unit_id, reason=cmd.reason)
    tell(uow, task, "part_withdrawn", people)


class AssignPart(BaseModel):
    """Which official of the coordinating unit does its part."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    unit_id: UUID
    official_id: UUID
    revision: int | None = None


def assign_part(uow: UnitOfWork, cmd: AssignPart) -> None:
    """Let an official of the unit do its part, report on it and be reminded of it.

    Raises:
        Denied: the unit is another's.
        Conflict: it has no part of its own, reported it done already, or the task is elsewhere.
        Invalid: the person holds no office in the unit today.
    """
    task, part = _part(uow, cmd.task_id, cmd.unit_id, TaskPermission.ASSIGN_PART, cmd.revision)
    if part.unit_id not in desks(uow.actor):
        raise Denied("denied", kind="task")
    task.state = states.after(task.state, TaskAction.ASSIGN_PART)
    _check_open(part)
    name = name_in_unit(
        uow, part.unit_id, cmd.official_id, code="part.official_outside", field="official_id"
    )
    before, part.official_id = part.official_id, cmd.official_id
    flag_modified(task, "percent")  # As in `_settle`.
    note(
        uow, task, EntryKind.PART_ASSIGNED,
        unit_id=part.unit_id, official_id=cmd.official_id, official=name,
    )  # fmt: skip
    if before != cmd.official_id:
        tell(uow, task, "part_assigned", [cmd.official_id], due_on=part.due_on)
        tell(uow, task, "part_unassigned", [before])


class ReportPart(BaseModel):
    """How far the unit is with its part; `done` is 100 percent, whatever `percent` says."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    unit_id: UUID
    text: Words = Field(min_length=1, max_length=10_000)
    percent: int | None = Field(None, ge=0, le=FULL)
    done: bool = False
    evidence: list[StoredFile] = Field(default_factory=list, max_length=MOST_FILES)
    revision: int | None = None


def report_part(uow: UnitOfWork, cmd: ReportPart) -> FiledReport:
    """File the report of the unit, or of its official, on its part; the lead unit is told.

    Raises:
        Denied: the unit is another's.
        Conflict: it has no part of its own, reported it done already, or the task is elsewhere.
        Invalid: neither a percentage nor completion is given.
    """
    task, part = _part(uow, cmd.task_id, cmd.unit_id, TaskPermission.REPORT_PART, cmd.revision)
    if part.unit_id not in desks(uow.actor) and part.official_id != actor_id(uow):
        raise Denied("denied", kind="task")
    task.state = states.after(task.state, TaskAction.REPORT_PART)
    _check_open(part)
    if cmd.percent is None and not cmd.done:
        raise Invalid("report.percent_missing", field="percent")
    part.percent = FULL if cmd.done else cmd.percent or 0
    part.done_on = office_day(uow.now) if cmd.done else None
    _settle(uow, task)
    said = Said(cmd.text, part.percent, cmd.done, cmd.evidence, part.unit_id)
    report = file_report(uow, task, said)
    kind = EntryKind.PART_DONE if cmd.done else EntryKind.PART_REPORTED
    note(
        uow, task, kind,
        unit_id=part.unit_id, report_id=report.id, number=report.number, percent=part.percent,
    )  # fmt: skip
    people = [task.assignee_id, *_desk(uow, task.lead_unit_id)]
    tell(uow, task, kind.value, people, percent=part.percent)
    return FiledReport(id=report.id, number=report.number, percent=part.percent)


def _part(
    uow: UnitOfWork, task_id: UUID, unit_id: UUID, permission: TaskPermission, revision: int | None
) -> tuple[Task, TaskUnit]:
    task = access.task_to_change(uow, task_id, permission, revision)
    for part in task.units:
        if part.unit_id == unit_id and part.part is UnitPart.COORDINATE:
            return task, part
    raise Invalid("part.not_coordinating", field="unit_id")


def _check_written(part: TaskUnit) -> None:
    if not part.content:
        raise Conflict("part.none")


def _check_open(part: TaskUnit) -> None:
    _check_written(part)
    if part.done_on is not None:
        raise Conflict("part.done")


def _settle(uow: UnitOfWork, task: Task) -> None:
    roll_up(uow, task)
    # The part is a row of its own: the task's revision must rise with it, so that two people who
    # write at once hear of each other.
    flag_modified(task, "percent")


def _day(uow: UnitOfWork, task: Task, wanted: date | None) -> date | None:
    whole = task.due_on if task.deadline_kind is DeadlineKind.DATED else None
    if wanted is None:
        return whole
    today = office_day(uow.now)
    if wanted < today:
        raise Invalid("task.due_in_past", field="due_on")
    day = on_working_day(wanted, office_calendar(uow.session, today))
    if whole is not None and today <= whole < day:
        raise Invalid("task.piece_after_whole", field="due_on", due_on=f"{whole:%d/%m/%Y}")
    return day


def _desk(uow: UnitOfWork, unit_id: UUID) -> list[UUID]:
    return [person for _, person in inboxes(uow.session, [unit_id], office_day(uow.now))]
