"""Meetings whose agenda a person may edit, to put something on it."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.core.permissions import reaches
from meetings import states
from meetings.models import Meeting
from meetings.policies import MeetingPermission
from meetings.policies.sessions import given, secretariat_of

MOST = 100


def agendas_to_edit(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    """Return meetings that are planned and not over, the next one first, as choices."""
    query = select(Meeting.id, Meeting.title, Meeting.starts_at).where(_editable(actor))
    rows = session.execute(query.order_by(Meeting.starts_at).limit(MOST))
    return [(row.id, f"{office_time(row.starts_at):%d/%m/%Y %H:%M} · {row.title}") for row in rows]


def edits_an_agenda(session: Session, actor: Actor) -> bool:
    """Whether there is such a meeting."""
    return session.scalar(select(Meeting.id).where(_editable(actor)).limit(1)) is not None


def _editable(actor: Actor) -> ColumnElement[bool]:
    if not reaches(actor, MeetingPermission.PLAN):
        return false()
    return and_(Meeting.state.in_(states.PLANNING), secretariat_of(actor), given(actor))
