"""The API of presence: mistakes, standing back, codes, seats, the list to sign."""

from datetime import datetime
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.core.clock import utc_now
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform, tablets_first
from meetings import access
from meetings.commands.check_in_by_code import CheckedIn, check_in_by_code
from meetings.commands.correct import Correction, StrikeInterval, strike_interval
from meetings.commands.recuse import (
    RecuseFromItem,
    ReturnToItem,
    StandBack,
    recuse,
    return_to_item,
)
from meetings.commands.seating import (
    ArrangeSeats,
    SeatChoice,
    SeatParticipant,
    arrange_seats,
    seat_participant,
)
from meetings.policies import MeetingPermission
from meetings.queries.presence_log import PresenceLog, presence_log
from meetings.queries.seating import SeatMapState, seat_map
from meetings.queries.shapes import AttendanceOut
from meetings.routes.codes import DOOR_LASTS, address, door_code, read_code
from meetings.routes.doors import MeetingPath, SeatPath, api


class IntervalPath(MeetingPath):
    """Which interval of which meeting."""

    interval_id: UUID


class RecusalPath(MeetingPath):
    """Which item of which meeting."""

    item_id: UUID


class RecusalOf(BaseModel):
    """Whose recusal ends; without it one's own."""

    participant_id: UUID | None = None


class SeatCode(BaseModel):
    """The last part of the address in a QR code."""

    code: str = Field(min_length=1, max_length=400, examples=["s.WyJQSDEiLCI2Il0.abc"])


class DoorCode(BaseModel):
    """The code that the screen at the door shows now."""

    code: str
    address: str
    expires_at: datetime


@api.get(
    "/meetings/<uuid:meeting_id>/presence",
    operation_id="getPresenceLog",
    summary="Lịch sử điểm danh",
    responses={200: PresenceLog},
)
def log(path: MeetingPath) -> Response:
    """Show who came and went when, mistakes included, and who stood back from what."""
    with platform().store.reading() as session:
        return answer(presence_log(session, current_actor(), path.meeting_id))


@api.post(
    "/meetings/<uuid:meeting_id>/presence/<uuid:interval_id>/correction",
    operation_id="correctPresence",
    summary="Sửa điểm danh nhầm",
    responses={200: AttendanceOut},
)
def correct(header: WriteHeaders, path: IntervalPath, body: Correction) -> Response:
    """Strike an interval out that was noted by mistake, or only its end."""
    return answer(
        execute(strike_interval, StrikeInterval(**path.model_dump(), **body.model_dump()))
    )


@api.post(
    "/meetings/<uuid:meeting_id>/items/<uuid:item_id>/recusals",
    operation_id="recuseFromItem",
    summary="Không tham gia một nội dung",
    responses={200: AttendanceOut},
)
def stand_back(header: WriteHeaders, path: RecusalPath, body: StandBack) -> Response:
    """Stand back from an item: out of its quorum and of its votes."""
    return answer(execute(recuse, RecuseFromItem(**path.model_dump(), **body.model_dump())))


@api.post(
    "/meetings/<uuid:meeting_id>/items/<uuid:item_id>/recusals/end",
    operation_id="returnToItem",
    summary="Tham gia lại một nội dung",
    responses={200: AttendanceOut},
)
def come_back(header: WriteHeaders, path: RecusalPath, body: RecusalOf) -> Response:
    """Stand back no longer."""
    return answer(execute(return_to_item, ReturnToItem(**path.model_dump(), **body.model_dump())))


@api.post(
    "/check-ins",
    operation_id="checkInByCode",
    summary="Điểm danh bằng mã",
    responses={200: CheckedIn},
)
def by_code(header: WriteHeaders, body: SeatCode) -> Response:
    """Check oneself in by the code of a door or of a seat."""
    return answer(execute(check_in_by_code, read_code(body.code, current_actor().person_id)))


@api.get(
    "/meetings/<uuid:meeting_id>/door-code",
    operation_id="getDoorCode",
    summary="Mã điểm danh ở cửa",
    responses={200: DoorCode},
)
def door(path: MeetingPath) -> Response:
    """Give the code of the door as it is now; for the secretariat's screen."""
    with platform().store.reading() as session:
        permission = MeetingPermission.CHECK_IN_OTHERS
        access.place(session, current_actor(), path.meeting_id, permission)
    code = door_code(path.meeting_id)
    return answer(DoorCode(code=code, address=address(code), expires_at=utc_now() + DOOR_LASTS))


@api.get(
    "/meetings/<uuid:meeting_id>/seats",
    operation_id="getSeatMap",
    summary="Sơ đồ chỗ ngồi",
    responses={200: SeatMapState},
)
def seats(path: MeetingPath) -> Response:
    """Show the room as drawn, who sits where, who is here; with the numbers of its streams."""
    return _seats(path.meeting_id)


@api.post(
    "/meetings/<uuid:meeting_id>/seats",
    operation_id="arrangeSeats",
    summary="Xếp chỗ theo thứ bậc",
    responses={200: SeatMapState},
)
def arrange(header: WriteHeaders, path: MeetingPath) -> Response:
    """Give everybody a seat by order of protocol, on the newest plan of the room."""
    execute(arrange_seats, ArrangeSeats(meeting_id=path.meeting_id))
    return _seats(path.meeting_id)


@api.put(
    "/meetings/<uuid:meeting_id>/participants/<uuid:participant_id>/seat",
    operation_id="seatParticipant",
    summary="Xếp chỗ cho một người",
    responses={200: SeatMapState},
)
def seat_one(header: WriteHeaders, path: SeatPath, body: SeatChoice) -> Response:
    """Give somebody a seat, or none; who sat there gets the seat that is left."""
    execute(seat_participant, SeatParticipant(**path.model_dump(), **body.model_dump()))
    return _seats(path.meeting_id)


def _seats(meeting_id: UUID) -> Response:
    tablets_first()
    with platform().store.reading() as session:
        return answer(seat_map(session, current_actor(), meeting_id, utc_now()))
