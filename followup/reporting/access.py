"""The only way from an id that somebody gave to a report or to what was frozen of it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound, refuse_stale
from ecabinet.core.permissions import allows, require
from ecabinet.core.unit_of_work import UnitOfWork
from followup.reporting.enums import RunState
from followup.reporting.models import TaskReport, TaskReportRun
from followup.reporting.policies import Body, ReportPermission

KIND = "task_report"


def report(
    session: Session, actor: Actor, report_id: UUID, permission: ReportPermission
) -> TaskReport:
    """Return the report. Raises NotFound, Denied."""
    return _checked(actor, session.get(TaskReport, report_id), permission)


def report_to_change(
    uow: UnitOfWork, report_id: UUID, permission: ReportPermission, revision: int | None = None
) -> TaskReport:
    """Return the report, locked until the end of the work. Raises NotFound, Denied, Stale."""
    locked = select(TaskReport).where(TaskReport.id == report_id).with_for_update()
    found = _checked(uow.actor, uow.session.scalar(locked), permission)
    refuse_stale(revision, found.revision)
    return found


def run(
    session: Session,
    actor: Actor,
    run_id: UUID,
    permission: ReportPermission,
    report_id: UUID | None = None,
) -> TaskReportRun:
    """Return what was frozen or is being made, of the report named. Raises NotFound, Denied."""
    found = session.get(TaskReportRun, run_id)
    if found is None or report_id not in (None, found.report_id):
        raise NotFound("not_found", kind=KIND)
    if found.state is RunState.DISCARDED:
        raise NotFound("not_found", kind=KIND)
    _checked(actor, found.report, permission)
    return found


def run_to_change(
    uow: UnitOfWork, run_id: UUID, permission: ReportPermission, report_id: UUID | None = None
) -> TaskReportRun:
    """Return the run, locked until the end of the work. Raises NotFound, Denied."""
    run(uow.session, uow.actor, run_id, permission, report_id)
    locked = select(TaskReportRun).where(TaskReportRun.id == run_id).with_for_update()
    uow.session.scalars(locked.execution_options(populate_existing=True)).one()
    return run(uow.session, uow.actor, run_id, permission, report_id)


def body(actor: Actor, unit_id: UUID) -> None:
    """Check that the actor lays down reports of the unit. Raises Denied."""
    if not allows(actor, ReportPermission.CREATE, Body(unit_id)):
        raise Denied("denied", kind=KIND)


def _checked(actor: Actor, found: TaskReport | None, permission: ReportPermission) -> TaskReport:
    body = Body(found.unit_id) if found else None
    require(actor, permission, ReportPermission.READ, body, KIND)
    assert found is not None
    return found
