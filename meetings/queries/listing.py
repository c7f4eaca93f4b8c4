"""Lists of meetings: what runs now, what comes, what is past. The number of queries is constant."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, UnaryExpression, and_, func, or_, select, true
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import OFFICE_ZONE, office_day, utc_now
from ecabinet.core.errors import Invalid
from ecabinet.core.pages import Page
from meetings import states
from meetings.catalogue import Function
from meetings.models import AgendaItem, Meeting, Participant
from meetings.policies import items_visible_to, visible_to
from meetings.queries.bodies import bodies_of
from meetings.queries.shapes import MeetingSummary
from meetings.states import MeetingState

PAGE_SIZE = 50
LOOKED_AT = 60


class When(StrEnum):
    """Which meetings a list shows."""

    NOW = "now"
    UPCOMING = "upcoming"
    PAST = "past"
    ALL = "all"


def meetings(
    session: Session, actor: Actor, when: When = When.ALL, after: str = "", limit: int = PAGE_SIZE
) -> Page[MeetingSummary]:
    """Return the meetings the actor may know of: what comes by date, what is past newest first.

    Raises:
        Invalid: `after` is no key of a page.
    """
    query = select(Meeting).where(visible_to(actor), _when(when))
    ascending = when in (When.NOW, When.UPCOMING)
    if after:
        query = query.where(_beyond(after, ascending=ascending))
    rows = session.scalars(query.order_by(*_order(ascending)).limit(limit + 1)).all()
    shown = rows[:limit]
    more = f"{shown[-1].starts_at.isoformat()}|{shown[-1].id}" if len(rows) > limit else None
    return Page(_summaries(session, actor, shown), more)


def in_session(session: Session, actor: Actor) -> list[MeetingSummary]:
    """Return the meetings that run or pause now: the home page's first card."""
    return meetings(session, actor, When.NOW).rows


def on_day(session: Session, actor: Actor, day: date) -> list[MeetingSummary]:
    """Return the meetings called for the office day `day` that have not begun."""
    begin = datetime.combine(day, time(), OFFICE_ZONE)
    rows = session.scalars(
        select(Meeting)
        .where(
            visible_to(actor),
            Meeting.state == MeetingState.CALLED,
            Meeting.starts_at >= begin,
            Meeting.starts_at < begin + timedelta(days=1),
        )
        .order_by(*_order(True))
    ).all()
    return _summaries(session, actor, rows)


def today(session: Session, actor: Actor) -> list[MeetingSummary]:
    """Return today's meetings that have not begun."""
    return on_day(session, actor, office_day(utc_now()))


def to_copy(
    session: Session, actor: Actor, bodies: Sequence[tuple[UUID, str]], limit: int = 6
) -> list[tuple[UUID, str, datetime]]:
    """Return the newest meetings of these bodies that one may know of: what to plan like.

    Of meetings of one title, as those of a series, the newest stands for all.
    """
    query = select(Meeting.id, Meeting.title, Meeting.starts_at).where(
        visible_to(actor),
        Meeting.unit_id.in_([unit_id for unit_id, _ in bodies]),
        Meeting.state != MeetingState.CANCELLED,
    )
    found: dict[str, tuple[UUID, str, datetime]] = {}
    for key, title, at in session.execute(query.order_by(*_order(False)).limit(LOOKED_AT)):
        found.setdefault(title, (key, title, at))
    return list(found.values())[:limit]


def _when(when: When) -> ColumnElement[bool]:
    return {
        When.NOW: Meeting.state.in_(states.RUNNING),
        When.UPCOMING: Meeting.state.in_(states.PLANNING),
        When.PAST: Meeting.state.in_((MeetingState.CLOSED, MeetingState.CANCELLED)),
        When.ALL: true(),
    }[when]


def _order(ascending: bool) -> tuple[UnaryExpression[datetime], UnaryExpression[UUID]]:
    if ascending:
        return Meeting.starts_at.asc(), Meeting.id.asc()
    return Meeting.starts_at.desc(), Meeting.id.desc()


def _beyond(after: str, *, ascending: bool) -> ColumnElement[bool]:
    moment, _, key = after.partition("|")
    try:
        starts_at, meeting_id = datetime.fromisoformat(moment), UUID(key)
    except ValueError as error:
        raise Invalid("meeting.bad_page", field="after") from error
    if starts_at.tzinfo is None:
        raise Invalid("meeting.bad_page", field="after")
    same = Meeting.starts_at == starts_at
    if ascending:
        return or_(Meeting.starts_at > starts_at, and_(same, Meeting.id > meeting_id))
    return or_(Meeting.starts_at < starts_at, and_(same, Meeting.id < meeting_id))


def _summaries(session: Session, actor: Actor, rows: Sequence[Meeting]) -> list[MeetingSummary]:
    if not rows:
        return []
    ids = [meeting.id for meeting in rows]
    # A guest counts only the items invited for: the number of the others tells something too.
    counted = session.execute(
        items_visible_to(actor)
        .with_only_columns(AgendaItem.meeting_id, func.count())
        .where(AgendaItem.meeting_id.in_(ids))
        .group_by(AgendaItem.meeting_id)
    )
    items = dict(counted.all())
    seats = session.execute(
        select(Participant.meeting_id, Participant.function).where(
            Participant.meeting_id.in_(ids),
            Participant.person_id == actor.person_id,
            Participant.removed_at.is_(None),
        )
    )
    functions = dict(seats.all())
    bodies = bodies_of(session, rows)
    return [
        MeetingSummary(
            id=m.id,
            title=m.title,
            kind=m.kind,
            unit=bodies[m.id],
            state=MeetingState(m.state),
            starts_at=m.starts_at,
            ends_at=m.ends_at,
            place=m.place,
            items=items.get(m.id, 0),
            function=Function(functions[m.id]) if m.id in functions else None,
        )
        for m in rows
    ]
