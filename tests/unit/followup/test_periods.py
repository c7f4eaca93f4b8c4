"""Periods of the calendar, and when their reports are due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.deadlines import BY_LAW, Calendar
from followup.models import Period
from followup.periods import Span, after, due_of, span_of


@pytest.mark.parametrize(
    ("day", "period", "first", "last"),
    [
        (date(2026, 11, 29), Period.WEEK, date(2026, 11, 23), date(2026, 11, 29)),
        (date(2027, 1, 1), Period.WEEK, date(2026, 12, 28), date(2027, 1, 3)),
        (date(2028, 2, 29), Period.MONTH, date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), Period.MONTH, date(2026, 12, 1), date(2026, 12, 31)),
        (date(2026, 11, 29), Period.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 6, 30), Period.HALF_YEAR, date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), Period.HALF_YEAR, date(2026, 7, 1), date(2026, 12, 31)),
        (date(2026, 7, 1), Period.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_calendar(day: date, period: Period, first: date, last: date) -> None:
    assert span_of(day, period) == Span(first, last)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 1)), st.sampled_from(Period))
def test_periods_follow_each_other_without_gap(day: date, period: Period) -> None:
    span = span_of(day, period)
    assert span.first <= day <= span.last
    assert span_of(span.first, period) == span_of(span.last, period) == span
    assert after(span, period).first == span.last + timedelta(days=1)


def test_due_by_working_days_over_tet_and_the_offices_own_days() -> None:
    january = span_of(date(2027, 1, 10), Period.MONTH)
    # 31/01/2027 is a Sunday; the library gives the days off of Tết 2027 as 04/02 to 10/02.
    assert due_of(january, 3, BY_LAW) == date(2027, 2, 3)
    off = Calendar(off=frozenset({date(2027, 2, 3)}))
    assert due_of(january, 3, off) == date(2027, 2, 11)
    assert due_of(january, 0, BY_LAW) == date(2027, 2, 1), "the last day is off"
    assert due_of(span_of(date(2026, 9, 30), Period.MONTH), 0, BY_LAW) == date(2026, 9, 30)
    # 30/04 and 01/05 are days off, and Monday 03/05/2027 makes up for the Saturday.
    assert due_of(span_of(date(2027, 4, 1), Period.MONTH), 1, BY_LAW) > date(2027, 5, 2)
