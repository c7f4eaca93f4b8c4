"""The ladder of reminders: on which day which rung is climbed. Pure.

A rung is named by its days from the date: -3 three days before, 0 the day itself, 4 four days
late. Only the highest rung reached counts: what was passed over is not made up for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from followup.deadlines import Calendar
from followup.models.enums import OPINIONS, ReminderKind
from followup.reminder_rules import FARTHEST, ReminderRule

HORIZON = FARTHEST + 21
"""So many days ahead a date may lie for which something is sent today: Tết may move a rung."""


@dataclass(frozen=True)
class Rung:
    """A rung and the day on which it is sent; `plain_on` is that day before days off moved it."""

    days: int
    on: date
    plain_on: date


def day_of(rule: ReminderRule, due_on: date, days: int, calendar: Calendar) -> date:
    """Return when the rung `days` from the date is sent: on a working day, if days off are quiet.

    What warns of a date comes earlier, what is overdue later.
    """
    day = due_on + timedelta(days=days)
    step = timedelta(days=1 if days > 0 else -1)
    while rule.rest_quiet and not calendar.is_working_day(day):
        day += step
    return day


def reached(
    rule: ReminderRule, kind: ReminderKind, due_on: date, today: date, calendar: Calendar
) -> Rung | None:
    """Return the highest rung whose day has come by `today`; None: none yet."""
    for days in _downwards(rule, kind, (today - due_on).days):
        on = day_of(rule, due_on, days, calendar)
        if on <= today:
            return Rung(days, on, due_on + timedelta(days=days))
    return None


def _downwards(rule: ReminderRule, kind: ReminderKind, late: int) -> Iterator[int]:
    """Give the rungs from the highest that can have been reached `late` days after the date."""
    if kind is ReminderKind.ESCALATE:
        yield from _every(rule.escalate_after, rule.escalate_every, late)
        return
    if kind not in OPINIONS:
        yield from _every(1, rule.late_every, late)
    elif late > 0:
        return  # What nobody was told of in time is not made up for.
    if rule.on_day:
        yield 0
    yield from (-days for days in reversed(rule.before))


def _every(first: int, step: int, late: int) -> Iterator[int]:
    if not first or late < first:
        return
    if not step:
        yield first
        return
    yield from range(first + (late - first) // step * step, first - 1, -step)


def is_quiet(rule: ReminderRule, day: date, calendar: Calendar) -> bool:
    """Whether nothing is sent on `day`."""
    return rule.rest_quiet and not calendar.is_working_day(day)
