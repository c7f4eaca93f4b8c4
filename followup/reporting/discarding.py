"""What was frozen is thrown away, as long as no official document was made of it."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, select

from documents.issuing.models import OfficialDocument
from documents.issuing.sources import OfficialKind
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from followup.reporting import access
from followup.reporting.enums import RunState
from followup.reporting.models import TaskReportPart
from followup.reporting.policies import ReportPermission


class DiscardRun(BaseModel):
    """A run, of the report named."""

    model_config = ConfigDict(frozen=True)
    run_id: UUID
    report_id: UUID | None = None


def discard_run(uow: UnitOfWork, cmd: DiscardRun) -> None:
    """Throw away what was frozen, or is being made.

    Its number is not given again, and its schedule does not make the period anew; by hand it can be
    frozen anew.

    Raises:
        NotFound, Denied; Conflict: there is an official document of it, be it a draft.
    """
    run = access.run_to_change(uow, cmd.run_id, ReportPermission.DISCARD, cmd.report_id)
    made = select(OfficialDocument.id).where(
        OfficialDocument.kind == OfficialKind.TASK_REPORT, OfficialDocument.subject_id == run.id
    )
    if uow.session.scalars(made).first() is not None:
        raise Conflict("task_report.has_document")
    digest, run.state = run.digest, RunState.DISCARDED
    run.data, run.remarks, run.total, run.overdue = None, "", 0, 0
    run.pdf_blob = run.list_blob = run.xlsx_blob = None
    uow.session.execute(delete(TaskReportPart).where(TaskReportPart.run_id == run.id))
    uow.audit("task_report.discarded", "task_report", run.report_id, number=run.number,
              sha256=digest)  # fmt: skip
