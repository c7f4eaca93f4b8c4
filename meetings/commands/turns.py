"""What every deed about turns does: the clock, the end of a turn, and telling everybody."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from ecabinet.core.unit_of_work import UnitOfWork
from meetings import events, states
from meetings.commands import hearing
from meetings.models import Attendance, Meeting, SpeakingInterval, SpeakingTurn
from meetings.queries.turns import screen_speaking, speaking
from meetings.states import TurnState

LIVE = (TurnState.WAITING, TurnState.FLOOR)


def announce(uow: UnitOfWork, meeting: Meeting) -> None:
    """Tell all rooms both queues, and the big screen who speaks; of a secret item nothing."""
    item_id = meeting.current_item_id
    secrecy = hearing.secrecy_of_item(uow, item_id) if item_id else 0
    queues = speaking(uow.session, meeting).model_dump(mode="json")
    wall = screen_speaking(uow.session, meeting).model_dump(mode="json")
    told = [
        events.SpeakingChanged(stream=events.everybody(meeting.id), speaking=queues),
        events.SpeakerShown(stream=events.screen(meeting.id), speaking=wall),
    ]
    hearing.announce(uow, meeting.id, secrecy, told)


def on_the_floor(uow: UnitOfWork, meeting_id: UUID) -> SpeakingTurn | None:
    """Return the turn that has the floor."""
    return uow.session.scalar(
        select(SpeakingTurn).where(
            SpeakingTurn.meeting_id == meeting_id, SpeakingTurn.state == TurnState.FLOOR
        )
    )


def start(uow: UnitOfWork, turn: SpeakingTurn) -> None:
    """Let the clock of a turn run. A running clock runs on."""
    if turn.started_at is None:
        turn.started_at = uow.now
        uow.session.add(SpeakingInterval(turn_id=turn.id, from_at=uow.now))


def stop(uow: UnitOfWork, turn: SpeakingTurn) -> bool:
    """Let the clock of a turn stand; return whether it ran."""
    if turn.started_at is None:
        return False
    turn.spent_seconds += max(0, round((uow.now - turn.started_at).total_seconds()))
    turn.started_at = None
    interval = uow.session.scalars(
        select(SpeakingInterval).where(
            SpeakingInterval.turn_id == turn.id, SpeakingInterval.until_at.is_(None)
        )
    ).one()
    interval.until_at = uow.now
    return True


def finish(uow: UnitOfWork, turn: SpeakingTurn) -> None:
    """End a turn: a speaker has spoken, whoever waits drops out."""
    stop(uow, turn)
    deed = "end" if turn.state == TurnState.FLOOR else "drop"
    code = "speaking.no_floor" if deed == "end" else "speaking.not_waiting"
    turn.state = states.after(states.TURN, deed, TurnState(turn.state), code)
    turn.ended_at = uow.now


def settle(uow: UnitOfWork, meeting: Meeting, participants: Collection[UUID] | None = None) -> bool:
    """End all turns of a meeting, or those of some participants; return whether there were any."""
    live = select(SpeakingTurn).where(
        SpeakingTurn.meeting_id == meeting.id, SpeakingTurn.state.in_(LIVE)
    )
    if participants is not None:
        live = live.where(SpeakingTurn.participant_id.in_(participants))
    turns = uow.session.scalars(live).all()
    for turn in turns:
        finish(uow, turn)
    return bool(turns)


def hold(uow: UnitOfWork, meeting: Meeting) -> None:
    """The session pauses or a vote opens: the speaker's clock stands until told to go on."""
    turn = on_the_floor(uow, meeting.id)
    if turn is not None and stop(uow, turn):
        announce(uow, meeting)


def is_here(uow: UnitOfWork, participant_id: UUID) -> bool:
    """Whether a participant is in the room."""
    here = select(Attendance.id).where(
        Attendance.participant_id == participant_id, Attendance.left_at.is_(None)
    )
    return uow.session.scalar(here) is not None


def last_place(uow: UnitOfWork, item_id: UUID) -> int:
    """Return the highest place given in the queues of an item."""
    highest = select(func.max(SpeakingTurn.position)).where(SpeakingTurn.item_id == item_id)
    return uow.session.scalar(highest) or 0
