"""The API of the session: its steps, presence, the current item and page, live state."""

from flask import Response, current_app

from ecabinet.core.clock import utc_now
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.live import Live
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
from meetings.commands.lead import HandLead, Presenter, hand_lead
from meetings.commands.presence import Arrival, Presence, Somebody, check_in, leave
from meetings.commands.session import (
    Opening,
    OpenSession,
    SessionStep,
    close_session,
    open_session,
    pause_session,
    resume_session,
)
from meetings.commands.undo import Reversal, TakeBackPush, take_back_push
from meetings.queries import room
from meetings.queries.live_shapes import ConnectedOut, DeskState, RoomState
from meetings.queries.shapes import AttendanceOut, MeetingOut
from meetings.routes.doors import MeetingPath, api, meeting_answer


@api.post(
    "/meetings/<uuid:meeting_id>/session",
    operation_id="openSession",
    summary="Khai mạc",
    responses={200: MeetingOut},
)
def open_it(header: WriteHeaders, path: MeetingPath, body: Opening) -> Response:
    """Open the session of a called meeting; `besides` while another one runs."""
    execute(open_session, OpenSession(meeting_id=path.meeting_id, besides=body.besides))
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
def arrive(header: WriteHeaders, path: MeetingPath, body: Arrival) -> Response:
    """Check oneself in, or as secretary somebody else; `online`: from elsewhere."""
    command = Presence(meeting_id=path.meeting_id, **body.model_dump())
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
    """Make an item current on every device; with `after` only from where the caller believes."""
    asked = body.model_dump(exclude_unset=True)
    execute(push_agenda_item, PushAgendaItem(meeting_id=path.meeting_id, **asked))
    return meeting_answer(path.meeting_id)


@api.post(
    "/meetings/<uuid:meeting_id>/current-item/reversal",
    operation_id="takeBackPush",
    summary="Hoàn tác việc chuyển nội dung",
    responses={200: MeetingOut},
)
def go_back(header: WriteHeaders, path: MeetingPath, body: Reversal) -> Response:
    """Go back within a minute from an item opened by mistake, as if it had not been left."""
    execute(take_back_push, TakeBackPush(meeting_id=path.meeting_id, **body.model_dump()))
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


@api.put(
    "/meetings/<uuid:meeting_id>/presenter",
    operation_id="handLead",
    summary="Trao quyền dẫn trang",
    responses={200: MeetingOut},
)
def hand_over(header: WriteHeaders, path: MeetingPath, body: Presenter) -> Response:
    """Let a participant turn everybody's pages and point; null takes it back."""
    command = HandLead(meeting_id=path.meeting_id, participant_id=body.participant_id)
    execute(hand_lead, command)
    return meeting_answer(path.meeting_id)


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
    "/meetings/<uuid:meeting_id>/connected",
    operation_id="getConnected",
    summary="Máy đang nối",
    responses={200: ConnectedOut},
)
def get_connected(path: MeetingPath) -> Response:
    """Tell whose device is connected to the meeting now; changes are asked for, not announced."""
    live: Live = current_app.extensions["ecabinet.live"]
    people = live.people_in(f"meeting:{path.meeting_id}")
    with platform().store.reading() as session:
        return answer(room.connected(session, current_actor(), path.meeting_id, people))
