"""When each item is planned to begin, and whether all of them fit. Pure, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from ecabinet.core.errors import Invalid
from meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Timetable:
    """`starts` by item. `over` is by how many minutes the items go beyond the planned end."""

    starts: dict[UUID, datetime]
    ends_at: datetime
    minutes: int
    over: int


def timetable(meeting: Meeting, items: Iterable[AgendaItem]) -> Timetable:
    """Return the plan of the whole agenda, one item after the other."""
    at, starts, total = meeting.starts_at, {}, 0
    for item in items:
        starts[item.id] = at
        at += timedelta(minutes=item.minutes)
        total += item.minutes
    over = max(0, ceil((at - meeting.ends_at) / timedelta(minutes=1)))
    return Timetable(starts, at, total, over)


def check_fits(meeting: Meeting, minutes: int) -> None:
    """Raise Invalid when one item alone is longer than the whole meeting."""
    whole = int((meeting.ends_at - meeting.starts_at) / timedelta(minutes=1))
    if minutes > whole:
        raise Invalid("agenda.item_too_long", field="minutes", minutes=minutes, whole=whole)
