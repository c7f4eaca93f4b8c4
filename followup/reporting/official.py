"""A frozen report becomes an official document: numbered "…-BC/…", entered, signed."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.issuing.commands.drafts import DocumentRef, DraftDocument, add_draft, ref
from documents.issuing.models import OfficialDocument
from documents.issuing.sources import OfficialKind, SignerWanted, Source, Told, register_source
from documents.issuing.states import OfficialState
from documents.official.apart import set_apart
from documents.official.task_report import TaskReportPaper
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from followup.paths import report_run_link
from followup.reporting import access
from followup.reporting.enums import RunState
from followup.reporting.freezing import RUN
from followup.reporting.keeping import rows_kept
from followup.reporting.models import TaskReport, TaskReportRun
from followup.reporting.paper import TYPE_CODE, in_paper, paper_of
from followup.reporting.policies import ReportPermission, readable
from followup.reporting.shapes import ReportData, thawed


class DraftReport(BaseModel):
    """A frozen run, of the report named."""

    model_config = ConfigDict(frozen=True)
    run_id: UUID
    report_id: UUID | None = None


def draft_report(uow: UnitOfWork, cmd: DraftReport) -> DocumentRef:
    """Draft the official document; the clerk numbers it, the leader signs.

    Raises:
        NotFound, Denied; Conflict: it is not frozen yet, or there is such a document.
    """
    run = access.run_to_change(uow, cmd.run_id, ReportPermission.FREEZE, cmd.report_id)
    data_of(run)
    standing = select(OfficialDocument.state).where(
        OfficialDocument.kind == OfficialKind.TASK_REPORT,
        OfficialDocument.subject_id == run.id,
        OfficialDocument.state != OfficialState.SUPERSEDED,
    )
    state = uow.session.scalars(standing.with_for_update()).first()
    if state is not None:
        raise Conflict("official.drafted" if state == OfficialState.DRAFT else "official.issued")
    wish = DraftDocument(kind=OfficialKind.TASK_REPORT, subject_id=run.id)
    return ref(add_draft(uow, wish))


def data_of(run: TaskReportRun) -> ReportData:
    """Return what was frozen. Raises Conflict: the worker has not done so yet."""
    if run.state is not RunState.FROZEN or run.data is None:
        raise Conflict("task_report.making")
    return thawed(run.data)


def _tell(session: Session, actor: Actor, run_id: UUID, now: datetime) -> Told:
    """Return the paper of what was frozen: later changes of tasks do not reach it."""
    run = access.run(session, actor, run_id, ReportPermission.READ)
    data = data_of(run)
    signer = SignerWanted(data.signer_id, data.signer, data.position)
    rows = rows_kept(session, run.id, data) if in_paper(data) else ()
    return Told(
        facts=paper_of(data, rows, run.digest, office_day(now)),
        title=f"Báo cáo {data.name} {data.period}",
        unit_id=run.report.unit_id,
        rule_set=data.spec.rule_set,
        signers=(signer,),
        recipients="; ".join(data.spec.recipients),
    )


def _numbered(facts: TaskReportPaper, symbol: str, day: date) -> TaskReportPaper:
    return replace(facts, symbol=symbol, day=day)


def _draw(paper: TaskReportPaper) -> bytes:
    return set_apart(paper, "pdf")


def _readable(actor: Actor) -> Select[UUID]:
    return (
        select(TaskReportRun.id)
        .join(TaskReport, TaskReport.id == TaskReportRun.report_id)
        .where(readable(actor))
    )


def register_report_paper() -> None:
    """Register the kind; twice is the same as once."""
    register_source(
        Source(
            OfficialKind.TASK_REPORT, RUN, TYPE_CODE, TaskReportPaper, _tell, _numbered, _draw,
            _readable, report_run_link,
        )
    )  # fmt: skip
