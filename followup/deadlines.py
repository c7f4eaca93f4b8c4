"""Working days of the office: weekends, and the days off that Vietnamese law names.

The `holidays` library carries the lunar days (Tết, Giỗ Tổ) and the yearly decisions that move a day
off to another working day (nghỉ bù, hoán đổi); Bộ luật Lao động 2019, điều 112.
"""

import functools
from datetime import date, timedelta

import holidays

DEFAULT_WORKING_DAYS = 10


@functools.cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")


def is_working_day(day: date) -> bool:
    """Whether the office works on `day`."""
    return bool(_calendar().is_working_day(day))


def on_working_day(day: date) -> date:
    """Return `day`, or the next working day when the office is closed on it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, count: int) -> date:
    """Return the day `count` (≥ 0) working days after `day`, not counting `day` itself."""
    for _ in range(count):
        day = on_working_day(day + timedelta(days=1))
    return day


def default_due_date(issued_on: date) -> date:
    """Return when a task is due whose source gives no date (domain.md, section 6)."""
    return working_days_after(issued_on, DEFAULT_WORKING_DAYS)
