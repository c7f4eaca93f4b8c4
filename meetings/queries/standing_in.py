"""For whom substitutes sit, and who is asked to be one."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from meetings.answers import Approval
from meetings.models import Answer, Participant


def holders(session: Session, seat_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of those represented, by the seat of their substitute; one query."""
    query = (
        select(Answer.substitute_seat_id, Participant.name)
        .join(Participant, Participant.id == Answer.participant_id)
        .where(Answer.substitute_seat_id.in_(seat_ids))
    )
    return {seat: name for seat, name in session.execute(query) if seat is not None}


def proposed(session: Session, meeting_id: UUID) -> dict[UUID, str]:
    """Return for whom each person was proposed or taken as a substitute, by person; one query."""
    query = (
        select(Answer.substitute_id, Participant.name)
        .join(Participant, Participant.id == Answer.participant_id)
        .where(
            Participant.meeting_id == meeting_id,
            Answer.substitute_id.is_not(None),
            or_(Answer.approval.is_(None), Answer.approval != Approval.REFUSED),
        )
    )
    return {person: name for person, name in session.execute(query) if person is not None}
