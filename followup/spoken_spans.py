"""Weeks, months, quarters and years as people name them ("quý I", "tháng sau"). Pure.

Words come folded: without case and diacritics. A span without a year is the next one that is not
over.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from followup.models.enums import Period
from followup.periods import Span, after, span_of

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:\s*(?:/|nam)?\s*(?P<year>20\d\d))?"
_SHAPES = (
    ("half", re.compile(rf"(?:6|sau) thang (?P<which>dau|cuoi) nam(?: nay)?{_YEAR}")),
    ("month", re.compile(rf"thang (?P<number>\d\d?){_YEAR}")),
    ("month", re.compile(r"(?P<number>\d\d?)\s*[/.-]\s*(?P<year>20\d\d)")),
    ("quarter", re.compile(rf"quy (?P<number>iv|i{{1,3}}|[1-4]){_YEAR}")),
    ("year", re.compile(r"nam (?P<year>20\d\d)")),
    ("near", re.compile(r"(?P<unit>tuan|thang|quy|nam)(?: (?P<which>nay|sau|toi|ke tiep))?")),
)
_UNITS = {
    "tuan": Period.WEEK,
    "thang": Period.MONTH,
    "quy": Period.QUARTER,
    "nam": Period.YEAR,
}
FRIDAY = 4


@dataclass(frozen=True)
class Named:
    """A span, of which kind; `fixed`: a year, this or the next was said, so nothing moves it."""

    span: Span
    period: Period
    fixed: bool


def named_span(words: str, today: date) -> Named | None:
    """Return the span that `words` name, and nothing besides it; None when they name none."""
    for shape, pattern in _SHAPES:
        if found := pattern.fullmatch(words):
            return _READERS[shape](found, today)
    return None


def _half(found: re.Match[str], today: date) -> Named | None:
    month = 1 if found["which"] == "dau" else 7
    return _in_year(Period.HALF_YEAR, month, found["year"], today)


def _month(found: re.Match[str], today: date) -> Named | None:
    number = int(found["number"])
    return _in_year(Period.MONTH, number, found["year"], today) if 1 <= number <= 12 else None


def _quarter(found: re.Match[str], today: date) -> Named | None:
    said = found["number"]
    number = _ROMAN[said] if said in _ROMAN else int(said)
    return _in_year(Period.QUARTER, number * 3 - 2, found["year"], today)


def _year(found: re.Match[str], _today: date) -> Named:
    return Named(span_of(date(int(found["year"]), 1, 1), Period.YEAR), Period.YEAR, True)


def _near(found: re.Match[str], today: date) -> Named:
    period = _UNITS[found["unit"]]
    this = span_of(today, period)
    if found["which"] in ("sau", "toi", "ke tiep"):
        return Named(after(this, period), period, True)
    return Named(this, period, found["which"] == "nay")


def _in_year(period: Period, month: int, year: str | None, today: date) -> Named:
    if year:
        return Named(span_of(date(int(year), month, 1), period), period, True)
    this = span_of(date(today.year, month, 1), period)
    if this.last < today:
        this = span_of(date(today.year + 1, month, 1), period)
    return Named(this, period, False)


_READERS = {
    "half": _half,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "near": _near,
}


def end_of(named: Named) -> date:
    """Return the last day of a span; a week of work ends on Friday."""
    if named.period is Period.WEEK:
        return named.span.first + timedelta(days=FRIDAY)
    return named.span.last


def beginning_of(named: Named) -> date:
    """Return what "đầu …" means as a date: Monday, the 5th, the first month, January's end."""
    first = named.span.first
    if named.period is Period.WEEK:
        return first
    return first.replace(day=5) if named.period is Period.MONTH else _end_of_month(first, 0)


def middle_of(named: Named) -> date:
    """Return what "giữa …" means as a date: Wednesday, the 15th, the middle month, the half."""
    first = named.span.first
    if named.period is Period.WEEK:
        return first + timedelta(days=2)
    if named.period is Period.MONTH:
        return first.replace(day=15)
    if named.period is Period.QUARTER:
        return _end_of_month(first, 1).replace(day=15)
    return _end_of_month(first, 5 if named.period is Period.YEAR else 2)


def following(named: Named) -> Named:
    """Return the same part of the calendar one turn later: next week, or next year's quarter I."""
    first = named.span.first
    if named.period is Period.WEEK:
        return Named(after(named.span, named.period), named.period, named.fixed)
    if named.period is Period.MONTH:
        return Named(after(named.span, named.period), named.period, named.fixed)
    return Named(span_of(first.replace(year=first.year + 1), named.period), named.period, False)


def _end_of_month(first: date, months: int) -> date:
    return span_of(date(first.year, first.month + months, 1), Period.MONTH).last
