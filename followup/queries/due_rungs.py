"""Which things stand on which rung, in SQL: as many queries for ten tasks as for 100,000.

Things share few days, so the ladder is reckoned for each day (and rule), not for each thing; the
result is a small table that the things are joined with.
"""

from collections.abc import Iterable, Mapping, Sequence
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
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from ecabinet.core.actors import Actor
from followup.days_off import office_calendar
from followup.deadlines import Calendar
from followup.ladder import HORIZON, Rung, is_quiet, reached
from followup.models import ReminderKind
from followup.models.enums import OPINIONS
from followup.queries.climbers import CLIMBERS, Climber, Query
from followup.queries.filters import start_of
from followup.queries.rows_given import table_of
from followup.reminder_rules import Applied, applied_rules

Place = tuple[int, date]
"""A rule (by its place in `Ladders.rules`) and a day."""


@dataclass(frozen=True)
class Ladders:
    """The rules of the office with its calendar, and how many things there are by rule and day."""

    climber: Climber
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
    session: Session,
    today: date,
    ahead: int = 0,
    *,
    climbers: Sequence[Climber] = CLIMBERS,
    reader: Actor | None = None,
    scope: ColumnElement[bool] | None = None,
) -> list[Ladders]:
    """Read rules, calendar and days of each climber, for what is sent until `ahead` days from
    today.

    Counted are the things that `reader` may read, within `scope`; without both the whole office's.
    """
    rules, calendar = applied_rules(session, today), office_calendar(session, today)
    farthest = today + timedelta(days=HORIZON + ahead)

    def since(climber: Climber) -> ColumnElement[bool]:
        """Of opinions nothing is sent after the day: those of long ago are not even counted."""
        return climber.due_on >= today if OPINIONS.issuperset(climber.kinds) else true()

    def counts(climber: Climber) -> dict[Place, int]:
        things = (
            climber.joined(_things(climber, rules))
            .where(
                climber.waits,
                climber.due_on <= farthest,
                since(climber),
                true() if reader is None else climber.seen(reader),
                true() if scope is None else scope,
            )
            .subquery()
        )
        columns = (things.c.place, things.c.due_on)
        rows = session.execute(select(*columns, func.count()).group_by(*columns))
        return {(int(at), due_on): int(count) for at, due_on, count in rows}

    return [Ladders(one, rules, calendar, counts(one)) for one in climbers]


def _things(climber: Climber, rules: list[Applied]) -> Query:
    columns = (_place(climber, rules).label("place"), climber.due_on.label("due_on"))
    return select(*columns).select_from(climber.root)


def _place(climber: Climber, rules: list[Applied]) -> ColumnElement[int]:
    """Which rule holds: that of the unit of whom something is awaited."""
    mine = [(climber.unit_id.in_(rule.unit_ids), at) for at, rule in enumerate(rules)][1:]
    return case(*mine, else_=0) if mine else literal(0)


def rung_table(rungs: Mapping[Place, Rung], unsure: frozenset[Place] | None = None) -> CTE:
    """Return the rungs as a table to join things with. There must be one at least.

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


def on_rung(rungs: CTE, found: Ladders) -> ColumnElement[bool]:
    """Return how things are joined with `rung_table`."""
    of = found.climber
    return and_(rungs.c.due_on == of.due_on, rungs.c.place == _place(of, found.rules))


def untold(climber: Climber, kind: ReminderKind, rungs: CTE) -> ColumnElement[bool]:
    """The rung is to be climbed: nobody was told of it or a higher one for this day.

    Whoever was given the thing, or its new day, on the very day of the rung knows.
    """
    told = climber.told(kind, climber.reminder.rung >= rungs.c.days)
    knows = or_(climber.moved(rungs), climber.known_at >= rungs.c.known_from)
    return or_(~rungs.c.unsure, and_(~told, ~knows))


def waiting(found: Ladders, kind: ReminderKind, day: date, hour: int) -> Query | None:
    """Return the query of what people are to be told of now: its key, its day and its rung, the
    oldest day first; None: there is nothing."""
    rungs = found.climbed(kind, day, found.awake(day, hour))
    if not rungs:
        return None
    of, table = found.climber, rung_table(rungs)
    keys = of.key.values()
    return (
        of.joined(select(*keys, of.due_on, table.c.days).select_from(of.root))
        .join(table, on_rung(table, found))
        .where(of.waits, untold(of, kind, table))
        .order_by(of.due_on, *keys)
    )
