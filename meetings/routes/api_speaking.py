"""The API of the queues and the floor."""

from uuid import UUID

from flask import Response
from pydantic import BaseModel

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings import access
from meetings.commands.floor import (
    ExtendTurn,
    Floor,
    GiveFloor,
    MoreTime,
    end_turn,
    extend_turn,
    give_floor,
    pause_turn,
    resume_turn,
)
from meetings.commands.speaking import (
    AskToSpeak,
    QueueOrder,
    ReorderQueue,
    Request,
    Turn,
    TurnRef,
    ask_to_speak,
    reorder_queue,
    withdraw_turn,
)
from meetings.commands.undo import take_back_floor
from meetings.policies import MeetingPermission
from meetings.queries.detail import queues
from meetings.queries.turn_shapes import SpeakingOut
from meetings.routes.doors import MeetingPath, api


class TurnPath(BaseModel):
    """Which turn."""

    turn_id: UUID


@api.get(
    "/meetings/<uuid:meeting_id>/speaking",
    operation_id="getQueues",
    summary="Hàng đợi phát biểu",
    responses={200: SpeakingOut},
)
def show_queues(path: MeetingPath) -> Response:
    """Show the queues of the current item and who has the floor."""
    with platform().store.reading() as session:
        actor = current_actor()
        place = access.place(session, actor, path.meeting_id, MeetingPermission.READ)
        return answer(queues(session, actor, place))


@api.post(
    "/meetings/<uuid:meeting_id>/speaking-turns",
    operation_id="askToSpeak",
    summary="Xin phát biểu",
    responses={201: TurnRef},
)
def ask_for(header: WriteHeaders, path: MeetingPath, body: Request) -> Response:
    """Ask to speak or to question; who leads the session may add somebody by hand."""
    command = AskToSpeak(meeting_id=path.meeting_id, **body.model_dump())
    return answer(execute(ask_to_speak, command), 201)


@api.put(
    "/meetings/<uuid:meeting_id>/speaking-order",
    operation_id="reorderQueue",
    summary="Xếp hàng đợi",
    responses={200: TurnRef},
)
def order_queue(header: WriteHeaders, path: MeetingPath, body: QueueOrder) -> Response:
    """Put one queue in order; it names everybody who waits there."""
    command = ReorderQueue(meeting_id=path.meeting_id, **body.model_dump())
    return answer(execute(reorder_queue, command))


@api.post(
    "/speaking-turns/<uuid:turn_id>/withdrawal",
    operation_id="withdrawTurn",
    summary="Rút khỏi hàng đợi",
    responses={200: TurnRef},
)
def withdraw_it(header: WriteHeaders, path: TurnPath) -> Response:
    """Leave the queue; who leads the session may take anybody off it."""
    return answer(execute(withdraw_turn, Turn(turn_id=path.turn_id)))


@api.post(
    "/speaking-turns/<uuid:turn_id>/floor",
    operation_id="giveFloor",
    summary="Mời phát biểu",
    responses={200: TurnRef},
)
def give_it(header: WriteHeaders, path: TurnPath, body: Floor) -> Response:
    """Give the floor; refused when somebody else than `after` has it by now."""
    return answer(execute(give_floor, GiveFloor(turn_id=path.turn_id, after=body.after)))


@api.post(
    "/speaking-turns/<uuid:turn_id>/pause",
    operation_id="pauseTurn",
    summary="Tạm dừng người phát biểu",
    responses={200: TurnRef},
)
def pause_it(header: WriteHeaders, path: TurnPath) -> Response:
    """Let the speaker's clock stand."""
    return answer(execute(pause_turn, Turn(turn_id=path.turn_id)))


@api.delete(
    "/speaking-turns/<uuid:turn_id>/pause",
    operation_id="resumeTurn",
    summary="Mời phát biểu tiếp",
    responses={200: TurnRef},
)
def resume_it(header: WriteHeaders, path: TurnPath) -> Response:
    """Let the speaker go on."""
    return answer(execute(resume_turn, Turn(turn_id=path.turn_id)))


@api.post(
    "/speaking-turns/<uuid:turn_id>/more-time",
    operation_id="extendTurn",
    summary="Thêm thời gian phát biểu",
    responses={200: TurnRef},
)
def extend_it(header: WriteHeaders, path: TurnPath, body: MoreTime) -> Response:
    """Give the speaker more minutes."""
    return answer(execute(extend_turn, ExtendTurn(turn_id=path.turn_id, minutes=body.minutes)))


@api.post(
    "/speaking-turns/<uuid:turn_id>/end",
    operation_id="endTurn",
    summary="Kết thúc lượt phát biểu",
    responses={200: TurnRef},
)
def end_it(header: WriteHeaders, path: TurnPath) -> Response:
    """Take the floor back; the speaker may end the own turn."""
    return answer(execute(end_turn, Turn(turn_id=path.turn_id)))


@api.delete(
    "/speaking-turns/<uuid:turn_id>/floor",
    operation_id="takeBackFloor",
    summary="Hoàn tác việc mời phát biểu",
    responses={200: TurnRef},
)
def take_floor_back(header: WriteHeaders, path: TurnPath) -> Response:
    """Put a turn back into its queue that got the floor by mistake within the last minute."""
    return answer(execute(take_back_floor, Turn(turn_id=path.turn_id)))
