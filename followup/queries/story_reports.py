"""Reports with their evidence, and what was decided on them, in the story of a task."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.queries.papers import PaperView, papers_of
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import UnitNames, unit_names
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.deputies import Deputies
from followup.evidence import CONTAINER
from followup.models import Decision, EntryKind, Evaluation, ProgressReport, Task
from followup.queries.names import Named
from followup.queries.rows import TaskRow
from followup.queries.story_shapes import DecisionStep, ReportStep, Rows
from followup.sources import Link


def links(papers: Sequence[PaperView]) -> tuple[Link, ...]:
    """Return papers as links: to the reader for PDF, else to the file; none while not ready."""
    return tuple(Link(paper.version.filename, _address(paper)) for paper in papers)


def _address(paper: PaperView) -> str:
    if not paper.version.is_ready:
        return ""
    page = f"/papers/{paper.version.id}"
    return page if paper.version.is_pdf else f"/api/v1{page}/file"


def reports(
    session: Session, actor: Actor, rows: Rows, by: Deputies
) -> list[ReportStep | DecisionStep]:
    """Return the reports on these tasks, and the decisions; a constant number of queries."""
    found = session.scalars(
        select(ProgressReport).where(ProgressReport.task_id.in_(list(rows)))
    ).all()
    names = _names(session, found)
    units = unit_names(session, {report.unit_id for report in found if report.unit_id})
    files = papers_of(session, actor, CONTAINER, [report.id for report in found])
    judged = select(Task.id, Task.evaluation).where(Task.id.in_(list(rows)))
    evaluations = dict(session.execute(judged).all())
    steps: list[ReportStep | DecisionStep] = []
    for report in found:
        row = rows[report.task_id]
        steps.append(_report(report, row, names, units, by, links(files.get(report.id, ()))))
        if report.decided_by_id and report.decided_at and report.decision:
            steps.append(_decision(report, row, names, evaluations, by))
    return steps


def _report(
    report: ProgressReport,
    row: TaskRow,
    names: Mapping[UUID, str],
    units: UnitNames,
    by: Deputies,
    documents: tuple[Link, ...],
) -> ReportStep:
    act = EntryKind.REPORTED_DONE if report.done else EntryKind.REPORTED
    deputy = by.of(row.id, f"task.{act}", report.at)
    return ReportStep(
        at=report.at,
        task=row,
        author=Named(report.author_id, names[report.author_id], deputy=deputy),
        percent=report.percent,
        text=report.text,
        done=report.done,
        documents=documents,
        unit=units.on(report.unit_id, office_day(report.at)).name if report.unit_id else None,
        period_on=report.period_on,
        period=row.period if report.period_on else None,
    )


def _decision(
    report: ProgressReport,
    row: TaskRow,
    names: Mapping[UUID, str],
    evaluations: Mapping[UUID, Evaluation | None],
    by: Deputies,
) -> DecisionStep:
    assert report.decision  # The caller has looked.
    assert report.decided_at
    assert report.decided_by_id
    deputy = by.of(row.id, f"task.{report.decision.value}", report.decided_at)
    return DecisionStep(
        at=report.decided_at,
        task=row,
        decided_by=Named(report.decided_by_id, names[report.decided_by_id], deputy=deputy),
        decision=report.decision,
        evaluation=evaluations[row.id] if report.decision is Decision.ACCEPTED else None,
        remark=report.decision_note,
    )


def _names(session: Session, found: Sequence[ProgressReport]) -> dict[UUID, str]:
    ids = {person for r in found for person in (r.author_id, r.decided_by_id) if person}
    return dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))).all())
