"""Operations that read calendars, and find a free time."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.catalogues.values import Code
from ecabinet.core.clock import OFFICE_ZONE, utc_now
from ecabinet.core.errors import Invalid, NotFound
from ecabinet.web.api import answer
from ecabinet.web.requests import current_actor, platform
from meetings import access
from meetings.calendar.queries.agenda import my_days, room_days, unit_days
from meetings.calendar.queries.free import FreeTime, free_times
from meetings.calendar.queries.shapes import CalendarDay
from meetings.calendar.routes.doors import api, today
from meetings.calendar.spans import FIRST, LAST, Span, View

MOST_DAYS = 62


class Whose(StrEnum):
    """Whose days: one's own, a unit's of one's own, or a room's."""

    MINE = "mine"
    UNIT = "unit"
    ROOM = "room"


class CalendarQuery(BaseModel):
    """From which day to which (inclusive, up to 62); a week from today unless given."""

    whose: Whose = Whose.MINE
    unit_id: UUID | None = None
    room: Code | None = None
    first: date | None = None
    last: date | None = None


class CalendarOut(BaseModel):
    """The days, each with what stands on it."""

    days: list[CalendarDay]


@api.get(
    "/calendar",
    operation_id="listCalendar",
    summary="Lịch của tôi, của đơn vị, của phòng họp",
    responses={200: CalendarOut},
)
def list_calendar(query: CalendarQuery) -> Response:
    """List days with meetings, lines of published weeks, tasks due, days off."""
    first = query.first or today()
    last = query.last or first + timedelta(days=6)
    if not FIRST <= first <= last <= LAST or (last - first).days >= MOST_DAYS:
        raise Invalid("calendar.too_long", field="last", most=MOST_DAYS)
    span = Span(View.DAY, first, first, last, first, last)
    return answer(CalendarOut(days=days_for(query.whose, query.unit_id, query.room, span)))


def days_for(whose: Whose, unit_id: UUID | None, room: str | None, span: Span) -> list[CalendarDay]:
    """Return the days. Raises NotFound: not one's own unit; Denied: rooms are for who plans."""
    actor = current_actor()
    with platform().store.reading() as session:
        if whose is Whose.MINE:
            return my_days(session, actor, span)
        if whose is Whose.ROOM:
            access.planner(actor)
            return room_days(session, actor, span, room or "")
        if unit_id not in actor.unit_ids:
            raise NotFound("not_found", kind="unit")
        return unit_days(session, actor, span, unit_id)


class FreeQuery(BaseModel):
    """Who should be free, which room, how long, looked for from when; working hours only."""

    person_ids: list[UUID] = Field([], max_length=300)
    room: Code | None = None
    minutes: int = Field(120, ge=15, le=600)
    first: date | None = None


class FreeTimes(BaseModel):
    """Times at which everybody and the room are free, the nearest first."""

    times: list[FreeTime]


@api.get(
    "/free-times",
    operation_id="findFreeTimes",
    summary="Giờ trống gần nhất",
    responses={200: FreeTimes},
)
def find_free_times(query: FreeQuery) -> Response:
    """Find times within working hours, for who plans meetings. It says when, never why not."""
    access.planner(current_actor())
    day = query.first or today()
    if not FIRST <= day <= LAST:
        raise Invalid("calendar.too_long", field="first", most=MOST_DAYS)
    with platform().store.reading() as session:
        found = free_times(
            session, frozenset(query.person_ids), query.room, query.minutes, _begin(day)
        )
    return answer(FreeTimes(times=found))


def _begin(day: date) -> datetime:
    begin = datetime(day.year, day.month, day.day, tzinfo=OFFICE_ZONE)
    return max(begin, utc_now())
