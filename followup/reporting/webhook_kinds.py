"""What other systems are told of reports on tasks: of which period, how many. Never words."""

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from ecabinet.core.events import Event
from ecabinet.webhooks.kinds import Kind, Told, register
from followup.paths import report_run_link
from followup.reporting.events import ReportFrozen
from followup.reporting.models import TaskReportRun

FROZEN = Kind("task_report.frozen", _l("Báo cáo, kế hoạch"), _l("Báo cáo kỳ đã chốt số liệu"))


def tell_report(session: Session, event: Event) -> Told:
    """Tell of which period a report was frozen, and its figures."""
    assert isinstance(event, ReportFrozen)
    run = session.get_one(TaskReportRun, event.run_id)
    return Told(
        kind=FROZEN.name,
        subject_kind="task_report",
        subject_id=run.report_id,
        path=report_run_link(run.id),
        data={
            "unit": session.get_one(Unit, run.report.unit_id).code,
            "number": run.number,
            "first_on": run.first_on,
            "last_on": run.last_on,
            "as_of": run.as_of,
            "frozen_at": run.frozen_at,
            "scheduled": run.scheduled,
            "total": run.total,
            "overdue": run.overdue,
            "sha256": run.digest,
        },
    )


def register_report_kinds() -> None:
    """Register the kind; twice is the same as once."""
    register([FROZEN], {ReportFrozen: tell_report})
