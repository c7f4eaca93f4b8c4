"""Evidence: the papers of a progress report. Whoever may read the task may read them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.containers import Container, Place
from ecabinet.core.actors import Actor
from ecabinet.core.rules import Having, Looking, all_of, any_of
from followup.models import ProgressReport, Task, task_code
from followup.paths import task_path
from followup.policies import TaskPermission, visible_to

CONTAINER = "progress_report"


@dataclass(frozen=True)
class Evidence:
    """A report with its task, as the rules look at them."""

    report: ProgressReport
    task: Task


def load(session: Session, _actor: Actor, report_id: UUID) -> Evidence | None:
    """Return the report as a container of papers."""
    row = session.execute(
        select(ProgressReport, Task)
        .join(Task, Task.id == ProgressReport.task_id)
        .where(ProgressReport.id == report_id)
    ).one_or_none()
    return Evidence(row[0], row[1]) if row else None


def is_author(actor: Actor, evidence: Evidence) -> bool:
    """Filed the report."""
    return evidence.report.author_id == actor.person_id


def is_undecided(_actor: Actor, evidence: Evidence) -> bool:
    """Nobody has decided on the report yet."""
    return evidence.report.decision is None


def _task_of(evidence: Evidence) -> Task:
    return evidence.task


def nobody(_actor: Actor, _evidence: Evidence) -> bool:
    return False


def _visible_ids(actor: Actor) -> Select[UUID]:
    return (
        select(ProgressReport.id)
        .join(Task, Task.id == ProgressReport.task_id)
        .where(visible_to(actor))
    )


def _describe(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    rows = session.execute(
        select(ProgressReport.id, ProgressReport.at, Task.id, Task.number, Task.title)
        .join(Task, Task.id == ProgressReport.task_id)
        .where(ProgressReport.id.in_(ids))
    )
    return {
        report_id: Place(f"{task_code(number)} · {title}", task_path(task_id), at)
        for report_id, at, task_id, number, title in rows
    }


reports = any_of(Having(TaskPermission.REPORT), Having(TaskPermission.REPORT_PART))

EVIDENCE = Container(
    load=load,
    may_read=Looking(Having(TaskPermission.READ), _task_of),
    may_annotate=nobody,
    may_upload=all_of(is_author, is_undecided, Looking(reports, _task_of)),
    visible_ids=_visible_ids,
    describe=_describe,
    stream=lambda _evidence: None,
    any_file=True,
)
