"""Who is here, and whether that makes a quorum."""

from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, or_, select
from sqlalchemy.orm import Session

from meetings.models import Attendance, Meeting, Participant, Recusal
from meetings.queries.shapes import AttendanceOut, RecusalOut
from meetings.quorum import Fraction, quorum
from meetings.states import MeetingState

# On the tables themselves: asked at each arrival, and nothing of the ORM waits to be written.
_SEAT = cast(Table, Participant.__table__).c
_CAME = cast(Table, Attendance.__table__).c
_BACK = cast(Table, Recusal.__table__).c
# Is here; after the session (`over`), was there at all. What was noted by mistake is neither.
_WAS_HERE = or_(_CAME.left_at.is_(None), bindparam("over")) & _CAME.struck_at.is_(None)
_HERE = select(_CAME.id).where(_CAME.participant_id == _SEAT.id, _WAS_HERE)
_STANDS_BACK = select(_BACK.id).where(
    _BACK.participant_id == _SEAT.id,
    _BACK.item_id == bindparam("item"),
    _BACK.withdrawn_at.is_(None),
)
# Only entitled seats count for the quorum and may vote, unless they stand back from the item.
_VOTING = (
    _SEAT.meeting_id == bindparam("meeting"),
    _SEAT.entitled,
    _SEAT.removed_at.is_(None),
    ~_STANDS_BACK.exists(),
)
_COUNT = select(func.count(), func.count().filter(_HERE.exists())).where(*_VOTING)
_SEATS = select(_SEAT.id, _HERE.exists(), _STANDS_BACK.exists()).where(
    _SEAT.meeting_id == bindparam("meeting"), _SEAT.entitled, _SEAT.removed_at.is_(None)
)
_VOTERS = select(_SEAT.id).where(*_VOTING, _HERE.exists()).order_by(_SEAT.rank)
_ARRIVALS = (
    select(_CAME.participant_id, _CAME.arrived_at, _CAME.online)
    .where(_CAME.meeting_id == bindparam("meeting"), _WAS_HERE)
    .order_by(_CAME.arrived_at.desc())
)
_RECUSALS = (
    select(_BACK.item_id, _BACK.participant_id)
    .where(_BACK.meeting_id == bindparam("meeting"), _BACK.withdrawn_at.is_(None))
    .order_by(_BACK.recorded_at, _BACK.id)
)


class Arrival(NamedTuple):
    """Since when somebody is here, and whether from elsewhere."""

    at: datetime
    online: bool


class VotingSeat(NamedTuple):
    """A seat with a vote: whether its holder is here, and whether they stand back."""

    id: UUID
    here: bool
    recused: bool


def _asked(meeting: Meeting, item_id: UUID | None = None) -> dict[str, object]:
    over = meeting.state == MeetingState.CLOSED
    # After the session nobody stands back any more: the list says who was there.
    item = None if over else item_id or meeting.current_item_id
    return {"meeting": meeting.id, "over": over, "item": item}


def arrivals(session: Session, meeting: Meeting) -> dict[UUID, Arrival]:
    """Return since when each is here; after the session, when each first came."""
    rows = session.execute(_ARRIVALS, {k: v for k, v in _asked(meeting).items() if k != "item"})
    return {seat_id: Arrival(at, online) for seat_id, at, online in rows}


def attendance(session: Session, meeting: Meeting, item_id: UUID | None = None) -> AttendanceOut:
    """Return the figures of attendance for an item (the current one), counted by the database."""
    members, present = session.execute(_COUNT, _asked(meeting, item_id)).one()
    rule = Fraction(meeting.quorum_numerator, meeting.quorum_denominator, meeting.quorum_strict)
    found = quorum(members, present, rule)
    return AttendanceOut(
        members=found.members,
        present=found.present,
        required=found.required,
        reached=found.reached,
    )


def voters(session: Session, meeting: Meeting, item_id: UUID | None = None) -> list[UUID]:
    """Return who may vote on an item now: entitled, here, and not standing back from it."""
    return list(session.scalars(_VOTERS, _asked(meeting, item_id)))


def seats_with_vote(session: Session, meeting: Meeting, item_id: UUID) -> list[VotingSeat]:
    """Return all seats that have a vote, in order of rank, as they stand for an item now."""
    rows = session.execute(_SEATS.order_by(_SEAT.rank), _asked(meeting, item_id))
    return [VotingSeat(*row) for row in rows]


def recusals(session: Session, meeting: Meeting) -> list[RecusalOut]:
    """Return who stands back from which item."""
    rows = session.execute(_RECUSALS, {"meeting": meeting.id})
    return [RecusalOut(item_id=item, participant_id=seat) for item, seat in rows]
