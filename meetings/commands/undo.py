"""Mistakes of the desk are taken back, for a minute and where nothing has come of them yet."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, or_, select

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, clocks, states
from meetings.commands import turns
from meetings.commands.colleagues import tell_desk
from meetings.commands.guide import CurrentItem, move_to, running
from meetings.commands.plan import MeetingRef, refuse_while_voting
from meetings.commands.speaking import Turn, TurnRef
from meetings.fields import Command
from meetings.models import AgendaItem, Conclusion, Meeting, SpeakingInterval, SpeakingTurn, Vote
from meetings.policies import MeetingPermission
from meetings.states import ItemState, TurnState

UNDONE_WITHIN = timedelta(seconds=60)


class Reversal(Command):
    """The item opened by mistake, and where everybody was before."""

    item_id: UUID
    back_to: CurrentItem


class TakeBackPush(Reversal):
    """The reversal and the meeting."""

    meeting_id: UUID


def take_back_push(uow: UnitOfWork, cmd: TakeBackPush) -> MeetingRef:
    """Go back to the item before as if it had not been left: its clock and those who waited.

    The item opened by mistake is as before, too: its time does not count.

    Raises:
        Conflict: the session does not run, a vote is open, another item is current, more than a
            minute has passed, or somebody has spoken, voted or concluded there already.
        NotFound, Invalid: as for a push.
    """
    place = running(uow, cmd.meeting_id)
    meeting = place.row
    refuse_while_voting(uow, meeting)
    wrong = access.item_at(uow, uow.actor, place, cmd.item_id)
    right = access.item_at(uow, uow.actor, place, cmd.back_to.item_id)
    if meeting.current_item_id != wrong.id or right.id == wrong.id:
        raise Conflict("undo.moved_on")
    began = wrong.started_at
    if began is None or uow.now - began > UNDONE_WITHIN:
        raise Conflict("undo.too_late")
    if _something_came_of_it(uow, wrong, began):
        raise Conflict("undo.used")
    turns.settle(uow, meeting)
    wrong.started_at = None
    wrong.opened_at = None if wrong.opened_at == began else wrong.opened_at
    wrong.state = ItemState.DONE if wrong.spent_seconds else ItemState.PENDING
    clocks.start(right, began)
    _wait_again(uow, right, began)
    move_to(uow, meeting, right, cmd.back_to, [wrong, right])
    uow.audit("agenda_item.taken_back", "meeting", meeting.id, item_id=str(wrong.id))
    tell_desk(uow, meeting, "agenda_item.taken_back", item_id=right.id)
    return MeetingRef(id=meeting.id)


def _something_came_of_it(uow: UnitOfWork, item: AgendaItem, since: datetime) -> bool:
    spoken = (
        select(SpeakingInterval.id)
        .join(SpeakingTurn, SpeakingTurn.id == SpeakingInterval.turn_id)
        .where(SpeakingTurn.item_id == item.id, SpeakingInterval.from_at >= since)
    )
    voted = select(Vote.id).where(Vote.item_id == item.id, Vote.opened_at >= since)
    concluded = select(Conclusion.id).where(
        Conclusion.item_id == item.id, Conclusion.recorded_at >= since
    )
    return bool(uow.session.scalar(select(or_(exists(spoken), exists(voted), exists(concluded)))))


def _wait_again(uow: UnitOfWork, item: AgendaItem, left_at: datetime) -> None:
    """Whoever waited when the item was left waits again, unless they have left the room."""
    dropped = select(SpeakingTurn).where(
        SpeakingTurn.item_id == item.id,
        SpeakingTurn.state == TurnState.DROPPED,
        SpeakingTurn.ended_at == left_at,
    )
    for turn in uow.session.scalars(dropped).all():
        if turns.is_here(uow, turn.participant_id):
            turn.state = states.after(states.TURN, "restore", TurnState(turn.state), "undo.used")
            turn.ended_at = None


def take_back_floor(uow: UnitOfWork, cmd: Turn) -> TurnRef:
    """Put a turn that got the floor by mistake back to its place in the queue; nothing is counted.

    Whoever spoke before stays ended. Taking back twice is taking back once.

    Raises:
        Conflict: it does not have the floor, has had it for more than a minute, or the person has
            asked again meanwhile.
    """
    turn, place = access.speaking_turn(uow, cmd.turn_id, MeetingPermission.RUN)
    if turn.state == TurnState.WAITING:
        return TurnRef(id=turn.id)
    state = states.after(states.TURN, "return", TurnState(turn.state), "speaking.no_floor")
    own = select(SpeakingInterval.from_at).where(SpeakingInterval.turn_id == turn.id)
    first = uow.session.scalar(own.order_by(SpeakingInterval.from_at).limit(1))
    if first is None or uow.now - first > UNDONE_WITHIN:
        raise Conflict("undo.too_late")
    if _asked_again(uow, turn):
        raise Conflict("undo.used")
    uow.session.execute(delete(SpeakingInterval).where(SpeakingInterval.turn_id == turn.id))
    turn.state, turn.started_at, turn.spent_seconds = state, None, 0
    turn.limit_seconds = None
    uow.session.flush()  # The queues are read from the database.
    turns.announce(uow, place.row)
    seat = access.seat_of(uow, place.id, turn.participant_id)
    uow.audit("speaking.taken_back", "meeting", place.id, person_id=str(seat.person_id))
    _tell(uow, place.row, turn)
    return TurnRef(id=turn.id)


def _asked_again(uow: UnitOfWork, turn: SpeakingTurn) -> bool:
    again = select(SpeakingTurn.id).where(
        SpeakingTurn.item_id == turn.item_id,
        SpeakingTurn.participant_id == turn.participant_id,
        SpeakingTurn.kind == turn.kind,
        SpeakingTurn.state == TurnState.WAITING,
    )
    return uow.session.scalar(again.limit(1)) is not None


def _tell(uow: UnitOfWork, meeting: Meeting, turn: SpeakingTurn) -> None:
    tell_desk(uow, meeting, "speaking.taken_back", participant_id=turn.participant_id)
