"""Periods of reports: their days, their neighbours, what they are called, which is over."""

from datetime import date, timedelta

import pytest

from followup.periods import Span
from followup.reporting.enums import ReportPeriod
from followup.reporting.spans import after, before, last_finished, period_of, period_words

P = ReportPeriod
DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("period", "first", "last", "words"),
    [
        (P.WEEK, date(2026, 11, 23), date(2026, 11, 29), "tuần từ 23/11/2026 đến 29/11/2026"),
        (P.MONTH, date(2026, 11, 1), date(2026, 11, 30), "tháng 11 năm 2026"),
        (P.QUARTER, date(2026, 10, 1), date(2026, 12, 31), "quý IV năm 2026"),
        (P.HALF_YEAR, date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
        (P.NINE_MONTHS, date(2026, 1, 1), date(2026, 9, 30), "9 tháng đầu năm 2026"),
        (P.YEAR, date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
    ],
)
def test_a_period_and_its_words(period: P, first: date, last: date, words: str) -> None:
    span = period_of(DAY, period)
    assert span == Span(first, last)
    assert period_words(span, period) == words


@pytest.mark.parametrize("period", [each for each in P if each is not P.SPAN])
def test_neighbours_come_back_and_the_finished_one_is_over(period: P) -> None:
    for ahead in range(0, 800, 13):
        today = date(2026, 1, 1) + timedelta(days=ahead)
        span = period_of(today, period)
        assert after(before(span, period), period) == span
        over = last_finished(today, period)
        assert over.last < today
        assert after(over, period).last >= today
