"""Minutes that the chair may approve now, for the home page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from meetings.catalogue import Function
from meetings.minutes.models import Minutes, MinutesAmendment, MinutesBlock
from meetings.minutes.states import AmendmentState, MinutesState
from meetings.models import Meeting, Participant
from meetings.policies.sessions import visible_to
from meetings.states import MeetingState

MOST = 5


@dataclass(frozen=True)
class ToApprove:
    """Minutes that were sent round until `due_at`, with an answer to every amendment."""

    meeting_id: UUID
    title: str
    starts_at: datetime
    due_at: datetime | None


def minutes_to_approve(session: Session, actor: Actor) -> list[ToApprove]:
    """Return the reader's minutes to approve, the oldest first; one query. A deputy has none."""
    if actor.deputy is not None:
        return []
    asked = exists().where(
        MinutesBlock.meeting_id == Minutes.meeting_id,
        MinutesAmendment.block_id == MinutesBlock.id,
        MinutesAmendment.state == AmendmentState.PENDING,
    )
    rows = session.execute(
        select(Meeting.id, Meeting.title, Meeting.starts_at, Minutes.due_at)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(
            visible_to(actor),
            Minutes.state == MinutesState.CIRCULATED,
            Minutes.due_at < utc_now(),
            Meeting.state == MeetingState.CLOSED,
            Participant.person_id == actor.person_id,
            Participant.function == Function.CHAIR,
            Participant.removed_at.is_(None),
            ~asked,
        )
        .order_by(Minutes.due_at, Meeting.id)
        .limit(MOST)
    )
    return [ToApprove(*row) for row in rows]
