"""Which tasks stand on which rung, in SQL: as many queries for ten tasks as for 100,000.

Tasks share few due dates, so the ladder is reckoned for each date (and rule), not for each task;
the result is a small table that the tasks are joined with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from followup import states
from followup.days_off import office_calendar
from followup.deadlines import Calendar
from followup.ladder import HORIZON, Rung, is_quiet, reached
from followup.models import ExtensionState, ReminderKind, Task, TaskExtension, TaskReminder
from followup.queries.filters import start_of
from followup.queries.rows_given import table_of
from followup.reminder_rules import Applied, applied_rules
from followup.states import TaskAction, TaskState

CHASED = tuple(s for s in TaskState if states.can(s, TaskAction.CHASE))
"""States in which somebody is expected to work: others are neither reminded nor chased."""

Place = tuple[int, date]
"""A rule (by its place in `Ladders.rules`) and a due date."""


@dataclass(frozen=True)
class Ladders:
    """The rules of the office with its calendar, and how many tasks there are by rule and date."""

    rules: list[Applied]
    calendar: Calendar
    counts: Mapping[Place, int]

    def climbed(self, kind: ReminderKind, day: date, rules: Iterable[int]) -> dict[Place, Rung]:
        """Return the rung reached on `day` for each of the rules and dates that has one."""
        chosen = frozenset(rules)
        found = {
            (place, due_on): reached(self.rules[place].rule, kind, due_on, day, self.calendar)
            for place, due_on in self.counts
            if place in chosen
        }
        return {key: rung for key, rung in found.items() if rung is not None}

    def awake(self, day: date, hour: int | None = None) -> list[int]:
        """Return the places of the rules by which something may be sent on `day`, at `hour`."""
        return [
            place
            for place, applied in enumerate(self.rules)
            if not is_quiet(applied.rule, day, self.calendar)
            and (hour is None or applied.rule.from_hour <= hour < applied.rule.to_hour)
        ]


def ladders(
    session: Session, today: date, ahead: int = 0, scope: ColumnElement[bool] | None = None
) -> Ladders:
    """Read rules, calendar and dates, for what is sent until `ahead` days from today.

    `scope` narrows the tasks that are counted; without it those of the whole office.
    """
    rules = applied_rules(session, today)
    farthest = today + timedelta(days=HORIZON + ahead)
    tasks = (
        select(_place(rules).label("place"), Task.due_on)
        .where(Task.state.in_(CHASED), Task.due_on <= farthest, true() if scope is None else scope)
        .subquery()
    )
    columns = (tasks.c.place, tasks.c.due_on)
    rows = session.execute(select(*columns, func.count()).group_by(*columns))
    counts = {(int(at), due_on): int(count) for at, due_on, count in rows if due_on is not None}
    return Ladders(rules, office_calendar(session, today), counts)


def _place(rules: list[Applied]) -> ColumnElement[int]:
    """Which rule holds for a task: that of its lead unit."""
    mine = [(Task.lead_unit_id.in_(rule.unit_ids), at) for at, rule in enumerate(rules)][1:]
    return case(*mine, else_=0) if mine else literal(0)


def rung_table(rungs: Mapping[Place, Rung], unsure: frozenset[Place] | None = None) -> CTE:
    """Return the rungs as a table to join tasks with. There must be one at least.

    For those `unsure` (all, by default) it must be looked up whether people were told already.
    """
    columns: dict[str, TypeEngine[Any]] = {
        "place": Integer(),
        "due_on": Date(),
        "days": Integer(),
        "known_from": DateTime(timezone=True),
        "unsure": Boolean(),
    }
    return table_of(
        "rung",
        columns,
        (
            (at, due_on, rung.days, start_of(rung.on), unsure is None or (at, due_on) in unsure)
            for (at, due_on), rung in rungs.items()
        ),
    )


def on_rung(rungs: CTE, rules: list[Applied]) -> ColumnElement[bool]:
    """Return how tasks are joined with `rung_table`."""
    return and_(rungs.c.due_on == Task.due_on, rungs.c.place == _place(rules))


def untold(kind: ReminderKind, rungs: CTE) -> ColumnElement[bool]:
    """The rung is to be climbed: nobody was told of it or a higher one for this date.

    Whoever was given the task, or its new date, on the very day of the rung knows.
    """
    told = exists().where(
        TaskReminder.task_id == Task.id,
        TaskReminder.what == kind,
        TaskReminder.due_on == Task.due_on,
        TaskReminder.rung >= rungs.c.days,
    )
    moved = exists().where(
        TaskExtension.task_id == Task.id,
        TaskExtension.state == ExtensionState.APPROVED,
        TaskExtension.due_on == Task.due_on,
        TaskExtension.decided_at >= rungs.c.known_from,
    )
    return or_(~rungs.c.unsure, and_(~told, ~moved, Task.issued_at < rungs.c.known_from))


def waiting(
    found: Ladders, kind: ReminderKind, day: date, hour: int | None = None
) -> Select[Task, int] | None:
    """Return the query of tasks to be told of on `day` with their rung; None: there is nothing."""
    rungs = found.climbed(kind, day, found.awake(day, hour))
    if not rungs:
        return None
    table = rung_table(rungs)
    return (
        select(Task, table.c.days)
        .join(table, on_rung(table, found.rules))
        .where(Task.state.in_(CHASED), untold(kind, table))
    )
