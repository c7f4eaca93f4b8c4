"""Read models of reports: the shelf, one report seen live, one run as it was frozen."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from documents.issuing.models import OfficialDocument
from documents.issuing.policies import visible_to as documents_visible_to
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState
from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from followup.reporting import access
from followup.reporting.counting import Window, figures, grouped, names_of
from followup.reporting.enums import RunState
from followup.reporting.keeping import PART, Shown, part_shown
from followup.reporting.models import TaskReport, TaskReportRun
from followup.reporting.official import data_of
from followup.reporting.policies import Body, ReportPermission, readable
from followup.reporting.rows import rows_of
from followup.reporting.scope import scope_words
from followup.reporting.shapes import ReportSpec, digest_of, summed
from followup.reporting.views import FrozenRun, Live, ReportView, RunView

RunQuery = Select[TaskReportRun, str]
SHOWN_LIVE = 50
SHOWN_RUNS = 60


def list_reports(session: Session, actor: Actor) -> list[ReportView]:
    """Return the reports that the person may see, by body and name, retired ones last; four
    queries."""
    query = _reports().where(readable(actor))
    order = (TaskReport.retired_at.is_not(None), Unit.rank, Unit.name, TaskReport.name)
    found = session.execute(query.order_by(*order, TaskReport.id)).all()
    latest = _latest(session, actor, [row.id for row, *_ in found])
    return [_report(actor, row, unit, keeper, latest.get(row.id)) for row, unit, keeper in found]


def report_view(session: Session, actor: Actor, report_id: UUID) -> ReportView:
    """Return one report. Raises NotFound."""
    access.report(session, actor, report_id, ReportPermission.READ)
    return _report(actor, *session.execute(_reports().where(TaskReport.id == report_id)).one())


def runs_of(session: Session, actor: Actor, report_id: UUID) -> list[RunView]:
    """Return what was made of a report, the newest first; two queries. The report was checked."""
    query = _runs().where(TaskReportRun.report_id == report_id)
    return _as_runs(session, actor, query.order_by(TaskReportRun.number.desc()).limit(SHOWN_RUNS))


def live(session: Session, actor: Actor, spec: ReportSpec, over: Window) -> Live:
    """Return the report as it would be now, of what `actor` may read; a constant number of
    queries."""
    groups = grouped(session, actor, spec, over, names_of(session, spec.by, over))
    return Live(
        over=over,
        total=summed(groups) if groups else figures(session, actor, spec, over),
        groups=groups,
        rows=tuple(rows_of(session, actor, spec, over, SHOWN_LIVE)) if spec.detailed else (),
        scope=scope_words(session, spec.wanted),
    )


def frozen_run(
    session: Session, actor: Actor, run_id: UUID, report_id: UUID | None = None, part: int = 0
) -> FrozenRun:
    """Return a run, of the report named, with all that it says and one part of its rows; the number
    of queries is the same for any length. Raises NotFound."""
    row = access.run(session, actor, run_id, ReportPermission.READ, report_id)
    data = data_of(row) if row.state is RunState.FROZEN else None
    shown = part_shown(session, row.id, data, part) if data else Shown((), 0, True)
    total = data.total.total if data else 0
    return FrozenRun(
        run=_as_runs(session, actor, _runs().where(TaskReportRun.id == run_id))[0],
        report=report_view(session, actor, row.report_id),
        remarks=row.remarks,
        data=data,
        shown=shown,
        part=shown.before // PART,
        parts=max(1, -(-total // PART)),
        intact=row.data is not None and digest_of(row.data) == row.digest and shown.intact,
        listed=row.list_blob is not None,
    )


def _reports() -> Select[TaskReport, str, str]:
    return (
        select(TaskReport, Unit.name, Person.name)
        .join(Unit, Unit.id == TaskReport.unit_id)
        .join(Person, Person.id == TaskReport.keeper_id)
    )


def _report(
    actor: Actor, row: TaskReport, unit: str, keeper: str, latest: RunView | None = None
) -> ReportView:
    body, standing = Body(row.unit_id), row.retired_at is None
    return ReportView(
        id=row.id, name=row.name, unit_id=row.unit_id, unit=unit,
        spec=ReportSpec.model_validate(row.spec), signer_id=row.signer_id,
        scheduled_from=row.scheduled_from, keeper=keeper, changed_at=row.changed_at,
        retired_at=row.retired_at, revision=row.revision,
        may_change=standing and allows(actor, ReportPermission.CHANGE, body),
        may_freeze=allows(actor, ReportPermission.FREEZE, body),
        may_discard=allows(actor, ReportPermission.DISCARD, body),
        latest=latest,
    )  # fmt: skip


def _runs() -> RunQuery:
    """What was made and is not thrown away."""
    runs = select(TaskReportRun, Person.name).where(TaskReportRun.state != RunState.DISCARDED)
    return runs.join(Person, Person.id == TaskReportRun.made_by_id)


def _latest(session: Session, actor: Actor, ids: Iterable[UUID]) -> dict[UUID, RunView]:
    newest = (
        select(TaskReportRun.report_id, func.max(TaskReportRun.number).label("number"))
        .where(TaskReportRun.report_id.in_(list(ids)), TaskReportRun.state != RunState.DISCARDED)
        .group_by(TaskReportRun.report_id)
        .subquery()
    )
    query = _runs().join(
        newest,
        (newest.c.report_id == TaskReportRun.report_id) & (newest.c.number == TaskReportRun.number),
    )
    return {run.report_id: run for run in _as_runs(session, actor, query)}


def _as_runs(session: Session, actor: Actor, query: RunQuery) -> list[RunView]:
    lines = session.execute(query).all()
    papers = _documents(session, actor, [row.id for row, _name in lines])
    return [_run(row, name, papers.get(row.id)) for row, name in lines]


def _documents(session: Session, actor: Actor, ids: list[UUID]) -> dict[UUID, OfficialDocument]:
    """Return the official document that stands for each run, of those the person may read."""
    if not ids:
        return {}
    rows = session.scalars(
        select(OfficialDocument)
        .where(
            OfficialDocument.kind == OfficialKind.TASK_REPORT,
            OfficialDocument.subject_id.in_(ids),
            documents_visible_to(actor),
        )
        .order_by(OfficialDocument.drafted_at)
    )
    return {row.subject_id: row for row in rows}


def _run(row: TaskReportRun, made_by: str, paper: OfficialDocument | None) -> RunView:
    return RunView(
        id=row.id, report_id=row.report_id, number=row.number, first=row.first_on,
        last=row.last_on, as_of=row.as_of, scheduled=row.scheduled, state=row.state,
        made_by=made_by, asked_at=row.asked_at, frozen_at=row.frozen_at, total=row.total,
        overdue=row.overdue, digest=row.digest,
        document_id=paper.id if paper else None, symbol=paper.symbol if paper else "",
        document_state=OfficialState(paper.state) if paper else None,
    )  # fmt: skip
