"""On which days a meeting comes again."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from meetings.recurrence import DaysOff, Every, Rule, occurrences


def days(first: date, works: Any = lambda _day: True, **rule: Any) -> list[str]:
    """The days of a rule, ISO; those left out as a dash."""
    found = occurrences(first, Rule(**rule), works)
    return [one.day.isoformat() if one.day else "-" for one in found]


def test_by_weeks() -> None:
    """The first counts among the times."""
    monday = date(2026, 11, 2)
    assert days(monday, times=3) == ["2026-11-09", "2026-11-16"]
    assert days(monday, interval=2, until=date(2026, 11, 30)) == ["2026-11-16", "2026-11-30"]


def test_by_months_on_the_same_date() -> None:
    """In a shorter month on its last day, over the end of a year."""
    rule = {"every": Every.MONTH_DATE, "times": 5}
    assert days(date(2026, 10, 31), **rule) == [
        "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"
    ]  # fmt: skip


def test_by_months_on_the_same_weekday() -> None:
    """The second Monday; for a fifth one the last where there is no fifth."""
    rule = {"every": Every.MONTH_WEEKDAY, "times": 3}
    assert days(date(2026, 11, 9), **rule) == ["2026-12-14", "2027-01-11"]
    assert days(date(2026, 11, 30), **rule) == ["2026-12-28", "2027-01-25"]


def test_days_off_are_left_out_or_moved() -> None:
    """To the next day on which the office works."""
    off = {date(2026, 11, 9), date(2026, 11, 10)}
    monday = date(2026, 11, 2)
    assert days(monday, lambda d: d not in off, times=3) == ["-", "2026-11-16"]
    moved = days(monday, lambda d: d not in off, times=3, days_off=DaysOff.MOVE)
    assert moved == ["2026-11-11", "2026-11-16"]


@pytest.mark.parametrize(
    "wrong",
    [{}, {"times": 3, "until": date(2027, 1, 1)}, {"times": 1}, {"interval": 0, "times": 2}],
)
def test_a_rule_needs_exactly_one_end(wrong: dict[str, Any]) -> None:
    """And sane numbers."""
    with pytest.raises(ValidationError):
        Rule(**wrong)


def test_a_rule_without_near_end_stops_at_sixty() -> None:
    """Nobody makes a thousand drafts by a slip of the year."""
    assert len(days(date(2026, 1, 5), until=date(2126, 1, 1))) == 59
    assert timedelta(days=7 * 59) < timedelta(days=500)
