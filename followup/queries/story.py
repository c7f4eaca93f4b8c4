"""From the directive to the result, in the order of time."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.deputies import deputies
from followup import access
from followup.models import Directive, EntryKind, Task
from followup.policies import TaskPermission, visible_to
from followup.queries.pieces import below
from followup.queries.ranks import worst_first
from followup.queries.rows import TaskRow, as_rows, row_query
from followup.queries.story_entries import entries
from followup.queries.story_issue import directive_step, issues, line_above
from followup.queries.story_reports import reports
from followup.queries.story_shapes import EntryStep, Step, Story
from followup.sources import DIRECTIVE, StoryStep, steps_of
from followup.states import OPEN

MOST_TASKS = 100


def story(session: Session, actor: Actor, task_id: UUID, today: date) -> Story:
    """Return the story of a task, of what the actor may read of it. Raises NotFound.

    It begins where that of the task above begins, and tells of the pieces below. A constant number
    of queries, however many tasks, steps and levels there are.
    """
    task = access.task(session, actor, task_id, TaskPermission.READ)
    line = line_above(session, actor, task)
    sisters = {row.id: row for row in _sisters(session, actor, task, today)}
    pieces = below(session, actor, task.id, today)
    whole = {task.id} | {node.row.id for node in pieces if node.readable}
    above = [one.id for one, readable in line if readable]
    rows = {row.id: row for row in _rows(session, above, today)}
    rows |= sisters | {node.row.id: node.row for node in pieces if node.readable}
    by = deputies(session, rows)
    before = _before(session, actor, task, line)
    happened: list[Step] = list(before)
    # What was asked of a task above is told where it stands: here is only when it was given.
    done = {task_id: row for task_id, row in rows.items() if task_id not in above}
    lines = entries(session, actor, done, whole, pieces, by)
    happened += issues(session, rows, line, _split_off(lines), by)
    happened += lines
    happened += reports(session, actor, done, by)
    steps = sorted(happened, key=lambda step: step.at)
    waiting = [row for row in sisters.values() if row.state in OPEN]
    return Story(
        task=rows[task.id],
        quote=task.source_quote,
        source=next((s.title for s in before if s.kind == DIRECTIVE), _source(task, line)),
        steps=tuple(steps),
        tasks=tuple(sisters.values()),
        pieces=pieces,
        waiting=tuple(waiting),
        next_due=min((r.due_on for r in waiting if r.due_on and r.due_on >= today), default=None),
        days=(today - office_day(steps[0].at)).days,
    )


def _before(
    session: Session, actor: Actor, task: Task, line: Sequence[tuple[Task, bool]]
) -> list[StoryStep]:
    """Return what led to the topmost task; nothing when the actor may not read the whole line."""
    known = [task, *(one for one, readable in line if readable)]
    steps: list[StoryStep] = []
    if len(known) > len(line):
        top = known[-1]
        steps = steps_of(session, actor, top.source_kind, top.source_id)
    directive = _directive(session, known)
    return [*steps, directive_step(session, actor, directive, steps)] if directive else steps


def _directive(session: Session, tasks: Iterable[Task]) -> Directive | None:
    """Return the directive of the nearest of these tasks that has one."""
    for task in tasks:
        directive_id = task.directive_id
        if directive_id is None and task.source_kind == DIRECTIVE:
            directive_id = task.source_id
        if directive_id is not None:
            return session.get(Directive, directive_id)
    return None


def _source(task: Task, line: Sequence[tuple[Task, bool]]) -> str:
    """Return from what the topmost task that may be read came."""
    known = [task, *(one for one, readable in line if readable)]
    return known[-1].source_title


def _split_off(lines: Iterable[EntryStep]) -> set[UUID]:
    return {UUID(line.detail["child_id"]) for line in lines if line.entry is EntryKind.SPLIT}


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


def _rows(session: Session, ids: Sequence[UUID], today: date) -> list[TaskRow]:
    if not ids:
        return []
    query = row_query().where(Task.id.in_(ids))
    return as_rows(session, session.execute(query).all(), today)
