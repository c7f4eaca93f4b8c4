"""What will be sent in the next days, and why: reckoned by the same ladder that the worker climbs.

A day's figure and its list come from the same table of rungs. It tells what follows from today's
rules, dates and states; a report or a new date changes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.errors import Invalid
from followup.ladder import Rung
from followup.models import ReminderKind, Task
from followup.queries.climbers import TASKS
from followup.queries.due_rungs import Ladders, Place, ladders, on_rung, rung_table, untold
from followup.queries.planned import PAGE_SIZE, Chosen, Planned, planned_rows

DAYS = 14


@dataclass(frozen=True)
class PlannedDay:
    """A day of the window: of how many things people are told, by kind.

    `quiet`: no rule sends anything on it.
    """

    on: date
    quiet: bool
    counts: Mapping[ReminderKind, int]

    def count(self, kind: ReminderKind) -> int:
        """Return the figure of a kind."""
        return self.counts.get(kind, 0)


@dataclass(frozen=True)
class Outlook:
    """The window, and the list of one day and kind in it."""

    days: tuple[PlannedDay, ...]
    day: date
    kind: ReminderKind
    rows: tuple[Planned, ...]
    total: int
    next_after: str | None

    @property
    def kinds(self) -> tuple[ReminderKind, ...]:
        """What the window shows: of tasks always, of the rest what comes in these days."""
        always = (*TASKS.kinds, self.kind)
        return tuple(k for k in ReminderKind if k in always or any(d.count(k) for d in self.days))


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
    """Return the next fourteen days of what `actor` may read; a constant number of queries.

    Without `day` the list is of the first day on which something is sent.

    Raises:
        Invalid: `day` is not among the fourteen, or `after` is no key of the list.
    """
    today, hour = office_day(now), office_time(now).hour
    of_each = [
        (found, _plans(found, today, hour)) for found in ladders(session, today, DAYS, reader=actor)
    ]
    days = tuple(
        _day(session, actor, [(found, plans[on]) for found, plans in of_each], on)
        for on in _window(today)
    )
    chosen = day or next((d.on for d in days if d.count(kind)), today)
    total = next((d.count(kind) for d in days if d.on == chosen), None)
    if total is None:
        raise Invalid("outlook.day_outside", field="day")
    rows: Sequence[Planned] = ()
    key = None
    if total:
        found, plans = next(one for one in of_each if kind in one[0].climber.kinds)
        plan = plans[chosen]
        wanted = Chosen(kind, found, plan.rungs[kind], plan.unsure)
        rows, key = planned_rows(session, actor, wanted, today, after, limit)
    return Outlook(days, chosen, kind, tuple(rows), total, key)


def _window(today: date) -> list[date]:
    return [today + timedelta(days=ahead) for ahead in range(DAYS)]


def _plans(found: Ladders, today: date, hour: int) -> dict[date, _Plan]:
    """Return what each day brings. What is reached and untold goes out on a rule's first day."""
    last: dict[tuple[ReminderKind, Place], int] = {}
    begun: set[int] = set()
    plans: dict[date, _Plan] = {}
    for on in _window(today):
        awake = found.awake(on)
        if on == today:
            awake = [at for at in awake if hour < found.rules[at].rule.to_hour]
        rungs = {kind: found.climbed(kind, on, awake) for kind in found.climber.kinds}
        new = {
            kind: {key: r for key, r in of.items() if last.get((kind, key)) != r.days}
            for kind, of in rungs.items()
        }
        last |= {(kind, key): r.days for kind, of in rungs.items() for key, r in of.items()}
        first = frozenset(key for of in new.values() for key in of if key[0] not in begun)
        begun |= set(awake)
        plans[on] = _Plan(new, first, not awake)
    return plans


def _day(
    session: Session, actor: Actor, of_each: Sequence[tuple[Ladders, _Plan]], on: date
) -> PlannedDay:
    counts = {
        kind: _looked_up(session, actor, found, plan, kind)
        + sum(found.counts[key] for key in plan.rungs[kind] if key not in plan.unsure)
        for found, plan in of_each
        for kind in found.climber.kinds
    }
    return PlannedDay(on, all(plan.quiet for _, plan in of_each), counts)


def _looked_up(
    session: Session, actor: Actor, found: Ladders, plan: _Plan, kind: ReminderKind
) -> int:
    """Count what must be looked up: on the first days of the rules only."""
    rungs = {key: r for key, r in plan.rungs[kind].items() if key in plan.unsure}
    if not rungs:
        return 0
    table, of = rung_table(rungs), found.climber
    count = of.joined(select(func.count()).select_from(of.root)).join(table, on_rung(table, found))
    return session.scalar(count.where(of.waits, of.seen(actor), untold(of, kind, table))) or 0


def when_next(session: Session, actor: Actor, task_id: UUID, now: datetime) -> date | None:
    """Return the day of the next reminder of one task within the window; None: there is none."""
    today = office_day(now)
    (found,) = ladders(session, today, DAYS, climbers=(TASKS,), scope=Task.id == task_id)
    for on, plan in _plans(found, today, office_time(now).hour).items():
        if _day(session, actor, [(found, plan)], on).count(ReminderKind.REMIND):
            return on
    return None
