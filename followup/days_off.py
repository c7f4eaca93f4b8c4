"""The office's own days off and working days, beside those that the law names every year.

The catalogue holds what a decision of a year moves (hoán đổi ngày làm việc, Bộ luật Lao động 2019,
điều 112 khoản 3) and what the office decides itself. An entry wins over the law's calendar.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.catalogues.queries import book
from ecabinet.catalogues.registry import Catalogue
from ecabinet.catalogues.values import EntryData
from followup.deadlines import Calendar


class DayOff(EntryData):
    """One day: off for everybody, or with `working` a day on which the office works after all."""

    day: date
    working: bool = False


def _code(data: DayOff) -> str:
    return data.day.isoformat()


DAYS_OFF = Catalogue("days-off", DayOff, code_of=_code)


def office_calendar(session: Session, today: date) -> Calendar:
    """Return the calendar that deadlines set today follow. The session reads it once."""
    days = [entry.data for entry in book(session, DAYS_OFF).offered(today)]
    return Calendar(
        off=frozenset(d.day for d in days if not d.working),
        working=frozenset(d.day for d in days if d.working),
    )


def past_days(session: Session, today: date, codes: Collection[str] | None) -> Mapping[str, int]:
    """Days that have been: deadlines were reckoned with them, and must stay explainable."""
    query = select(CatalogueEntry.code).where(
        CatalogueEntry.catalogue == DAYS_OFF.key,
        CatalogueEntry.code < (today + timedelta(days=1)).isoformat(),
    )
    if codes is not None:
        query = query.where(CatalogueEntry.code.in_(codes))
    return dict.fromkeys(session.scalars(query), 1)
