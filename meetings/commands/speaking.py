"""The queues: somebody asks to speak or to question, withdraws, the desk puts them in order."""

from uuid import UUID

from pydantic import Field
from sqlalchemy import select

from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.ids import new_id
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, states
from meetings.catalogue import Function, SpeakingKind
from meetings.commands import turns
from meetings.fields import Command
from meetings.models import AgendaItem, Meeting, SpeakingTurn
from meetings.places import MeetingPlace, Seat, own_seat
from meetings.policies import MeetingPermission
from meetings.states import TurnState


class TurnRef(Command):
    """The turn that was asked for or changed."""

    id: UUID


class Request(Command):
    """A wish to speak (or to question) on the item, by oneself; the desk may add anybody."""

    item_id: UUID
    kind: SpeakingKind = SpeakingKind.SPEAK
    participant_id: UUID | None = None


class AskToSpeak(Request):
    """The wish and the meeting."""

    meeting_id: UUID


def ask_to_speak(uow: UnitOfWork, cmd: AskToSpeak) -> TurnRef:
    """Put somebody at the end of a queue of the current item. Asking twice is asking once.

    Raises:
        Conflict: the session does not run, is at another item, or the person is not in the room.
        Denied: for somebody else, without leading the session.
        NotFound: the item is not the actor's to read, or the person does not take part in it.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.READ, lock=True)
    access.item_at(uow, uow.actor, place, cmd.item_id)
    seat = _whose(uow, place, cmd.participant_id)
    _check_now(uow, place, cmd.item_id, seat)
    known = _waiting(uow, cmd.item_id, seat.id, cmd.kind)
    if known is not None:
        return TurnRef(id=known)
    turn = SpeakingTurn(
        id=new_id(),
        meeting_id=place.id,
        item_id=cmd.item_id,
        participant_id=seat.id,
        kind=cmd.kind,
        position=turns.last_place(uow, cmd.item_id) + 1,
        asked_at=uow.now,
        asked_by=uow.actor.person_id,
    )
    uow.session.add(turn)
    turns.announce(uow, place.row)
    _note(uow, "speaking.asked", turn, seat.person_id)
    return TurnRef(id=turn.id)


class Turn(Command):
    """One turn."""

    turn_id: UUID


def withdraw_turn(uow: UnitOfWork, cmd: Turn) -> TurnRef:
    """Leave the queue, oneself or by the desk. Leaving twice changes nothing.

    Raises:
        Conflict: the person has the floor or has spoken.
        Denied: somebody else's turn, without leading the session.
    """
    turn, place = access.speaking_turn(uow, cmd.turn_id, MeetingPermission.READ)
    seat = _whose(uow, place, turn.participant_id)
    if turn.state == TurnState.DROPPED:
        return TurnRef(id=turn.id)
    if turn.state != TurnState.WAITING:
        raise Conflict("speaking.not_waiting")
    turns.finish(uow, turn)
    turns.announce(uow, place.row)
    _note(uow, "speaking.dropped", turn, seat.person_id)
    return TurnRef(id=turn.id)


class QueueOrder(Command):
    """All turns that wait in one queue of the current item, as they shall follow."""

    kind: SpeakingKind
    turn_ids: tuple[UUID, ...] = Field(max_length=2_000)


class ReorderQueue(QueueOrder):
    """The order and the meeting."""

    meeting_id: UUID


def reorder_queue(uow: UnitOfWork, cmd: ReorderQueue) -> TurnRef:
    """Put a queue in order. Raises Conflict when others wait there than named."""
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.RUN, lock=True)
    rows = uow.session.scalars(
        select(SpeakingTurn).where(
            SpeakingTurn.meeting_id == place.id,
            SpeakingTurn.kind == cmd.kind,
            SpeakingTurn.state == TurnState.WAITING,
        )
    )
    waiting = {turn.id: turn for turn in rows}
    if not waiting or len(cmd.turn_ids) != len(waiting) or set(cmd.turn_ids) != set(waiting):
        raise Conflict("speaking.queue_changed")
    for position, turn_id in enumerate(cmd.turn_ids, start=1):
        waiting[turn_id].position = position
    turns.announce(uow, place.row)
    uow.audit("speaking.reordered", "meeting", place.id)
    return TurnRef(id=cmd.turn_ids[0])


def drop_out(uow: UnitOfWork, meeting: Meeting, participant_id: UUID) -> None:
    """Somebody left the room: out of the queues, and off the floor."""
    if turns.settle(uow, meeting, [participant_id]):
        turns.announce(uow, meeting)


def _whose(uow: UnitOfWork, place: MeetingPlace, participant_id: UUID | None) -> Seat:
    own = own_seat(uow.actor, place)
    if own is not None and participant_id in (None, own.id):
        if not allows(uow.actor, MeetingPermission.SPEAK, place):
            raise Denied("denied", kind="speaking_turn")
        return own
    if participant_id is None:
        raise Denied("meeting.no_seat")
    if not allows(uow.actor, MeetingPermission.RUN, place):
        raise Denied("denied", kind="speaking_turn")
    return access.seat_of(uow, place.id, participant_id)


def _check_now(uow: UnitOfWork, place: MeetingPlace, item_id: UUID, seat: Seat) -> None:
    if place.state not in states.RUNNING:
        raise Conflict("session.not_running")
    if place.row.current_item_id != item_id:
        raise Conflict("speaking.other_item")
    if not _is_invited(uow, item_id, seat) or not turns.is_here(uow, seat.id):
        raise Conflict("speaking.not_present")


def _is_invited(uow: UnitOfWork, item_id: UUID, seat: Seat) -> bool:
    if seat.function != Function.GUEST:
        return True
    return not seat.item_ids.isdisjoint(uow.session.get_one(AgendaItem, item_id).covering)


def _waiting(
    uow: UnitOfWork, item_id: UUID, participant_id: UUID, kind: SpeakingKind
) -> UUID | None:
    return uow.session.scalar(
        select(SpeakingTurn.id).where(
            SpeakingTurn.item_id == item_id,
            SpeakingTurn.participant_id == participant_id,
            SpeakingTurn.kind == kind,
            SpeakingTurn.state == TurnState.WAITING,
        )
    )


def _note(uow: UnitOfWork, action: str, turn: SpeakingTurn, person_id: UUID) -> None:
    uow.audit(action, "meeting", turn.meeting_id, person_id=str(person_id), kind=turn.kind)
