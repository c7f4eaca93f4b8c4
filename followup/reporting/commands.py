"""A tracking officer lays down a report of the own body, changes it, retires it."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import actor_id
from followup.queries.chases import signers_of
from followup.reporting import access
from followup.reporting.enums import MOST_UPRIGHT, SCHEDULED
from followup.reporting.models import TaskReport
from followup.reporting.policies import ReportPermission
from followup.reporting.scope import scope_words
from followup.reporting.shapes import ReportSpec
from followup.words import Words

MOST = 200
"""Definitions of one body that are not retired."""


class ReportFields(BaseModel):
    """What is laid down. `signer_id`: a leader of the body, None: the first; `scheduled`: it makes
    itself when a period is over."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Annotated[Words, Field(min_length=1, max_length=150)]
    spec: ReportSpec = ReportSpec()
    signer_id: UUID | None = None
    scheduled: bool = False


class CreateReport(ReportFields):
    """A new report of the body `unit_id`."""

    unit_id: UUID


class ChangeReport(ReportFields):
    """All of a report, as it shall be from now on; `revision` is that of what the person saw."""

    report_id: UUID
    revision: int | None = None


class OnReport(BaseModel):
    """A report; `revision` is that of what the person saw."""

    model_config = ConfigDict(frozen=True)
    report_id: UUID
    revision: int | None = None


class TaskReportRef(BaseModel):
    """The report as it is now."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    revision: int


def create_report(uow: UnitOfWork, cmd: CreateReport) -> TaskReportRef:
    """Lay down a report.

    Raises:
        Denied: the person is not tracking officer of the body.
        Invalid: see `_lay_down`. Conflict: the body has too many.
    """
    access.body(uow.actor, cmd.unit_id)
    held = select(func.count()).select_from(TaskReport).where(TaskReport.unit_id == cmd.unit_id)
    if (uow.session.scalar(held.where(TaskReport.retired_at.is_(None))) or 0) >= MOST:
        raise Conflict("task_report.too_many", most=MOST)
    row = TaskReport(id=new_id(), unit_id=cmd.unit_id, scheduled_from=None, retired_at=None)
    _lay_down(uow, row, cmd)
    uow.session.add(row)
    return _done(uow, row, "created")


def change_report(uow: UnitOfWork, cmd: ChangeReport) -> TaskReportRef:
    """Change a report; what was frozen stays as it was.

    Raises:
        NotFound, Denied, Stale; Invalid: see `_lay_down`. Conflict: it is retired.
    """
    row = access.report_to_change(uow, cmd.report_id, ReportPermission.CHANGE, cmd.revision)
    refuse_retired(row)
    _lay_down(uow, row, cmd)
    return _done(uow, row, "changed")


def retire_report(uow: UnitOfWork, cmd: OnReport) -> TaskReportRef:
    """Retire a report: it makes nothing any more. Raises NotFound, Denied, Stale, Conflict."""
    row = access.report_to_change(uow, cmd.report_id, ReportPermission.CHANGE, cmd.revision)
    refuse_retired(row)
    row.retired_at, row.scheduled_from = uow.now, None
    return _done(uow, row, "retired")


def refuse_retired(row: TaskReport) -> None:
    """Check that the report is not retired. Raises Conflict."""
    if row.retired_at is not None:
        raise Conflict("task_report.retired")


def _lay_down(uow: UnitOfWork, row: TaskReport, cmd: ReportFields) -> None:
    """Write the fields.

    Raises:
        Invalid: no columns for a list, or too many; the scope is unknown; the signer does not lead
            the body; a span does not come again.
    """
    spec = cmd.spec.model_copy(update={"columns": tuple(dict.fromkeys(cmd.spec.columns))})
    _check_columns(spec)
    scope_words(uow.session, spec.wanted)
    today = office_day(uow.now)
    if cmd.signer_id is not None:
        offered = {person.id for person in signers_of(uow.session, row.unit_id, today)}
        if cmd.signer_id not in offered:
            raise Invalid("task_report.no_signer", field="signer_id")
    if cmd.scheduled and spec.period not in SCHEDULED:
        raise Invalid("task_report.not_scheduled", field="scheduled")
    row.name, row.spec, row.signer_id = cmd.name, spec.model_dump(mode="json"), cmd.signer_id
    row.scheduled_from = (row.scheduled_from or today) if cmd.scheduled else None
    row.keeper_id, row.changed_at = actor_id(uow), uow.now


def _check_columns(spec: ReportSpec) -> None:
    if spec.detailed and not spec.columns:
        raise Invalid("task_report.no_columns", field="columns")
    if not spec.across and len(spec.columns) > MOST_UPRIGHT:
        raise Invalid("task_report.too_wide", field="columns", most=MOST_UPRIGHT)


def _done(uow: UnitOfWork, row: TaskReport, deed: str) -> TaskReportRef:
    uow.session.flush()  # Its revision is part of the answer.
    uow.audit(f"task_report.{deed}", "task_report", row.id, name=row.name)
    return TaskReportRef(id=row.id, revision=row.revision)
