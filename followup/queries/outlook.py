"""What will be sent in the next days, and why: reckoned by the same ladder that the worker climbs.

A day's figure and its list come from the same table of rungs. It tells what follows from today's
rules, dates and states; a report or a new date changes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.errors import Invalid
from followup.ladder import Rung
from followup.models import ReminderKind, Task
from followup.policies import visible_to
from followup.queries.due_rungs import (
    CHASED,
    Ladders,
    Place,
    ladders,
    on_rung,
    rung_table,
    untold,
)
from followup.queries.names import people_named
from followup.queries.rows import TaskRow, as_rows, row_query

DAYS = 14
PAGE_SIZE = 30


@dataclass(frozen=True)
class PlannedDay:
    """A day of the window: how many tasks people are reminded of, how many leaders hear of.

    `quiet`: no rule sends anything on it.
    """

    on: date
    quiet: bool
    remind: int
    escalate: int

    def count(self, kind: ReminderKind) -> int:
        """Return the figure of a kind."""
        return self.escalate if kind is ReminderKind.ESCALATE else self.remind


@dataclass(frozen=True)
class Planned:
    """One task with the rung it will stand on, to whom it goes, and by which rule.

    `moved_from`: the day it would be, were that no day off. `rule` is empty for the built-in one.
    """

    task: TaskRow
    kind: ReminderKind
    rung: int
    moved_from: date | None
    rule: str
    supervisor: str


@dataclass(frozen=True)
class Outlook:
    """The window, and the list of one day and kind in it."""

    days: tuple[PlannedDay, ...]
    day: date
    kind: ReminderKind
    rows: tuple[Planned, ...]
    total: int
    next_after: str | None


@dataclass(frozen=True)
class _Plan:
    """What is new on a day, by kind; `unsure`: what may have been told already."""

    rungs: Mapping[ReminderKind, Mapping[Place, Rung]]
    unsure: frozenset[Place]
    quiet: bool


def outlook(
    session: Session,
    actor: Actor,
    now: datetime,
    day: date | None = None,
    kind: ReminderKind = ReminderKind.REMIND,
    after: str | None = None,
    limit: int = PAGE_SIZE,
) -> Outlook:
    """Return the next fourteen days of the tasks that `actor` may read; a constant number of
    queries.

    Without `day` the list is of the first day on which something is sent.

    Raises:
        Invalid: `day` is not among the fourteen, or `after` is no key of the list.
    """
    today = office_day(now)
    found = ladders(session, today, DAYS, visible_to(actor))
    plans = _plans(found, today, office_time(now).hour)
    days = tuple(_day(session, actor, found, on, plan) for on, plan in plans.items())
    chosen = day or next((d.on for d in days if d.count(kind)), today)
    if chosen not in plans:
        raise Invalid("outlook.day_outside", field="day")
    total = next(d.count(kind) for d in days if d.on == chosen)
    rows = _rows(session, actor, found, plans[chosen], kind, today, after, limit) if total else []
    more, rows = len(rows) > limit, rows[:limit]
    key = f"{rows[-1].task.due_on}.{rows[-1].task.number}" if more else None
    return Outlook(days, chosen, kind, tuple(rows), total, key)


def _plans(found: Ladders, today: date, hour: int) -> dict[date, _Plan]:
    """Return what each day brings. What is reached and untold goes out on a rule's first day."""
    last: dict[tuple[ReminderKind, Place], int] = {}
    begun: set[int] = set()
    plans: dict[date, _Plan] = {}
    for ahead in range(DAYS):
        on = today + timedelta(days=ahead)
        awake = found.awake(on)
        if not ahead:
            awake = [at for at in awake if hour < found.rules[at].rule.to_hour]
        rungs = {kind: found.climbed(kind, on, awake) for kind in ReminderKind}
        new = {
            kind: {key: r for key, r in of.items() if last.get((kind, key)) != r.days}
            for kind, of in rungs.items()
        }
        last |= {(kind, key): r.days for kind, of in rungs.items() for key, r in of.items()}
        first = frozenset(key for of in new.values() for key in of if key[0] not in begun)
        begun |= set(awake)
        plans[on] = _Plan(new, first, not awake)
    return plans


def _day(session: Session, actor: Actor, found: Ladders, on: date, plan: _Plan) -> PlannedDay:
    counts = {
        kind: _looked_up(session, actor, found, plan, kind)
        + sum(found.counts[key] for key in plan.rungs[kind] if key not in plan.unsure)
        for kind in ReminderKind
    }
    return PlannedDay(on, plan.quiet, counts[ReminderKind.REMIND], counts[ReminderKind.ESCALATE])


def _looked_up(
    session: Session, actor: Actor, found: Ladders, plan: _Plan, kind: ReminderKind
) -> int:
    """Count what must be looked up: on the first days of the rules only."""
    rungs = {key: r for key, r in plan.rungs[kind].items() if key in plan.unsure}
    if not rungs:
        return 0
    table = rung_table(rungs)
    count = select(func.count()).select_from(Task).join(table, on_rung(table, found.rules))
    return session.scalar(count.where(*_scope(actor, kind, table))) or 0


def _scope(actor: Actor, kind: ReminderKind, table: CTE) -> list[ColumnElement[bool]]:
    return [Task.state.in_(CHASED), visible_to(actor), untold(kind, table)]


def _rows(
    session: Session, actor: Actor, found: Ladders, plan: _Plan, kind: ReminderKind,
    today: date, after: str | None, limit: int,
) -> list[Planned]:  # fmt: skip
    table = rung_table(plan.rungs[kind], plan.unsure)
    order = tuple_(Task.due_on, Task.number)
    query: Select[Task, str, str, int] = (
        row_query()
        .add_columns(table.c.place)
        .join(table, on_rung(table, found.rules))
        .where(*_scope(actor, kind, table))
        .order_by(Task.due_on, Task.number)
        .limit(limit + 1)
    )
    if after:
        query = query.where(order > _key(after))
    lines = session.execute(query).all()
    rows = as_rows(session, lines, today)
    leaders = people_named(session, [line[0].supervisor_id for line in lines], today)
    return [
        _planned(row, kind, found, plan.rungs[kind], line[3], leaders[line[0].supervisor_id].name,
                 actor.language)
        for row, line in zip(rows, lines, strict=True)
    ]  # fmt: skip


def _planned(
    row: TaskRow, kind: ReminderKind, found: Ladders, rungs: Mapping[Place, Rung], place: int,
    supervisor: str, language: str,
) -> Planned:  # fmt: skip
    assert row.due_on is not None  # Only what has a date stands on a ladder.
    rung = rungs[place, row.due_on]
    moved = rung.plain_on if rung.plain_on != rung.on else None
    return Planned(row, kind, rung.days, moved, found.rules[place].shown(language), supervisor)


def _key(text: str) -> tuple[date, int]:
    try:
        day, _, number = text.partition(".")
        return date.fromisoformat(day), int(number)
    except ValueError:
        raise Invalid("page.key_wrong", field="after") from None


def when_next(session: Session, actor: Actor, task_id: UUID, now: datetime) -> date | None:
    """Return the day of the next reminder of one task within the window; None: there is none."""
    today = office_day(now)
    found = ladders(session, today, DAYS, Task.id == task_id)
    for on, plan in _plans(found, today, office_time(now).hour).items():
        if _day(session, actor, found, on, plan).remind:
            return on
    return None
