"""On which days a unit can change; asked by commands, and by the preview of an import."""

from datetime import date, timedelta

from ecabinet.accounts.models.unit import Unit, UnitName
from ecabinet.core.errors import Conflict, Invalid

DAY = timedelta(days=1)
# No paper of a unit is older than the Party (03/02/1930); nobody plans further than two terms.
EARLIEST = date(1930, 2, 3)
FURTHEST = timedelta(days=10 * 366)
# Names may be put right for any past. What takes people and inboxes along may be entered late, but
# not so late that deeds of a whole year would have been done by nobody.
ENTERED_LATE = timedelta(days=366)


def check_change(unit: Unit, rows: list[UnitName], from_on: date, today: date) -> None:
    """Raise Invalid or Conflict unless the unit can change on that day; see `change`."""
    check_sane(from_on, today)
    check_day(unit, from_on)
    later = after(rows, from_on)
    if later and later[0].from_on <= today:
        day = written(later[0].from_on)
        raise Conflict("unit.changed_later", field="from_on", day=day)


def check_sane(day: date, today: date, *, back: timedelta | None = None) -> None:
    """Raise Invalid for a day that can only be mistyped, or lies further back than `back`."""
    earliest = EARLIEST if back is None else today - back
    if day < earliest:
        raise Invalid("unit.day_too_early", field="from_on", day=written(earliest))
    if day > today + FURTHEST:
        raise Invalid("unit.day_too_late", field="from_on", day=written(today + FURTHEST))


def check_day(unit: Unit, day: date) -> None:
    """Raise Invalid or Conflict unless the unit is there on `day`."""
    if unit.opened_on is not None and day < unit.opened_on:
        raise Invalid("unit.before_opening", field="from_on", day=written(unit.opened_on))
    if not unit.open_on(day):
        raise Conflict("unit.closed", field="from_on", name=unit.name)


def written(day: date) -> str:
    """Return a day as sentences show it: dd/mm/yyyy."""
    return day.strftime("%d/%m/%Y")


def after(rows: list[UnitName], day: date) -> list[UnitName]:
    """Return the rows that begin later and ever hold."""
    return [r for r in rows if r.from_on > day and r.held_ever]
