"""The API of the session: its steps, presence, the current item and page, live state."""

from flask import Response

from ecabinet.core.clock import utc_now
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings.commands.guide import (
    CurrentItem,
    CurrentPage,
    PagePlace,
    PushAgendaItem,
    TurnPage,
    push_agenda_item,
    turn_page,
)
from meetings.commands.presence import Presence, Somebody, check_in, leave
from meetings.commands.session import (
    SessionStep,
    close_session,
    open_session,
    pause_session,
    resume_session,
)
from meetings.queries import room
from meetings.queries.live_shapes import DeskState, RoomState, ScreenState
from meetings.queries.shapes import AttendanceOut, MeetingOut
from meetings.routes.doors import MeetingPath, api, meeting_answer


@api.post(
    "/meetings/<uuid:meeting_id>/session",
    operation_id="openSession",
    summary="Khai mạc",
    responses={200: MeetingOut},
)
def open_it(header: WriteHeaders, path: MeetingPath) -> Response:
    """Open the session of a called meeting."""
    execute(open_session, SessionStep(meeting_id=path.meeting_id))
    return meeting_answer(path.meeting_id)


@api.post(
    "/meetings/<uuid:meeting_id>/pause",
    operation_id="pauseSession",
    summary="Tạm dừng",
    responses={200: MeetingOut},
)
def pause(header: WriteHeaders, path: MeetingPath) -> Response:
    """Pause the session; clocks stand."""
    execute(pause_session, SessionStep(meeting_id=path.meeting_id))
    return meeting_answer(path.meeting_id)


@api.delete(
    "/meetings/<uuid:meeting_id>/pause",
    operation_id="resumeSession",
    summary="Họp tiếp",
    responses={200: MeetingOut},
)
def resume(header: WriteHeaders, path: MeetingPath) -> Response:
    """Go on after a pause."""
    execute(resume_session, SessionStep(meeting_id=path.meeting_id))
    return meeting_answer(path.meeting_id)


@api.post(
    "/meetings/<uuid:meeting_id>/closure",
    operation_id="closeSession",
    summary="Kết thúc",
    responses={200: MeetingOut},
)
def close(header: WriteHeaders, path: MeetingPath) -> Response:
    """Close the session; refused while a vote is open."""
    execute(close_session, SessionStep(meeting_id=path.meeting_id))
    return meeting_answer(path.meeting_id)


@api.post(
    "/meetings/<uuid:meeting_id>/attendance",
    operation_id="checkIn",
    summary="Điểm danh",
    responses={200: AttendanceOut},
)
def arrive(header: WriteHeaders, path: MeetingPath, body: Somebody) -> Response:
    """Check oneself in, or as secretary somebody else."""
    command = Presence(meeting_id=path.meeting_id, participant_id=body.participant_id)
    return answer(execute(check_in, command))


@api.post(
    "/meetings/<uuid:meeting_id>/departures",
    operation_id="leaveMeeting",
    summary="Ra về",
    responses={200: AttendanceOut},
)
def depart(header: WriteHeaders, path: MeetingPath, body: Somebody) -> Response:
    """Note that oneself, or as secretary somebody else, has left."""
    command = Presence(meeting_id=path.meeting_id, participant_id=body.participant_id)
    return answer(execute(leave, command))


@api.put(
    "/meetings/<uuid:meeting_id>/current-item",
    operation_id="pushAgendaItem",
    summary="Chuyển nội dung",
    responses={200: MeetingOut},
)
def push(header: WriteHeaders, path: MeetingPath, body: CurrentItem) -> Response:
    """Make an item current on every device."""
    execute(push_agenda_item, PushAgendaItem(meeting_id=path.meeting_id, **body.model_dump()))
    return meeting_answer(path.meeting_id)


@api.put(
    "/meetings/<uuid:meeting_id>/current-page",
    operation_id="turnPage",
    summary="Lật trang",
    responses={200: PagePlace},
)
def turn(header: WriteHeaders, path: MeetingPath, body: CurrentPage) -> Response:
    """Turn the page for everybody who follows."""
    command = TurnPage(meeting_id=path.meeting_id, **body.model_dump())
    return answer(execute(turn_page, command))


@api.get(
    "/meetings/<uuid:meeting_id>/room",
    operation_id="getRoom",
    summary="Trạng thái phòng họp",
    responses={200: RoomState},
)
def get_room(path: MeetingPath) -> Response:
    """Show all the room needs, with the numbers of its streams."""
    with platform().store.reading() as session:
        return answer(room.room(session, current_actor(), path.meeting_id, utc_now()))


@api.get(
    "/meetings/<uuid:meeting_id>/desk",
    operation_id="getDesk",
    summary="Bàn thư ký",
    responses={200: DeskState},
)
def get_desk(path: MeetingPath) -> Response:
    """Show all the secretary's desk needs."""
    with platform().store.reading() as session:
        return answer(room.desk(session, current_actor(), path.meeting_id, utc_now()))


@api.get(
    "/meetings/<uuid:meeting_id>/screen",
    operation_id="getScreen",
    summary="Màn hình lớn",
    responses={200: ScreenState},
)
def get_screen(path: MeetingPath) -> Response:
    """Show what the big screen may show."""
    with platform().store.reading() as session:
        return answer(room.screen(session, current_actor(), path.meeting_id, utc_now()))
