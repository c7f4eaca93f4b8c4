"""A list of notices in groups by office day, with words for today and yesterday."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from flask_babel import gettext as _

from ecabinet.core.clock import office_day
from ecabinet.notifications.queries.shapes import Told
from ecabinet.notifications.words import Worded, word


@dataclass(frozen=True)
class Day:
    """The notices of one day."""

    label: str
    rows: list[tuple[Told, Worded]]


def by_day(rows: list[Told], today: date) -> list[Day]:
    """Return `rows` (newest first) in groups, each with its words."""
    return [
        Day(_label(day, today), [(told, word(told)) for told in group])
        for day, group in groupby(rows, lambda told: office_day(told.at))
    ]


def _label(day: date, today: date) -> str:
    if day == today:
        return _("Hôm nay")
    if day == today - timedelta(days=1):
        return _("Hôm qua")
    return day.strftime("%d/%m/%Y")
