"""The floor: given to one, paused, given more time, taken back."""

from uuid import UUID

from pydantic import Field

from ecabinet.catalogues.queries import book
from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, states
from meetings.catalogue import SpeakingKind
from meetings.commands import turns
from meetings.commands.colleagues import tell_desk
from meetings.commands.plan import refuse_while_voting
from meetings.commands.speaking import Turn, TurnRef
from meetings.fields import Command
from meetings.kinds import MEETING_KINDS
from meetings.models import Meeting, SpeakingTurn
from meetings.places import MeetingPlace, own_seat
from meetings.policies import MeetingPermission
from meetings.states import MeetingState, TurnState


class Floor(Command):
    """`after` names the turn that has the floor as the desk sees it; that turn ends."""

    after: UUID | None = None


class GiveFloor(Turn, Floor):
    """The turn that gets the floor."""


def give_floor(uow: UnitOfWork, cmd: GiveFloor) -> TurnRef:
    """Give somebody who waits the floor; the clock runs from now. Giving twice is giving once.

    Raises:
        Conflict: the session does not run, a vote is open, the item is over, the person does not
            wait any more or has left, or somebody else than `after` has the floor.
    """
    turn, place = access.speaking_turn(uow, cmd.turn_id, MeetingPermission.RUN)
    if turn.state == TurnState.FLOOR:
        return TurnRef(id=turn.id)
    state = states.after(states.TURN, "give", TurnState(turn.state), "speaking.not_waiting")
    _check_now(uow, place)
    before = turns.on_the_floor(uow, place.id)
    if (before.id if before else None) != cmd.after:
        raise Conflict("speaking.floor_taken")
    if not turns.is_here(uow, turn.participant_id):
        raise Conflict("speaking.not_present")
    if before is not None:
        turns.finish(uow, before)
        # One has the floor: the constraint wants the one before to be off it first.
        uow.session.flush()
    turn.state = state
    turn.limit_seconds = _limit(uow, place.row, SpeakingKind(turn.kind))
    turns.start(uow, turn)
    tell_desk(uow, place.row, "speaking.given", participant_id=turn.participant_id)
    return _told(uow, "speaking.given", turn, place)


def pause_turn(uow: UnitOfWork, cmd: Turn) -> TurnRef:
    """Let the speaker's clock stand. Raises Conflict unless the turn has the floor."""
    turn, place = _on_floor(uow, cmd)
    turns.stop(uow, turn)
    return _told(uow, "speaking.paused", turn, place)


def resume_turn(uow: UnitOfWork, cmd: Turn) -> TurnRef:
    """Let the speaker go on. Raises Conflict off the floor, out of session, or while voting."""
    turn, place = _on_floor(uow, cmd)
    _check_now(uow, place)
    turns.start(uow, turn)
    return _told(uow, "speaking.resumed", turn, place)


class MoreTime(Command):
    """How many minutes more."""

    minutes: int = Field(1, ge=1, le=60)


class ExtendTurn(Turn, MoreTime):
    """The turn and the minutes."""


def extend_turn(uow: UnitOfWork, cmd: ExtendTurn) -> TurnRef:
    """Give the speaker more time. Raises Conflict unless the turn has the floor."""
    turn, place = _on_floor(uow, cmd)
    if turn.limit_seconds is not None:
        turn.limit_seconds += cmd.minutes * 60
    return _told(uow, "speaking.extended", turn, place)


def end_turn(uow: UnitOfWork, cmd: Turn) -> TurnRef:
    """Take the floor back, by the desk or the speaker. Ending twice changes nothing.

    Raises:
        Conflict: the turn never had the floor.
        Denied: somebody else's turn, without leading the session.
    """
    turn, place = access.speaking_turn(uow, cmd.turn_id, MeetingPermission.READ)
    own = own_seat(uow.actor, place)
    if own is None or own.id != turn.participant_id:
        _require_lead(uow, place)
    if turn.state == TurnState.ENDED:
        return TurnRef(id=turn.id)
    if turn.state != TurnState.FLOOR:
        raise Conflict("speaking.no_floor")
    turns.finish(uow, turn)
    return _told(uow, "speaking.ended", turn, place)


def _require_lead(uow: UnitOfWork, place: MeetingPlace) -> None:
    if not allows(uow.actor, MeetingPermission.RUN, place):
        raise Denied("denied", kind="speaking_turn")


def _on_floor(uow: UnitOfWork, cmd: Turn) -> tuple[SpeakingTurn, MeetingPlace]:
    turn, place = access.speaking_turn(uow, cmd.turn_id, MeetingPermission.RUN)
    if turn.state != TurnState.FLOOR:
        raise Conflict("speaking.no_floor")
    return turn, place


def _check_now(uow: UnitOfWork, place: MeetingPlace) -> None:
    if place.state != MeetingState.IN_SESSION:
        raise Conflict("session.not_running")
    refuse_while_voting(uow, place.row)


def _limit(uow: UnitOfWork, meeting: Meeting, kind: SpeakingKind) -> int | None:
    entry = book(uow.session, MEETING_KINDS).by_code.get(meeting.kind)
    return entry.data.speaking_limit(kind) if entry else None


def _told(uow: UnitOfWork, action: str, turn: SpeakingTurn, place: MeetingPlace) -> TurnRef:
    turns.announce(uow, place.row)
    seat = access.seat_of(uow, place.id, turn.participant_id)
    uow.audit(action, "meeting", place.id, person_id=str(seat.person_id), kind=turn.kind)
    return TurnRef(id=turn.id)
