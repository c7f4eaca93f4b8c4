"""The API of rooms as they are drawn."""

from enum import StrEnum

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings import access
from meetings.commands.draw import Drawn, DrawRoom, PlanRef, draw_room
from meetings.drawing import MOST_SEATS, Drawing, horseshoe, rows, tables
from meetings.queries.plans import PlanOut, newest, plan_out
from meetings.routes.doors import api

TABLES_ACROSS = 5


class RoomPath(BaseModel):
    """Which room, by its code."""

    room_code: str


@api.get(
    "/rooms/<room_code>/plan",
    operation_id="getRoomPlan",
    summary="Sơ đồ phòng",
    responses={200: PlanOut},
)
def show_plan(path: RoomPath) -> Response:
    """Show the newest drawing of a room."""
    with platform().store.reading() as session:
        access.room(session, current_actor(), path.room_code)
        plan = newest(session, path.room_code)
        if plan is None:
            raise Conflict("room.no_plan")
        return answer(plan_out(plan))


class Shape(StrEnum):
    """How a room can be drawn at once."""

    HORSESHOE = "horseshoe"
    ROWS = "rows"
    TABLES = "tables"


class Wanted(BaseModel):
    """The shape, and its two numbers: seats at the head and each side; rows and seats in each;
    tables and seats at each.
    """

    shape: Shape = Shape.HORSESHOE
    first: int = Field(3, ge=1, le=60)
    second: int = Field(6, ge=1, le=60)


@api.get(
    "/rooms/<room_code>/proposal",
    operation_id="proposeRoomPlan",
    summary="Vẽ nhanh sơ đồ phòng",
    responses={200: Drawing},
)
def propose(path: RoomPath, query: Wanted) -> Response:
    """Draw a usual room; nothing is saved."""
    with platform().store.reading() as session:
        access.room(session, current_actor(), path.room_code)
    if query.first * query.second > MOST_SEATS:
        raise Invalid("room.too_many", field="first", most=MOST_SEATS)
    if query.shape is Shape.ROWS:
        return answer(rows(query.first, query.second))
    if query.shape is Shape.TABLES:
        return answer(tables(query.first, TABLES_ACROSS, query.second))
    return answer(horseshoe(query.first, query.second))


@api.put(
    "/rooms/<room_code>/plan",
    operation_id="drawRoom",
    summary="Lưu sơ đồ phòng",
    responses={200: PlanRef},
)
def save_plan(header: WriteHeaders, path: RoomPath, body: Drawn) -> Response:
    """Save a drawing as the newest version; meetings that were held keep theirs."""
    command = DrawRoom(room=path.room_code, base=body.base, drawing=body.drawing)
    return answer(execute(draw_room, command))
