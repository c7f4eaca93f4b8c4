"""A report on a period is asked for, by hand or by schedule; the worker freezes it."""

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import actor_id
from followup.paths import report_run_path
from followup.periods import Span
from followup.queries.filters import Day
from followup.reporting import access
from followup.reporting.commands import refuse_retired
from followup.reporting.counting import Window, figures, window
from followup.reporting.drawing import Drawn
from followup.reporting.enums import ReportPeriod, RunState
from followup.reporting.events import ReportFrozen, report_stream
from followup.reporting.models import TaskReport, TaskReportRun
from followup.reporting.policies import ReportPermission
from followup.reporting.shapes import ReportData, ReportSpec, kept
from followup.reporting.spans import last_finished, period_of
from followup.words import Words

MAKE = "followup.make_report"
MOST_ROWS = 50_000
"""Tasks of one report: more than an office gives in a year. Figures are counted for any number."""
RUN = "task_report_run"
HELD = timedelta(minutes=30)
"""How long a worker has for one run."""


class FreezeReport(BaseModel):
    """The period that `on` lies in, or from `first` to `last`; today's without any of them.

    `remarks` are the officer's own words on it, a paragraph a line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    report_id: UUID
    on: Day | None = None
    first: Day | None = None
    last: Day | None = None
    remarks: Annotated[Words, Field(max_length=5_000)] = ""


class ReportRunRef(BaseModel):
    """A report on a period."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    state: RunState


def freeze_report(uow: UnitOfWork, cmd: FreezeReport) -> ReportRunRef:
    """Ask for a report on a period, as tasks stand on its last day, or today while it runs.

    Raises:
        NotFound, Denied; Conflict: it is retired.
        Invalid: the period has not begun or is none, or has more tasks than a report holds.
    """
    report = access.report_to_change(uow, cmd.report_id, ReportPermission.FREEZE)
    refuse_retired(report)
    spec = ReportSpec.model_validate(report.spec)
    over = window_of(spec, office_day(uow.now), cmd.on, cmd.first, cmd.last)
    if figures(uow.session, uow.actor, spec, over).total > MOST_ROWS:
        raise Invalid("task_report.too_long", field="on", most=MOST_ROWS)
    run = _ask(uow, report, over, actor_id(uow), cmd.remarks, scheduled=False)
    uow.audit("task_report.asked", "task_report", report.id, name=report.name, number=run.number)
    return ReportRunRef(id=run.id, state=run.state)


def window_of(
    spec: ReportSpec, today: date, on: date | None, first: date | None, last: date | None
) -> Window:
    """Return the period meant. Raises Invalid: it has not begun, or ends before it begins."""
    span = period_of(on or today, spec.period)
    if spec.period is ReportPeriod.SPAN and (first or last):
        span = Span(first or span.first, last or today)
    if span.first > today:
        raise Invalid("task_report.not_begun", field="on")
    if span.last < span.first:
        raise Invalid("task_report.no_span", field="last")
    return window(span, today)


def _ask(
    uow: UnitOfWork, report: TaskReport, over: Window, person: UUID, remarks: str, *,
    scheduled: bool,
) -> TaskReportRun:  # fmt: skip
    """Add the row, of which the worker is told. The report is locked: its numbers have no gaps."""
    last = select(func.max(TaskReportRun.number)).where(TaskReportRun.report_id == report.id)
    run = TaskReportRun(
        id=new_id(), report_id=report.id, number=(uow.session.scalar(last) or 0) + 1,
        first_on=over.span.first, last_on=over.span.last, as_of=over.as_of, scheduled=scheduled,
        remarks=remarks, made_by_id=person, asked_at=uow.now, state=RunState.MAKING,
        frozen_at=None, total=0, overdue=0, data=None, digest="", pdf_blob=None, list_blob=None,
        xlsx_blob=None, held_until=None,
    )  # fmt: skip
    uow.session.add(run)
    uow.enqueue(MAKE, run_id=str(run.id))
    return run


class Due(BaseModel):
    """A period is over, and the report on it has not made itself yet."""

    model_config = ConfigDict(frozen=True)
    report_id: UUID


def find_due(session: Session, now: datetime) -> list[Due]:
    """Return the reports that are to make themselves now; two queries."""
    today = office_day(now)
    reports = session.scalars(select(TaskReport).where(TaskReport.scheduled_from <= today)).all()
    made = session.execute(
        select(TaskReportRun.report_id, func.max(TaskReportRun.first_on))
        .where(TaskReportRun.scheduled, TaskReportRun.report_id.in_([row.id for row in reports]))
        .group_by(TaskReportRun.report_id)
    )
    latest = dict(made.all())
    return [
        Due(report_id=row.id)
        for row in reports
        if _due_span(row, latest.get(row.id), today) is not None
    ]


def _due_span(report: TaskReport, made: date | None, today: date) -> Span | None:
    """Return the period to report on: the latest that is over, if its report is not there."""
    if report.scheduled_from is None:
        return None
    span = last_finished(today, ReportSpec.model_validate(report.spec).period)
    old = made is not None and span.first <= made
    return None if old or span.last < report.scheduled_from else span


def ask_by_schedule(uow: UnitOfWork, cmd: Due) -> None:
    """Ask for the report on the period that is over, once however many workers look."""
    locked = select(TaskReport).where(TaskReport.id == cmd.report_id).with_for_update()
    report = uow.session.scalar(locked.execution_options(populate_existing=True))
    if report is None:
        return
    made = uow.session.scalar(
        select(func.max(TaskReportRun.first_on)).where(
            TaskReportRun.report_id == report.id, TaskReportRun.scheduled
        )
    )
    today = office_day(uow.now)
    span, person = _due_span(report, made, today), _keeper(uow.session, report, today)
    if span is not None and person is not None:
        _ask(uow, report, window(span, today), person, "", scheduled=True)
        uow.audit("task_report.scheduled", "task_report", report.id, name=report.name)


def _keeper(session: Session, report: TaskReport, today: date) -> UUID | None:
    """Return who keeps the report; when they track no more for the body, somebody who does."""
    desk = at_desks(session, [report.unit_id], (Role.TRACKER,), today)
    people = [person for _unit, person in desk]
    return report.keeper_id if report.keeper_id in people else next(iter(people), None)


class ToMake(BaseModel):
    """A run that was asked for."""

    model_config = ConfigDict(frozen=True)
    run_id: UUID


def hold_run(uow: UnitOfWork, cmd: ToMake) -> ToMake | None:
    """Keep other workers from making the run meanwhile; None: it is not for this one to make."""
    run = uow.session.get(TaskReportRun, cmd.run_id, with_for_update=True)
    if run is None or run.state is not RunState.MAKING:
        return None
    if run.held_until is not None and run.held_until > uow.now:
        return None
    run.held_until = uow.now + HELD
    return cmd


def let_go(uow: UnitOfWork, cmd: ToMake) -> None:
    """Let the run be made by whoever tries next: this try has failed."""
    run = uow.session.get(TaskReportRun, cmd.run_id, with_for_update=True)
    if run is not None:
        run.held_until = None


class Made(BaseModel):
    """What the worker found, its digest, and the files it drew."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)
    run_id: UUID
    data: ReportData
    digest: str
    drawn: Drawn


def finish_run(uow: UnitOfWork, cmd: Made) -> None:
    """Freeze the run with its data. Doing it twice is harmless: the first stands."""
    run = uow.session.get(TaskReportRun, cmd.run_id, with_for_update=True)
    if run is None or run.state is not RunState.MAKING:
        return
    run.data, run.digest = kept(cmd.data), cmd.digest
    run.total, run.overdue = cmd.data.total.total, cmd.data.total.overdue
    run.pdf_blob, run.list_blob = cmd.drawn.pdf_blob, cmd.drawn.list_blob
    run.xlsx_blob = cmd.drawn.xlsx_blob
    run.state, run.frozen_at, run.held_until = RunState.FROZEN, uow.now, None
    uow.audit("task_report.frozen", "task_report", run.report_id, number=run.number,
              sha256=run.digest)  # fmt: skip
    uow.record(ReportFrozen(stream=report_stream(run.report_id), run_id=run.id))
    if run.scheduled:
        title = f"{cmd.data.name}, {cmd.data.period}"
        uow.notify(
            Notice(
                kind="task_report.made", to=[run.made_by_id],
                url=report_run_path(run.report_id, run.id),
                params={"title": title, "total": run.total, "overdue": run.overdue},
                subject=(RUN, run.id),
            )
        )  # fmt: skip
