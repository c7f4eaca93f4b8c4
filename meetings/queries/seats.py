"""Who takes part, as readers see them: three queries however many they are."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from meetings.catalogue import Function
from meetings.models import Answer, GuestItem, Meeting, Participant
from meetings.queries.presence import arrivals
from meetings.queries.shapes import ParticipantOut

# The answer by which somebody sits here, and the one that gave this seat away.
_GIVEN, _OWN = aliased(Answer), aliased(Answer)

# Columns, not rows of the ORM: hundreds of seats are read by hundreds of tablets.
_SEATS = (
    select(
        Participant.id,
        Participant.person_id,
        Participant.name,
        Participant.title,
        Participant.function,
        Participant.entitled,
        _GIVEN.participant_id,
        _OWN.substitute_seat_id,
    )
    .outerjoin(_GIVEN, _GIVEN.substitute_seat_id == Participant.id)
    .outerjoin(_OWN, _OWN.participant_id == Participant.id)
    .where(Participant.meeting_id == bindparam("meeting"), Participant.removed_at.is_(None))
    .order_by(Participant.rank)
)
_INVITED = (
    select(GuestItem.participant_id, GuestItem.item_id)
    .join(Participant, Participant.id == GuestItem.participant_id)
    .where(Participant.meeting_id == bindparam("meeting"))
    .order_by(GuestItem.item_id)
)


def seats(session: Session, meeting: Meeting) -> list[ParticipantOut]:
    """Return all who take part, in their order."""
    asked = {"meeting": meeting.id}
    since = arrivals(session, meeting)
    invited: dict[UUID, list[UUID]] = defaultdict(list)
    for seat_id, item_id in session.execute(_INVITED, asked):
        invited[seat_id].append(item_id)
    rows = session.execute(_SEATS, asked).all()
    names = {row.id: row.name for row in rows}
    return [
        ParticipantOut(
            id=seat_id,
            person_id=person_id,
            name=name,
            title=title,
            function=Function(function),
            entitled=entitled,
            present=seat_id in since,
            online=seat_id in since and since[seat_id].online,
            arrived_at=since[seat_id].at if seat_id in since else None,
            item_ids=invited.get(seat_id, []),
            sits_for=holder,
            substituted_by=substitute,
            stands_for=names.get(holder, ""),
        )
        for (
            seat_id,
            person_id,
            name,
            title,
            function,
            entitled,
            holder,
            substitute,
        ) in rows
    ]
