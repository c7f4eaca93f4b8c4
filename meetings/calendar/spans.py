"""Which days a calendar shows: a day, a week from Monday, or whole weeks round a month. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from meetings.calendar.rows import monday_of

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


class View(StrEnum):
    """How much of the calendar is shown."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, and a day of the span before and after."""

    view: View
    at: date
    first: date
    last: date
    before: date
    after: date

    @property
    def days(self) -> list[date]:
        """All days of the span."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def span_of(view: View, at: date) -> Span:
    """Return the span of this kind round `at`; days outside the years of the house are moved in."""
    at = min(max(at, FIRST), LAST)
    if view is View.DAY:
        return Span(view, at, at, at, at - timedelta(days=1), at + timedelta(days=1))
    if view is View.WEEK:
        monday = monday_of(at)
        week = timedelta(days=7)
        return Span(view, at, monday, monday + timedelta(days=6), at - week, at + week)
    begin = at.replace(day=1)
    following = (begin + timedelta(days=31)).replace(day=1)
    last = monday_of(following - timedelta(days=1)) + timedelta(days=6)
    return Span(view, at, monday_of(begin), last, begin - timedelta(days=1), following)
