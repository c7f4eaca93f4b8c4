"""What a task was broken into: parts of coordinating units, and the tree of tasks below it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.orm import Session, aliased

from ecabinet.core.actors import Actor
from followup.labels import TaskLabel, days_left, label
from followup.models import DeadlineKind, Task, TaskUnit, UnitPart, task_code
from followup.policies import visible_to
from followup.queries.actions import parts_to_assign, parts_to_report
from followup.queries.names import Named
from followup.queries.rows import TaskRow, as_rows, row_query
from followup.queries.task_shapes import OtherUnit
from followup.rollup import MOST_LEVELS
from followup.states import ENDED, TaskState

MOST_SHOWN = 300


@dataclass(frozen=True)
class Node:
    """A task below, `level` steps down (1: a child); `readable` when it may be opened."""

    row: TaskRow
    level: int
    readable: bool


@dataclass(frozen=True)
class Above:
    """The task of which this one is a part."""

    id: UUID
    code: str
    title: str
    readable: bool


@dataclass(frozen=True)
class PartDates:
    """A part as `label` looks at it: late or not, by its own date."""

    state: TaskState
    due_on: date | None
    done_on: date | None
    deadline_kind: DeadlineKind = DeadlineKind.DATED


def below(session: Session, actor: Actor, task_id: UUID, today: date) -> tuple[Node, ...]:
    """Return the tree below a task, each task followed by its own children; three queries.

    Titles and progress below are facts of the task, for all who read it; opening one needs the
    right to that one. Without children it is one query.
    """
    levels = _levels(session, task_id)
    if not levels:
        return ()
    query = row_query().add_columns(Task.parent_id).where(Task.id.in_(levels)).order_by(Task.number)
    found = session.execute(query).all()
    seen = set(session.scalars(select(Task.id).where(Task.id.in_(levels), visible_to(actor))))
    children: dict[UUID, list[Node]] = defaultdict(list)
    for line, row in zip(found, as_rows(session, found, today), strict=True):
        children[line[-1]].append(Node(row, levels[row.id], row.id in seen))
    return tuple(_in_order(children, task_id))


def _levels(session: Session, task_id: UUID) -> dict[UUID, int]:
    first = select(Task.id, literal(1).label("level")).where(Task.parent_id == task_id)
    tree = first.cte("below", recursive=True)
    child = aliased(Task)
    tree = tree.union_all(
        select(child.id, tree.c.level + 1).join(tree, child.parent_id == tree.c.id)
        .where(tree.c.level < MOST_LEVELS)
    )  # fmt: skip
    query = select(tree.c.id, tree.c.level).order_by(tree.c.level).limit(MOST_SHOWN)
    return {row[0]: row[1] for row in session.execute(query)}


def _in_order(children: dict[UUID, list[Node]], parent_id: UUID) -> list[Node]:
    return [
        each
        for node in children.get(parent_id, [])
        for each in (node, *_in_order(children, node.row.id))
    ]


def above(session: Session, actor: Actor, task: Task) -> Above | None:
    """Return the task above, if there is one; its title is known to who reads a part of it."""
    if task.parent_id is None:
        return None
    parent = session.execute(
        select(Task.number, Task.title, visible_to(actor)).where(Task.id == task.parent_id)
    ).one()
    return Above(task.parent_id, task_code(parent[0]), parent[1], bool(parent[2]))


def other_units(
    actor: Actor,
    task: Task,
    units: dict[UUID, Named],
    people: dict[UUID, Named],
    today: date,
) -> tuple[OtherUnit, ...]:
    """Return the other units, with their parts."""
    mine, to_assign = parts_to_report(actor, task), parts_to_assign(actor, task)
    return tuple(
        replace(
            _other(task, part, units, today),
            official=people[part.official_id] if part.official_id else None,
            to_report=part.unit_id in mine,
            to_assign=part.unit_id in to_assign,
        )
        for part in task.units
    )


def _other(task: Task, part: TaskUnit, units: dict[UUID, Named], today: date) -> OtherUnit:
    dates = PartDates(_state(task, part), part.due_on, part.done_on)
    own = part.part is UnitPart.COORDINATE and bool(part.content)
    return OtherUnit(
        unit=units[part.unit_id],
        part=part.part,
        received_at=part.received_at,
        content=part.content,
        due_on=part.due_on,
        percent=part.percent,
        done_on=part.done_on,
        label=_label(dates, today) if own else None,
        days_left=days_left(dates, today),
    )


def as_part(row: TaskRow, part: TaskUnit, today: date) -> TaskRow:
    """Return the row of a task that is worked on, as who does the part looks at it."""
    state = TaskState.IN_PROGRESS if part.percent else TaskState.RECEIVED
    dates = PartDates(state, part.due_on, None)
    return replace(
        row, due_on=part.due_on, percent=part.percent, label=_label(dates, today),
        days_left=days_left(dates, today), deadline_kind=DeadlineKind.DATED, period=None,
        own_part=True,
    )  # fmt: skip


def as_done_by(
    session: Session,
    rows: Sequence[TaskRow],
    today: date,
    *,
    person_id: UUID | None = None,
    unit_id: UUID | None = None,
) -> tuple[TaskRow, ...]:
    """Return the rows, those of which the person (or the unit) does only a part with its date.

    One query when there are such rows, else none.
    """
    theirs = [row.id for row in rows if not does_all(row, person_id, unit_id)]
    if not theirs:
        return tuple(rows)
    own = TaskUnit.official_id == person_id if person_id else TaskUnit.unit_id == unit_id
    found = select(TaskUnit).where(TaskUnit.task_id.in_(theirs), own, TaskUnit.done_on.is_(None))
    parts = {part.task_id: part for part in session.scalars(found.order_by(TaskUnit.due_on.desc()))}
    return tuple(as_part(row, parts[row.id], today) if row.id in parts else row for row in rows)


def does_all(task: Task | TaskRow, person_id: UUID | None, unit_id: UUID | None) -> bool:
    """Whether the person (or, of nobody named, the unit) answers for the whole of it."""
    return task.assignee_id == person_id if person_id else task.lead_unit_id == unit_id


def _state(task: Task, part: TaskUnit) -> TaskState:
    """A part done is judged by its day, whatever becomes of the whole; else it stands with it."""
    if part.done_on is not None:
        return TaskState.ACCEPTED
    if task.state in ENDED or task.state in (TaskState.REFUSED, TaskState.SUSPENDED):
        return TaskState.SUSPENDED
    return TaskState.IN_PROGRESS if part.percent else TaskState.RECEIVED


def _label(dates: PartDates, today: date) -> TaskLabel | None:
    return label(dates, today)
