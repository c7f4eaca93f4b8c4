"""Working days of the office: weekends, the days off that Vietnamese law names, and its own.

The `holidays` library carries the lunar days (Tết, Giỗ Tổ) and the yearly decisions that move a day
off to another working day (nghỉ bù, hoán đổi); Bộ luật Lao động 2019, điều 112. What it does not
know yet, and what the office decides itself, stands in a catalogue (followup/days_off.py). A
deadline is reckoned once, when it is set: a day off entered later moves no deadline given before.
"""

import functools
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

DEFAULT_WORKING_DAYS = 10


@functools.cache
def _law() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")


@functools.lru_cache(maxsize=20_000)
def _works_by_law(day: date) -> bool:
    return bool(_law().is_working_day(day))


@dataclass(frozen=True)
class Calendar:
    """Which days the office works, by the law and by its own entries, which win."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on `day`."""
        if day in self.off or day in self.working:
            return day in self.working
        return _works_by_law(day)


BY_LAW = Calendar()


def is_working_day(day: date, calendar: Calendar = BY_LAW) -> bool:
    """Whether the office works on `day`."""
    return calendar.is_working_day(day)


def on_working_day(day: date, calendar: Calendar = BY_LAW) -> date:
    """Return `day`, or the next working day when the office is closed on it."""
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, count: int, calendar: Calendar = BY_LAW) -> date:
    """Return the day `count` (≥ 0) working days after `day`, not counting `day` itself."""
    for _ in range(count):
        day = on_working_day(day + timedelta(days=1), calendar)
    return day


def default_due_date(issued_on: date, calendar: Calendar = BY_LAW) -> date:
    """Return when a task is due whose source gives no date (domain.md, section 6)."""
    return working_days_after(issued_on, DEFAULT_WORKING_DAYS, calendar)


def days_off_by_law(year: int, language: str) -> list[tuple[date, str]]:
    """Return the days off that the law names in `year`, with their names, in order."""
    named = holidays.country_holidays(
        "VN", years=year, language={"en": "en_US"}.get(language, "vi")
    )
    return sorted(named.items())
