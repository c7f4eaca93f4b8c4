"""The pages of rooms: the list, the editor of the seat map, the cards with seat codes."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ecabinet.accounts.totp import qr_svg
from ecabinet.catalogues.queries import Entry, book
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.core.permissions import allows
from ecabinet.web.requests import current_actor, platform
from meetings import access, drawing
from meetings.kinds import ROOMS, Room
from meetings.policies import RoomPermission
from meetings.queries.plans import drawn, newest, plan_out
from meetings.routes.codes import address, seat_code

room_pages = Blueprint("rooms", __name__)


@room_pages.get("/rooms")
def index() -> ResponseReturnValue:
    """List the rooms, and whether their seats are drawn."""
    actor = current_actor()
    with platform().store.reading() as session:
        if not allows(actor, RoomPermission.DRAW, None):
            raise NotFound("not_found", kind="room")
        rooms = book(session, ROOMS).offered(office_day(utc_now()))
        plans = drawn(session)
    return render_template("meetings/rooms.html", rooms=rooms, plans=plans)


@room_pages.get("/rooms/<room_code>")
def edit(room_code: str) -> ResponseReturnValue:
    """Show the editor, on the newest plan or on a proposal by the room's size."""
    with platform().store.reading() as session:
        room = access.room(session, current_actor(), room_code)
        plan = newest(session, room_code)
    shown = plan_out(plan).drawing if plan else proposal(room)
    return render_template(
        "meetings/room_plan.html",
        room=room,
        plan=plan,
        drawing=shown,
        base=plan.number if plan else 0,
    )


@room_pages.get("/rooms/<room_code>/codes")
def codes(room_code: str) -> ResponseReturnValue:
    """Show the cards to print, one for each seat."""
    with platform().store.reading() as session:
        room = access.room(session, current_actor(), room_code)
        plan = newest(session, room_code)
        if plan is None:
            raise Conflict("room.no_plan")
        numbers = plan_out(plan).drawing.numbers
    cards = [(number, qr_svg(address(seat_code(room.code, number)))) for number in numbers]
    return render_template("meetings/seat_codes.html", room=room, cards=cards)


def proposal(room: Entry[Room]) -> drawing.Drawing:
    """Return what a room may look like: its rows, else a table in the form of a U."""
    if room.data.seats and room.data.seats <= drawing.MOST_SEATS:
        return drawing.rows(room.data.rows or 1, room.data.seats_per_row or 1)
    side = min(max((room.data.capacity - 3) // 2, 1), 15)
    return drawing.horseshoe(3, side)
