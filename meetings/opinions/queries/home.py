"""Opinions that one's units have to answer: a part of the home page."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from meetings.models import AgendaItem, Meeting
from meetings.opinions.models import OpinionCall, WrittenOpinion
from meetings.opinions.policies import calls_visible_to, over_in_sql
from meetings.policies import PREPARING
from meetings.queries.shapes import Shape
from meetings.states import MeetingState

MOST = 5


class ToReply(Shape):
    """An item whose opinions one's unit answers, and how many wait for that."""

    item_id: UUID
    number: str
    title: str
    meeting_title: str
    starts_at: datetime
    waiting: int


def opinions_to_reply(session: Session, actor: Actor) -> list[ToReply]:
    """Return the items with opinions without an answer, the oldest meeting first; one query.

    Only once no more are taken: until then what was written may still be changed.
    """
    units = actor.units_as(*PREPARING)
    if not units:
        return []
    rows = session.execute(
        select(
            AgendaItem.id,
            AgendaItem.number,
            AgendaItem.title,
            Meeting.title,
            Meeting.starts_at,
            func.count(WrittenOpinion.id),
        )
        .join(OpinionCall, OpinionCall.item_id == AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(WrittenOpinion, WrittenOpinion.item_id == AgendaItem.id)
        .where(
            OpinionCall.unit_id.in_(list(units)),
            AgendaItem.id.in_(calls_visible_to(actor)),
            over_in_sql(),
            Meeting.state != MeetingState.CANCELLED,
            WrittenOpinion.withdrawn_at.is_(None),
            WrittenOpinion.reply_at.is_(None),
        )
        .group_by(
            AgendaItem.id, AgendaItem.number, AgendaItem.title, Meeting.title, Meeting.starts_at
        )
        .order_by(Meeting.starts_at, AgendaItem.id)
        .limit(MOST)
    )
    return [
        ToReply(
            item_id=key, number=number, title=title, meeting_title=meeting, starts_at=at,
            waiting=waiting,
        )
        for key, number, title, meeting, at, waiting in rows
    ]  # fmt: skip
