"""Periods of the calendar in which periodic tasks are reported on. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from followup.deadlines import Calendar, on_working_day, working_days_after
from followup.models.enums import Period

MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}


@dataclass(frozen=True)
class Span:
    """From the first day to the last, both in it."""

    first: date
    last: date


def span_of(day: date, period: Period) -> Span:
    """Return the period that `day` lies in; weeks begin on Monday."""
    if period is Period.WEEK:
        first = day - timedelta(days=day.weekday())
        return Span(first, first + timedelta(days=6))
    length = MONTHS[period]
    month = (day.month - 1) // length * length + 1
    first = date(day.year, month, 1)
    after = month + length
    following = date(day.year + (after > 12), after - 12 if after > 12 else after, 1)
    return Span(first, following - timedelta(days=1))


def after(span: Span, period: Period) -> Span:
    """Return the period that follows."""
    return span_of(span.last + timedelta(days=1), period)


def due_of(span: Span, working_days: int, calendar: Calendar) -> date:
    """Return when the report on a period is due: so many working days after its last day.

    With 0 on the last day itself or, when the office is closed then, on the next working day.
    """
    if working_days == 0:
        return on_working_day(span.last, calendar)
    return working_days_after(span.last, working_days, calendar)
