"""The notice that a report has made itself, and who may still see it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, register_kinds
from ecabinet.notifications.states import Topic
from ecabinet.notifications.subjects import Sight, register_subject
from followup.reporting.freezing import RUN
from followup.reporting.models import TaskReport, TaskReportRun
from followup.reporting.policies import readable

KINDS = (
    Kind(
        "task_report.made", Topic.TASKS, _l("Báo cáo định kỳ"),
        _l("Đã chốt số liệu: %(total)s nhiệm vụ, %(overdue)s quá hạn. Mời xem và trình ký."),
        "chart",
    ),
)  # fmt: skip


def runs_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these runs, those that the actor may read."""
    rows = session.scalars(
        select(TaskReportRun.id)
        .join(TaskReport, TaskReport.id == TaskReportRun.report_id)
        .where(TaskReportRun.id.in_(ids), readable(actor))
    )
    return dict.fromkeys(rows, Sight.OPEN)


def register_report_notices() -> None:
    """Register kind and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(RUN, runs_seen)
