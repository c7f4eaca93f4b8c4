"""Invitations that wait for the reader's answer: a part of the home page. Two queries."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from meetings.answers import Approval
from meetings.catalogue import Function
from meetings.models import Answer, Call, Meeting, Participant
from meetings.policies import visible_to
from meetings.queries.shapes import Shape
from meetings.states import MeetingState

MOST = 5


class ToAnswer(Shape):
    """An invitation without an answer that counts."""

    meeting_id: UUID
    title: str
    starts_at: datetime
    place: str
    answer_by: datetime | None


def to_answer(session: Session, actor: Actor) -> list[ToAnswer]:
    """Return the reader's invitations to answer, the next meeting first; a deputy answers none."""
    if actor.deputy is not None:
        return []
    now = utc_now()
    rows = session.execute(
        select(Meeting.id, Meeting.title, Meeting.starts_at, Meeting.place, Call.answer_by)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .outerjoin(Answer, Answer.participant_id == Participant.id)
        .outerjoin(Call, Call.meeting_id == Meeting.id)
        .where(
            visible_to(actor),
            Meeting.state == MeetingState.CALLED,
            Meeting.ends_at > now,
            Participant.person_id == actor.person_id,
            Participant.removed_at.is_(None),
            Participant.function != Function.SECRETARY,
            or_(Answer.participant_id.is_(None), Answer.approval == Approval.REFUSED),
            or_(Call.answer_by.is_(None), Call.answer_by >= now),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(MOST)
    )
    return [
        ToAnswer(meeting_id=key, title=title, starts_at=begin, place=place, answer_by=until)
        for key, title, begin, place, until in rows
    ]
