"""The calendar by day, week and month: one's own, a unit's, a room's."""

from datetime import date
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.catalogues.queries import book
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import allows
from ecabinet.web.requests import current_actor, platform
from ecabinet.web.typed import typed_day
from meetings.calendar.routes.api import Whose, days_for
from meetings.calendar.routes.doors import pages, today
from meetings.calendar.spans import View, span_of
from meetings.calendar.words import HALVES, KINDS, WEEKDAYS
from meetings.kinds import ROOMS
from meetings.policies import BodyPermission

VIEWS = {str(view): view for view in View}
WHOSE = {str(whose): whose for whose in Whose}


@pages.get("")
def index() -> ResponseReturnValue:
    """Show the days chosen; what is no day, view or unit shows this week of one's own."""
    view = VIEWS.get(request.args.get("view", ""), View.WEEK)
    span = span_of(view, _day(request.args.get("day", "")))
    whose = WHOSE.get(request.args.get("whose", ""), Whose.MINE)
    unit_id, room = _key(request.args.get("unit", "")), request.args.get("room", "")[:40]
    days = days_for(whose, unit_id, room, span)
    units, rooms = _offers()
    if whose is Whose.ROOM and room not in dict(rooms):
        raise NotFound("not_found", kind="room")
    return render_template(
        "meetings/calendar/index.html",
        span=span, days=days, whose=whose, unit_id=unit_id, room=room, units=units, rooms=rooms,
        today=today(), weekdays=WEEKDAYS, halves=HALVES, kinds=KINDS,
        busy=any(day.items for day in days),
    )  # fmt: skip


def _offers() -> tuple[list[tuple[UUID, str]], list[tuple[str, str]]]:
    """One's units by name, and for who plans meetings the rooms."""
    actor = current_actor()
    with platform().store.reading() as session:
        units = names_on(session, actor.unit_ids, today())
        plans = any(allows(actor, BodyPermission.CREATE_MEETING, u) for u in actor.unit_ids)
        rooms = book(session, ROOMS).choices(today(), actor) if plans else []
    return sorted(((key, found.name) for key, found in units.items()), key=lambda u: u[1]), rooms


def _day(text: str) -> date:
    try:
        return date.fromisoformat(typed_day(text))
    except ValueError:
        return today()


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
