"""Working days of the office."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.deadlines import (
    default_due_date,
    is_working_day,
    on_working_day,
    working_days_after,
)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 28),  # a Saturday
        date(2026, 11, 29),  # a Sunday
        date(2026, 2, 16),  # Tết by the lunar calendar, 2026
        date(2026, 4, 27),  # Giỗ Tổ fell on a Sunday: nghỉ bù on Monday
        date(2026, 8, 31),  # taken in exchange for Saturday 22/08/2026
        date(2026, 9, 2),
        date(2022, 9, 1),
    ],
)
def test_days_off(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2022, 9, 14), date(2026, 8, 22)])
def test_working_days(day: date) -> None:
    assert is_working_day(day)


def test_a_due_date_on_a_day_off_moves_to_the_next_working_day() -> None:
    assert on_working_day(date(2026, 11, 28)) == date(2026, 11, 30)
    assert on_working_day(date(2027, 2, 5)) == date(2027, 2, 11)
    assert on_working_day(date(2026, 11, 30)) == date(2026, 11, 30)


def test_the_default_is_ten_working_days() -> None:
    # 14/09/2022 is a Wednesday; two weekends lie between.
    assert default_due_date(date(2022, 9, 14)) == date(2022, 9, 28)


@given(days, st.integers(0, 30))
def test_counting_working_days(day: date, count: int) -> None:
    end = working_days_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(is_working_day(d) for d in between) == count
    assert count == 0 or is_working_day(end)


@given(days)
def test_moving_is_never_back_and_ends_on_a_working_day(day: date) -> None:
    moved = on_working_day(day)
    assert moved >= day
    assert is_working_day(moved)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((moved - day).days))
