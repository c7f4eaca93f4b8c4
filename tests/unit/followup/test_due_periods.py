"""Periods in which tasks are due: keys, days and words agree; there are never too many."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from followup.queries.dashboard import months_of
from followup.queries.due_periods import Grain, grain_of, period_days, period_key, period_named
from followup.queries.filters import TaskScope

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("grain", Grain)
def test_each_month_lies_in_its_period(grain: Grain) -> None:
    keys = [
        period_key(year * 100 + month, grain) for year in (2025, 2026) for month in range(1, 13)
    ]
    for number, key in enumerate(keys):
        first, last = period_days(key)
        assert first <= date(2025 + number // 12, number % 12 + 1, 15) <= last
    spans = [period_days(key) for key in dict.fromkeys(keys)]
    assert all(after[0] == before[1] + timedelta(days=1) for before, after in pairwise(spans))


def test_what_they_are_called() -> None:
    said = [period_named(key, "vi") for key in ("2026-11", "2026-Q4", "2026")]
    assert said == ["Tháng 11/2026", "Quý IV/2026", "Năm 2026"]
    assert [period_named(key, "en") for key in ("2026-11", "2026-Q4", "2026")] == [
        "11/2026", "Q4/2026", "2026",
    ]  # fmt: skip


def test_many_months_are_quarters_and_many_quarters_years() -> None:
    assert grain_of([]) == grain_of([202512, 202601]) == grain_of([202501, 202612]) == Grain.MONTH
    assert grain_of([202412, 202612]) == grain_of([202101, 202612]) == Grain.QUARTER
    assert grain_of([202012, 202612]) == Grain.YEAR


@pytest.mark.parametrize(
    ("wanted", "first", "last", "count"),
    [
        ({}, (2026, 6), (2026, 11), 6),
        ({"issued_from": date(2026, 11, 5)}, (2026, 11), (2026, 11), 1),
        (
            {"issued_from": date(2026, 1, 1), "issued_to": date(2026, 3, 31)},
            (2026, 1),
            (2026, 3),
            3,
        ),
        ({"issued_to": date(2025, 12, 31)}, (2025, 7), (2025, 12), 6),
        ({"issued_from": date(2020, 1, 1)}, (2025, 12), (2026, 11), 12),
        ({"due_from": date(2026, 9, 1), "due_to": date(2027, 1, 31)}, (2026, 9), (2026, 11), 3),
        ({"due_from": date(2027, 1, 1)}, (2026, 11), (2026, 11), 1),
    ],
)
def test_the_trend_follows_the_period(
    wanted: dict[str, date], first: tuple[int, int], last: tuple[int, int], count: int
) -> None:
    months = months_of(TaskScope.model_validate(wanted), TODAY)
    assert (months[0], months[-1]) == (date(*first, 1), date(*last, 1))
    assert len(months) == count
