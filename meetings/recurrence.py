"""On which days a meeting comes again. Pure: the calendar of the office is given."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from typing import Self

from pydantic import Field, model_validator

from meetings.fields import Command

MOST = 60


class Every(StrEnum):
    """By weeks; by months on the same date, or on the same weekday (the second Monday)."""

    WEEK = "week"
    MONTH_DATE = "month_date"
    MONTH_WEEKDAY = "month_weekday"


class DaysOff(StrEnum):
    """What becomes of a meeting that would fall on a day off."""

    SKIP = "skip"
    MOVE = "move"


class Rule(Command):
    """Every `interval` weeks or months, `times` times in all or up to the day `until`."""

    every: Every = Every.WEEK
    interval: int = Field(1, ge=1, le=12)
    times: int | None = Field(None, ge=2, le=MOST)
    until: date | None = None
    days_off: DaysOff = DaysOff.SKIP

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if (self.times is None) == (self.until is None):
            raise ValueError("series.one_end")
        return self


@dataclass(frozen=True)
class Occurrence:
    """One day of the rule: `day` is where the meeting takes place, None when it is left out."""

    planned: date
    day: date | None


def occurrences(first: date, rule: Rule, works: Callable[[date], bool]) -> list[Occurrence]:
    """Return the days after `first`; those off by `works` are left out or moved on.

    The first meeting counts among `times`. A moved one goes to the next day the office works.
    """
    found: list[Occurrence] = []
    for planned in _planned(first, rule):
        past_end = rule.until is not None and planned > rule.until
        if past_end or len(found) + 1 >= (rule.times or MOST):
            break
        found.append(Occurrence(planned, _placed(planned, rule, works)))
    return found


def _placed(planned: date, rule: Rule, works: Callable[[date], bool]) -> date | None:
    if works(planned):
        return planned
    if rule.days_off is DaysOff.SKIP:
        return None
    day = planned
    while not works(day):
        day += timedelta(days=1)
    return day


def _planned(first: date, rule: Rule) -> Iterator[date]:
    for step in count(1):
        if rule.every is Every.WEEK:
            yield first + timedelta(weeks=step * rule.interval)
            continue
        month = first.month - 1 + step * rule.interval
        year, month = first.year + month // 12, month % 12 + 1
        if rule.every is Every.MONTH_DATE:
            yield date(year, month, min(first.day, monthrange(year, month)[1]))
        else:
            yield _same_weekday(first, year, month)


def _same_weekday(first: date, year: int, month: int) -> date:
    """The second Monday for a second Monday; the last one where there is no fifth."""
    start, days = monthrange(year, month)
    day = 1 + (first.weekday() - start) % 7 + 7 * ((first.day - 1) // 7)
    return date(year, month, day if day <= days else day - 7)
