"""From the directive to the result, in the order of time."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.queries.papers import papers_of
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import unit_names
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.deputies import Deputies, deputies
from followup import access
from followup.evidence import CONTAINER
from followup.models import (
    Decision,
    Directive,
    EntryKind,
    Evaluation,
    Period,
    ProgressReport,
    Task,
    TaskExtension,
)
from followup.policies import TaskPermission, visible_to
from followup.queries.names import Named
from followup.queries.ranks import worst_first
from followup.queries.rows import TaskRow, as_rows, row_query
from followup.queries.story_turns import TurnStep, turns
from followup.sources import DIRECTIVE, StoryStep, steps_of
from followup.states import OPEN

MOST_TASKS = 100


@dataclass(frozen=True)
class ReportStep:
    """A report, and what was decided on it; `unit` coordinates and reports on its own part."""

    at: datetime
    task: TaskRow
    author: Named
    percent: int
    text: str
    done: bool
    files: int
    unit: str | None = None
    period_on: date | None = None
    period: Period | None = None


@dataclass(frozen=True)
class DecisionStep:
    """A report of completion was accepted or returned."""

    at: datetime
    task: TaskRow
    decided_by: Named
    decision: Decision
    evaluation: Evaluation | None
    remark: str


@dataclass(frozen=True)
class DateStep:
    """A later date was granted."""

    at: datetime
    task: TaskRow
    decided_by: Named
    old_due_on: date
    due_on: date
    reason: str


Step = ReportStep | DecisionStep | DateStep | TurnStep


@dataclass(frozen=True)
class Story:
    """The whole story around a task: with its sisters from the same source."""

    task: TaskRow
    quote: str
    directive: Directive | None
    before: tuple[StoryStep, ...]
    issued_at: datetime
    tasks: tuple[TaskRow, ...]
    after: tuple[Step, ...]
    waiting: tuple[TaskRow, ...]
    next_due: date | None
    days: int


def story(session: Session, actor: Actor, task_id: UUID, today: date) -> Story:
    """Return the story of a task, of what the actor may read of it. Raises NotFound."""
    task = access.task(session, actor, task_id, TaskPermission.READ)
    rows = {row.id: row for row in _sisters(session, actor, task, today)}
    before = sorted(
        steps_of(session, actor, task.source_kind, task.source_id), key=lambda step: step.at
    )
    by = deputies(session, rows)
    after = sorted(
        [
            *_reports_and_decisions(session, actor, rows, by),
            *_dates(session, rows),
            *turns(session, rows, by),
        ],
        key=lambda step: step.at,
    )
    directive_id = task.directive_id or _directive_source(task)
    directive = session.get(Directive, directive_id) if directive_id else None
    waiting = [row for row in rows.values() if row.state in OPEN]
    begin = [office_day(step.at) for step in before] + [office_day(task.issued_at)]
    begin += [directive.issued_on] if directive else []
    return Story(
        task=rows[task.id],
        quote=task.source_quote,
        directive=directive,
        before=tuple(before),
        issued_at=task.issued_at,
        tasks=tuple(rows.values()),
        after=tuple(after),
        waiting=tuple(waiting),
        next_due=min((r.due_on for r in waiting if r.due_on and r.due_on >= today), default=None),
        days=(today - min(begin)).days,
    )


def _directive_source(task: Task) -> UUID | None:
    return task.source_id if task.source_kind == DIRECTIVE else None


def _sisters(session: Session, actor: Actor, task: Task, today: date) -> list[TaskRow]:
    same = (
        (Task.source_kind == task.source_kind) & (Task.source_id == task.source_id)
        if task.source_id
        else Task.id == task.id
    )
    query = row_query().where(visible_to(actor), same | (Task.id == task.id))
    found = session.execute(query.order_by(*worst_first()).limit(MOST_TASKS)).all()
    if all(line[0] != task.id for line in found):
        found = [*found, session.execute(row_query().where(Task.id == task.id)).one()]
    return as_rows(session, found, today)


def _reports_and_decisions(
    session: Session, actor: Actor, rows: dict[UUID, TaskRow], by: Deputies
) -> list[Step]:
    reports = list(
        session.scalars(select(ProgressReport).where(ProgressReport.task_id.in_(list(rows))))
    )
    names = _names(session, reports)
    units = unit_names(session, {r.unit_id for r in reports if r.unit_id})
    files = papers_of(session, actor, CONTAINER, [report.id for report in reports])
    evaluations = dict(
        session.execute(select(Task.id, Task.evaluation).where(Task.id.in_(list(rows)))).all()
    )
    steps: list[Step] = []
    for report in reports:
        row = rows[report.task_id]
        filed = _filed(report, row, names, by, len(files.get(report.id, ())))
        if report.unit_id:
            name = units.on(report.unit_id, office_day(report.at)).name
            filed = replace(filed, unit=name)
        steps.append(filed)
        if report.decided_by_id and report.decided_at and report.decision:
            done = f"task.{report.decision.value}"
            deputy = by.of(row.id, done, report.decided_at)
            decider = Named(report.decided_by_id, names[report.decided_by_id], deputy=deputy)
            evaluation = evaluations[row.id] if report.decision is Decision.ACCEPTED else None
            steps.append(
                DecisionStep(
                    at=report.decided_at,
                    task=row,
                    decided_by=decider,
                    decision=report.decision,
                    evaluation=evaluation,
                    remark=report.decision_note,
                )
            )
    return steps


def _dates(session: Session, rows: dict[UUID, TaskRow]) -> list[Step]:
    granted = session.execute(
        select(TaskExtension, Person.name)
        .join(Person, Person.id == TaskExtension.decided_by_id)
        .where(TaskExtension.task_id.in_(list(rows)), TaskExtension.due_on.is_not(None))
    )
    return [
        DateStep(
            at=row.decided_at,
            task=rows[row.task_id],
            decided_by=Named(row.decided_by_id, name),
            old_due_on=row.old_due_on,
            due_on=row.due_on,
            reason=row.reason,
        )
        for row, name in granted
        if row.decided_at and row.decided_by_id and row.due_on
    ]


def _filed(
    report: ProgressReport, row: TaskRow, names: dict[UUID, str], by: Deputies, files: int
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
        files=files,
        period_on=report.period_on,
        period=row.period if report.period_on else None,
    )


def _names(session: Session, reports: list[ProgressReport]) -> dict[UUID, str]:
    ids = {person for r in reports for person in (r.author_id, r.decided_by_id) if person}
    return dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))).all())
