"""Free times within working hours, in quarters of an hour. Pure."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from ecabinet.core.clock import OFFICE_ZONE, office_time

# Usual hours of offices; a meeting does not run through the midday rest.
HOURS = ((time(8), time(11, 30)), (time(13, 30), time(17)))
STEP = timedelta(minutes=15)
DAYS_AHEAD = 30
Busy = tuple[datetime, datetime]


def free_spans(
    busy: Iterable[Busy],
    minutes: int,
    after: datetime,
    works: Callable[[date], bool],
    most: int,
) -> list[Busy]:
    """Return the next times of this length in which nothing of `busy` lies, at most two a half-day.

    What is longer than a half-day is looked for from morning on, through the midday rest.
    """
    taken, length = sorted(busy), timedelta(minutes=minutes)
    found: list[Busy] = []
    for begin, end in _frames(after, works, length):
        at, here = max(begin, _up(after)), 0
        while at + length <= end and here < 2:
            clash = next((t for t in taken if t[0] < at + length and t[1] > at), None)
            if clash is not None:
                at = max(_up(clash[1]), at + STEP)
                continue
            found.append((at, at + length))
            here += 1
            if len(found) == most:
                return found
            at += length
    return found


def _frames(after: datetime, works: Callable[[date], bool], length: timedelta) -> Iterator[Busy]:
    day = office_time(after).date()
    whole = length > timedelta(hours=3, minutes=30)
    hours = ((HOURS[0][0], HOURS[1][1]),) if whole else HOURS
    for number in range(DAYS_AHEAD):
        this = day + timedelta(days=number)
        if works(this):
            for begin, end in hours:
                yield (
                    datetime.combine(this, begin, OFFICE_ZONE),
                    datetime.combine(this, end, OFFICE_ZONE),
                )


def _up(moment: datetime) -> datetime:
    """The next quarter of an hour."""
    local = office_time(moment)
    floor = local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)
    return floor if floor == local else floor + STEP
