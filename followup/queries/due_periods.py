"""The periods in which tasks are due: months of the due date, or quarters and years of many.

The due date and not that of issue: work that is due together is compared, done on time or late.
"""

from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Integer, cast, extract, func, select
from sqlalchemy.orm import Session

from followup.models import Task

MOST_MONTHS, MOST_QUARTERS = 24, 24
_ROMAN = ("I", "II", "III", "IV")
DUE_MONTH: ColumnElement[int] = cast(
    extract("year", Task.due_on) * 100 + extract("month", Task.due_on), Integer
)
"""202611; none of a task without a date."""


class Grain(StrEnum):
    """How long one period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def grain_of(months: Collection[int]) -> Grain:
    """Return the shortest period of which these months do not make too many lines."""
    if not months:
        return Grain.MONTH
    places = [month // 100 * 12 + month % 100 for month in months]
    across = max(places) - min(places) + 1
    if across <= MOST_MONTHS:
        return Grain.MONTH
    return Grain.QUARTER if across <= MOST_QUARTERS * 3 else Grain.YEAR


def period_key(month: int, grain: Grain) -> str:
    """Return "2026-11", "2026-Q4" or "2026", the period that a month lies in."""
    year, month = divmod(month, 100)
    return {
        Grain.MONTH: f"{year}-{month:02d}",
        Grain.QUARTER: f"{year}-Q{(month + 2) // 3}",
        Grain.YEAR: f"{year}",
    }[grain]


def period_days(key: str) -> tuple[date, date]:
    """Return the first and the last day of a period. Raises ValueError: it is no key of one."""
    year, _, rest = key.partition("-")
    first, last = 1, 12
    if rest.startswith("Q"):
        last = int(rest[1:]) * 3
        first = last - 2
    elif rest:
        first = last = int(rest)
    return date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1])


def period_named(key: str, language: str) -> str:
    """Return what a period is called."""
    first, last = period_days(key)
    vietnamese = language == "vi"
    if first.month == last.month:
        return f"{'Tháng ' if vietnamese else ''}{first:%m/%Y}"
    if last.month - first.month == 2:
        quarter = (last.month - 1) // 3
        return (
            f"Quý {_ROMAN[quarter]}/{first.year}" if vietnamese else f"Q{quarter + 1}/{first.year}"
        )
    return f"{'Năm ' if vietnamese else ''}{first.year}"


def names_between(session: Session, grain: Grain, language: str) -> Mapping[str, str]:
    """Return all periods from the first date of any task to the last, in their order; one query."""
    first, last = session.execute(select(func.min(Task.due_on), func.max(Task.due_on))).one()
    if first is None or last is None:
        return {}
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    keys = (period_key(month // 12 * 100 + month % 12 + 1, grain) for month in months)
    return {key: period_named(key, language) for key in keys}
