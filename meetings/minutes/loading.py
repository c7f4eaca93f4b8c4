"""Load minutes without asking whether the actor may: for the gate and its like."""

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from meetings import loading
from meetings.minutes.models import Minutes, MinutesAmendment, MinutesBlock
from meetings.minutes.places import AmendmentPlace, BlockPlace, MinutesPlace
from meetings.minutes.states import MinutesState
from meetings.models import AgendaItem, Meeting
from meetings.places import MeetingPlace
from meetings.states import MeetingState


def minutes_place(
    session: Session, actor: Actor, meeting_id: UUID, *, lock: bool = False
) -> MinutesPlace[MeetingPlace] | None:
    """Return the minutes in the actor's place in the meeting, unchecked.

    With `lock` the meeting is held: who writes, answers and approves come one after the other.
    """
    found = loading.place(session, actor, meeting_id, lock=lock)
    if found is None:
        return None
    return MinutesPlace(found, session.get(Minutes, meeting_id, populate_existing=lock))


def block_place(
    session: Session, actor: Actor, block_id: UUID, *, lock: bool = False
) -> BlockPlace[MeetingPlace] | None:
    """Return one text in the actor's place, unchecked; one of a removed item is not there."""
    block = session.get(MinutesBlock, block_id)
    at = minutes_place(session, actor, block.meeting_id, lock=lock) if block else None
    item = session.get(AgendaItem, block.item_id) if block and block.item_id else None
    if block is None or at is None or (item and item.removed_at):
        return None
    if lock:
        session.refresh(block)
    return BlockPlace(at, block, item)


def amendment_place(
    session: Session, actor: Actor, amendment_id: UUID, *, lock: bool = False
) -> AmendmentPlace[MeetingPlace] | None:
    """Return an amendment in the actor's place, unchecked."""
    row = session.get(MinutesAmendment, amendment_id)
    of = block_place(session, actor, row.block_id, lock=lock) if row else None
    if row is None or of is None:
        return None
    if lock:
        session.refresh(row)
    return AmendmentPlace(of, row)


def whole_minutes(session: Session, meeting_id: UUID) -> MinutesPlace[Meeting] | None:
    """Return the minutes of a whole meeting, with everybody's seats."""
    found = loading.meeting(session, meeting_id)
    return MinutesPlace(found, session.get(Minutes, meeting_id)) if found else None


def sample_minutes(unit_id: UUID) -> list[MinutesPlace[Meeting]]:
    """Return minutes sent round, of a meeting in which nobody has a part."""
    meeting = Meeting(id=uuid4(), unit_id=unit_id, state=MeetingState.CLOSED, participants=[])
    return [MinutesPlace(meeting, Minutes(meeting_id=meeting.id, state=MinutesState.CIRCULATED))]
