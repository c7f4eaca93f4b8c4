"""Weeks of the office, and when their plans and reports are due. Pure."""

from datetime import date, timedelta

from followup.models import Period
from followup.periods import Span, span_of
from followup.weekly.states import WeeklyStage

WEEK = timedelta(days=7)
AHEAD = 4 * WEEK
WEEKEND = timedelta(days=2)
_TUESDAY, _FRIDAY = 1, 4


def week_of(day: date) -> Span:
    """Return Monday to Sunday of the week that `day` lies in."""
    return span_of(day, Period.WEEK)


def in_week(day: date, monday: date) -> bool:
    """Whether `day` lies in the week that begins on `monday`."""
    return monday <= day < monday + WEEK


def due_now(today: date) -> tuple[tuple[WeeklyStage, date], ...]:
    """Return which sheets are asked for, with their Mondays: from Friday to Tuesday those of the
    week that ends and of the one that begins, else none."""
    monday = week_of(today).first
    if today.weekday() >= _FRIDAY:
        return ((WeeklyStage.REPORT, monday), (WeeklyStage.PLAN, monday + WEEK))
    if today.weekday() <= _TUESDAY:
        return ((WeeklyStage.PLAN, monday), (WeeklyStage.REPORT, monday - WEEK))
    return ()
