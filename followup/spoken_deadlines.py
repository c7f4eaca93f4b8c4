"""Deadlines as a chair says them, in Vietnamese: "trước 15/12", "cuối quý I", "hàng tháng". Pure.

With or without diacritics, in whatever case. A day without a year is the next such day; "trước
15/12" means the day that the notice will name ("hoàn thành trước ngày 15/12"), "trước quý II" the
day before it begins. Whoever typed it sees the day before it is taken.
"""

import calendar as months
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ecabinet.core.text import fold
from followup.deadlines import BY_LAW, Calendar, working_days_after
from followup.models.enums import DeadlineKind, Period
from followup.spoken_spans import (
    Named,
    beginning_of,
    end_of,
    following,
    middle_of,
    named_span,
)

FURTHEST = timedelta(days=366 * 20)
"""What lies further away is a slip of the finger."""

_LEAD = re.compile(
    r"^(?:han(?: la)?|xong|hoan thanh|bao cao|trong|vao|den|toi|het|cham nhat|muon nhat|khong qua|"
    r"thoi han|ke tu)\s+"
)
_BEFORE = re.compile(r"^truoc\s+")
_DAY_WORD = re.compile(r"^(?:vao\s+)?ngay\s+(?=\d)")
_DAY = re.compile(r"(\d\d?)\s*(?:[/.-]|thang)\s*(\d\d?)(?:\s*(?:[/.-]|nam)\s*(\d{4}|\d\d))?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ONLY_DAY = re.compile(r"(?:ngay|mung|mong)\s+(\d\d?)(?:\s+(hang thang|thang nay|thang sau))?")
_COUNTED = re.compile(
    r"(?:sau\s+)?(?P<count>\d{1,3}|[a-z ]+?)\s*"
    r"(?P<unit>ngay lam viec|ngay|tuan le|tuan|thang|quy|nam|gio|tieng)"
    r"(?:\s+(?:nua|toi|ke tu (?:hom nay|ngay hop|ngay ky)|tinh tu hom nay))?"
)
_WEEKDAY = re.compile(
    r"(?:(?:thu|t)\s*(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat|cn))(?: tuan (nay|sau|toi))?"
)
_STANDING = re.compile(r"thuong xuyen(?:,? lien tuc)?|lien tuc(?:,? thuong xuyen)?|hang ngay")
_PERIODIC = re.compile(
    r"(?:dinh ky )?(?:hang|moi|theo|mot|1)? ?"
    r"(?P<unit>tuan|thang|quy|nam|(?:6|sau) thang|nua nam)(?: (?:mot|1) lan)?"
)
_TEN_DAYS = re.compile(r"(thuong|trung|ha) tuan (.+)")
_PART = re.compile(r"(dau|giua|cuoi|het)\s+(.+)")

_PERIODS = {
    "tuan": Period.WEEK, "thang": Period.MONTH, "quy": Period.QUARTER, "nam": Period.YEAR,
    "6 thang": Period.HALF_YEAR, "sau thang": Period.HALF_YEAR, "nua nam": Period.HALF_YEAR,
}  # fmt: skip
_NEAR = {"hom nay": 0, "trong ngay": 0, "mai": 1, "ngay mai": 1, "kia": 2, "ngay kia": 2}
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_UNITS = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin")
_NUMBERS = {word: n for n, word in enumerate(_UNITS, start=1)} | {"muoi": 10, "muoi lam": 15}
_NUMBERS |= {f"muoi {word}": 10 + n for n, word in enumerate(_UNITS, start=1)}
_NUMBERS |= {f"{word} muoi": 10 * n for n, word in enumerate(_UNITS[1:], start=2)}
_NUMBERS |= {f"{word} muoi lam": 10 * n + 5 for n, word in enumerate(_UNITS[1:], start=2)}


@dataclass(frozen=True)
class Spoken:
    """What was said: a day, that it never ends, or how often."""

    kind: DeadlineKind
    due_on: date | None = None
    period: Period | None = None


def understand(words: str, today: date, calendar: Calendar = BY_LAW) -> Spoken | None:
    """Return the deadline that `words` name, None when they name none."""
    said = re.sub(r"\s+", " ", fold(words)).strip(" .,;:")
    if _STANDING.fullmatch(said):
        return Spoken(DeadlineKind.STANDING)
    if period := _periodic(said):
        return Spoken(DeadlineKind.PERIODIC, period=period)
    due_on = _due(said, today, calendar)
    return Spoken(DeadlineKind.DATED, due_on) if due_on else None


def _periodic(said: str) -> Period | None:
    found = _PERIODIC.fullmatch(said)
    often = found and re.search(r"\b(?:hang|moi|theo|dinh ky|lan)\b", said)
    return _PERIODS[found["unit"]] if found and often else None


def _due(said: str, today: date, calendar: Calendar) -> date | None:
    before = False
    while True:
        if found := _BEFORE.match(said):
            before = True
        else:
            found = _LEAD.match(said)
        if not found:
            break
        said = said[found.end() :]
    if before and (named := named_span(said, today)):
        return _day_before(named, today)
    for reader in _READERS:
        if (due_on := _kept_in_range(reader, said, today, calendar)) is not None:
            return due_on
    return None


Reader = Callable[[str, date, Calendar], date | None]


def _kept_in_range(reader: Reader, said: str, today: date, calendar: Calendar) -> date | None:
    """Days that no calendar has ("31/2", the year 10000) are not understood."""
    try:
        due_on = reader(said, today, calendar)
    except (ValueError, OverflowError):
        return None
    return due_on if due_on and abs(due_on - today) <= FURTHEST else None


def _day_before(named: Named, today: date) -> date:
    """The span's own beginning, or that of the next one when it has begun."""
    if named.span.first <= today and not named.fixed:
        named = following(named)
    return named.span.first - timedelta(days=1)


def _near(said: str, today: date, _calendar: Calendar) -> date | None:
    return today + timedelta(days=_NEAR[said]) if said in _NEAR else None


def _written(said: str, today: date, _calendar: Calendar) -> date | None:
    if found := _ISO.fullmatch(said):
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY.fullmatch(_DAY_WORD.sub("", said))
    if not found:
        return None
    day, month = int(found[1]), int(found[2])
    if found[3]:
        year = int(found[3])
        return date(year + 2000 if year < 100 else year, month, day)
    return next(
        (
            date(year, month, day)
            for year in range(today.year, today.year + 9)
            if 1 <= month <= 12
            and 1 <= day <= months.monthrange(year, month)[1]
            and date(year, month, day) >= today
        ),
        None,
    )


def _only_day(said: str, today: date, _calendar: Calendar) -> date | None:
    found = _ONLY_DAY.fullmatch(said)
    if not found or found[2] == "hang thang":
        return None
    day, month = int(found[1]), today.replace(day=1)
    if found[2] == "thang nay":
        return month.replace(day=day)
    if found[2] == "thang sau":
        return _next_month(month).replace(day=day)
    for _ in range(12):
        if day <= months.monthrange(month.year, month.month)[1] and month.replace(day=day) >= today:
            return month.replace(day=day)
        month = _next_month(month)
    return None


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _counted(said: str, today: date, calendar: Calendar) -> date | None:
    if said == "nua thang":
        return today + timedelta(days=15)
    if said == "nua nam":
        return _months_after(today, 6)
    found = _COUNTED.fullmatch(said)
    if not found:
        return None
    word = found["count"].strip()
    count = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
    return _after(today, count, found["unit"], calendar) if count else None


def _after(today: date, count: int, unit: str, calendar: Calendar) -> date:
    match unit:
        case "ngay lam viec":
            return working_days_after(today, count, calendar)
        case "ngay":
            return today + timedelta(days=count)
        case "tuan" | "tuan le":
            return today + timedelta(weeks=count)
        case "gio" | "tieng":
            return today + timedelta(days=-(-count // 24))
        case _:
            return _months_after(today, count * {"thang": 1, "quy": 3, "nam": 12}[unit])


def _months_after(day: date, count: int) -> date:
    """The same day of the month; its last when it has fewer."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def _weekday(said: str, today: date, _calendar: Calendar) -> date | None:
    found = _WEEKDAY.fullmatch(said)
    if not found:
        return None
    name = found[1] or ""
    wanted = 6 if found[2] else int(name) - 2 if name.isdigit() else _WEEKDAYS[name]
    monday = today - timedelta(days=today.weekday())
    if found[3] == "nay":
        return monday + timedelta(days=wanted)
    if found[3]:
        return monday + timedelta(days=7 + wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _part_of_span(said: str, today: date, _calendar: Calendar) -> date | None:
    if found := _TEN_DAYS.fullmatch(said):
        named = named_span(found[2], today)
        if named is None or named.period is not Period.MONTH:
            return None
        tenth = {"thuong": 10, "trung": 20}.get(found[1])
        return _not_over(named, today, lambda n: _day_of(n, tenth))
    found = _PART.fullmatch(said)
    part = {"dau": beginning_of, "giua": middle_of}.get(found[1], end_of) if found else end_of
    named = named_span(found[2] if found else said, today)
    return _not_over(named, today, part) if named else None


def _day_of(named: Named, number: int | None) -> date:
    return named.span.first.replace(day=number) if number else named.span.last


def _not_over(named: Named, today: date, part: Callable[[Named], date]) -> date:
    """The part of the span; of the next one when it has passed and no year was said."""
    day = part(named)
    return part(following(named)) if day < today and not named.fixed else day


_READERS: tuple[Reader, ...] = (
    _near, _written, _only_day, _counted, _weekday, _part_of_span,
)  # fmt: skip
