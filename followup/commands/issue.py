"""A task comes into being. Meetings call this in the unit of work that records their conclusion."""

from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.catalogues import access as catalogue
from ecabinet.catalogues.values import Code
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork
from followup.catalogues import FIELDS_OF_WORK
from followup.commands.numbering import next_task_number
from followup.commands.periods import begin
from followup.days_off import office_calendar
from followup.deadlines import default_due_date, on_working_day
from followup.history import actor_id, note
from followup.models import (
    DeadlineKind,
    Directive,
    EntryKind,
    Period,
    Priority,
    Task,
    TaskUnit,
    UnitPart,
    task_code,
)
from followup.periods import span_of
from followup.telling import tell_parties
from followup.words import Words

REPORT_AFTER = 3
"""Working days after the end of a period, where nobody says otherwise."""


class IssueTask(BaseModel):
    """Work for a unit. Without `due_on` a dated task is due in 10 working days.

    A periodic one has a `period`; the report on each is due `report_after` working days after its
    end. The first is the one that `starts_on` lies in (today), the last one begins by `ends_on`.
    """

    model_config = ConfigDict(frozen=True)
    title: Words = Field(min_length=1, max_length=500)
    content: Words = Field("", max_length=10_000)
    source_kind: Words = Field("manual", max_length=30)
    source_id: UUID | None = None
    source_title: Words = Field("", max_length=500)
    source_url: Words = Field("", max_length=500)
    source_quote: Words = Field("", max_length=5_000)
    directive_id: UUID | None = None
    parent_id: UUID | None = None
    article_id: UUID | None = None
    lead_unit_id: UUID
    coordinating_unit_ids: list[UUID] = Field(default_factory=list, max_length=200)
    informed_unit_ids: list[UUID] = Field(default_factory=list, max_length=200)
    supervisor_id: UUID
    deadline_kind: DeadlineKind = DeadlineKind.DATED
    due_on: date | None = None
    period: Period | None = None
    report_after: int = Field(REPORT_AFTER, ge=0, le=60)
    starts_on: date | None = None
    ends_on: date | None = None
    field_code: Code | None = None
    priority: Priority = Priority.NORMAL


class IssuedTask(BaseModel):
    """The new task; `due_on` may be later than asked for, when that was a day off."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    code: str
    due_on: date | None


def issue_task(uow: UnitOfWork, cmd: IssueTask) -> IssuedTask:
    """Create the task and put it into the inbox of its lead unit.

    Whether the actor may issue it is for the caller to decide: it depends on the source.

    Raises:
        Invalid: a unit, person, directive or field is unknown or named twice; the date is past.
    """
    _check_parties(uow.session, cmd, office_day(uow.now))
    due_on = _due_date(uow.session, cmd, office_day(uow.now))
    task = Task(
        id=new_id(),
        number=next_task_number(uow.session),
        title=cmd.title,
        content=cmd.content,
        source_kind=cmd.source_kind,
        source_id=cmd.source_id,
        source_title=cmd.source_title,
        source_url=cmd.source_url,
        source_quote=cmd.source_quote,
        directive_id=cmd.directive_id,
        parent_id=cmd.parent_id,
        article_id=cmd.article_id,
        field_code=_field(uow, cmd),
        priority=cmd.priority,
        lead_unit_id=cmd.lead_unit_id,
        supervisor_id=cmd.supervisor_id,
        issued_by_id=actor_id(uow),
        issued_at=uow.now,
        deadline_kind=cmd.deadline_kind,
        due_on=due_on,
        original_due_on=due_on,
        period=cmd.period,
        report_after=cmd.report_after if cmd.period else None,
        ends_on=cmd.ends_on,
        units=_units(cmd),
    )
    task.folded = fold(" ".join((task_code(task.number), task.title, task.source_title)))
    uow.session.add(task)
    uow.session.flush()  # The history refers to the row.
    if task.period is not None:
        begin(uow, task, cmd.starts_on or office_day(uow.now))
        task.original_due_on = task.due_on
    note(uow, task, EntryKind.ISSUED, code=task.code, due_on=task.due_on)
    tell_parties(uow, task)
    return IssuedTask(id=task.id, code=task.code, due_on=task.due_on)


def _due_date(session: Session, cmd: IssueTask, today: date) -> date | None:
    check_period(cmd, today)
    if cmd.deadline_kind is not DeadlineKind.DATED:
        if cmd.due_on is not None:
            raise Invalid(f"task.{cmd.deadline_kind.value}_with_date", field="due_on")
        return None
    if cmd.due_on is None:
        return default_due_date(today, office_calendar(session, today))
    if cmd.due_on < today:
        raise Invalid("task.due_in_past", field="due_on")
    return on_working_day(cmd.due_on, office_calendar(session, today))


def check_period(cmd: IssueTask, today: date) -> None:
    """Refuse a period without a periodic task, the reverse, and days that cannot be."""
    if (cmd.deadline_kind is DeadlineKind.PERIODIC) is not (cmd.period is not None):
        raise Invalid("task.period_missing", field="period")
    if cmd.period is None:
        if cmd.starts_on or cmd.ends_on:
            raise Invalid("task.period_missing", field="period")
        return
    first = span_of(cmd.starts_on or today, cmd.period)
    if first.first < span_of(today, cmd.period).first - timedelta(days=366):
        raise Invalid("task.starts_too_early", field="starts_on")
    if cmd.ends_on is not None and cmd.ends_on < max(first.first, today):
        raise Invalid("task.ends_too_early", field="ends_on")


def _field(uow: UnitOfWork, cmd: IssueTask) -> str | None:
    """Return the field chosen; else that of the directive, retired or not."""
    if cmd.field_code:
        catalogue.chosen(uow, FIELDS_OF_WORK, cmd.field_code, office_day(uow.now), "field_code")
        return cmd.field_code
    directive = uow.session.get(Directive, cmd.directive_id) if cmd.directive_id else None
    return directive.field_code if directive else None


def _units(cmd: IssueTask) -> list[TaskUnit]:
    parts = [(unit_id, UnitPart.COORDINATE) for unit_id in cmd.coordinating_unit_ids]
    parts += [(unit_id, UnitPart.INFORM) for unit_id in cmd.informed_unit_ids]
    return [
        TaskUnit(unit_id=unit_id, part=part, position=position)
        for position, (unit_id, part) in enumerate(parts)
    ]


def _check_parties(session: Session, cmd: IssueTask, today: date) -> None:
    named = [cmd.lead_unit_id, *cmd.coordinating_unit_ids, *cmd.informed_unit_ids]
    if len(named) != len(set(named)):
        raise Invalid("task.unit_twice", field="coordinating_unit_ids")
    known = open_units(session, named, today, lock=True)
    if cmd.lead_unit_id not in known:
        raise Invalid("task.unit_unknown", field="lead_unit_id")
    if missing := [unit_id for unit_id in named if unit_id not in known]:
        informed = missing[0] in cmd.informed_unit_ids
        field = "informed_unit_ids" if informed else "coordinating_unit_ids"
        raise Invalid("task.unit_unknown", field=field)
    supervisor = session.get(Person, cmd.supervisor_id)
    if supervisor is None or not supervisor.active:
        raise Invalid("task.supervisor_unknown", field="supervisor_id")
    if cmd.directive_id is not None and session.get(Directive, cmd.directive_id) is None:
        raise Invalid("task.directive_unknown", field="directive_id")
