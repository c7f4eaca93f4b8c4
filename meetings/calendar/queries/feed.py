"""What a subscription tells: one's own meetings and lines, as far as one may know now."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import Actor
from ecabinet.core.clock import OFFICE_ZONE, office_day
from meetings.calendar.models import CalendarFeed
from meetings.calendar.queries.frozen import published_rows
from meetings.calendar.states import Secrets
from meetings.models import AgendaItem, Meeting, Participant
from meetings.policies import visible_to
from meetings.states import MeetingState

BACK, AHEAD = timedelta(days=60), timedelta(days=400)
MOST = 2_000


@dataclass(frozen=True)
class Subscription:
    """Whose address it is, how secret things are told, and what it said last."""

    actor: Actor
    secrets: Secrets
    etag: str
    changed_at: datetime


@dataclass(frozen=True)
class FeedEvent:
    """An entry; with days for times it is a whole day. A `secret` one tells no title, no place."""

    uid: str
    title: str
    place: str
    starts: datetime | date
    ends: datetime | date
    stamp: datetime
    sequence: int
    cancelled: bool
    secret: bool


def subscription(session: Session, secret_hash: str, now: datetime) -> Subscription | None:
    """Return whose address this is; None when nobody's, or of who has left."""
    found = session.execute(
        select(CalendarFeed, Person)
        .join(Person, Person.id == CalendarFeed.person_id)
        .where(CalendarFeed.secret_hash == secret_hash, Person.active)
        .options(selectinload(Person.offices).selectinload(Office.merged))
    ).one_or_none()
    if found is None:
        return None
    feed, person = found
    if person.leaves_on is not None and person.leaves_on <= office_day(now):
        return None
    return Subscription(actor_of(person, now), Secrets(feed.secrets), feed.etag, feed.changed_at)


def own_feed(session: Session, person_id: UUID) -> CalendarFeed | None:
    """Return one's own subscription."""
    return session.get(CalendarFeed, person_id)


def events(session: Session, actor: Actor, now: datetime) -> list[FeedEvent]:
    """Return what stands in the person's calendar, from two months ago; two queries."""
    return [*_meetings(session, actor, now), *_lines(session, actor, now)]


def _meetings(session: Session, actor: Actor, now: datetime) -> list[FeedEvent]:
    """Meetings one was invited to; those with a secret item are secret themselves."""
    secret = (
        select(func.max(AgendaItem.secrecy))
        .where(AgendaItem.meeting_id == Meeting.id, AgendaItem.removed_at.is_(None))
        .correlate(Meeting)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Meeting, case((secret > 0, True), else_=False))
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(
            visible_to(actor),
            Participant.person_id == actor.person_id,
            Participant.removed_at.is_(None),
            Meeting.called_at.is_not(None),
            or_(Meeting.starts_at >= now - BACK, Meeting.ends_at >= now - BACK),
            Meeting.starts_at <= now + AHEAD,
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(MOST)
    )
    return [
        FeedEvent(
            uid=f"{meeting.id}@e-cabinet",
            title=meeting.title,
            place=meeting.place,
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            stamp=meeting.called_at or meeting.created_at,
            sequence=meeting.revision,
            cancelled=meeting.state == MeetingState.CANCELLED,
            secret=hidden,
        )
        for meeting, hidden in rows
    ]


def _lines(session: Session, actor: Actor, now: datetime) -> list[FeedEvent]:
    """Lines of published weeks on which one stands, but for those of meetings."""
    if not actor.offices:
        return []
    found = published_rows(session, office_day(now - BACK), office_day(now + AHEAD))
    return [
        FeedEvent(
            uid=f"{row.id}@e-cabinet",
            title=row.content,
            place=row.place,
            starts=_moment(row.day, row.starts),
            ends=_moment(row.day, row.ends) if row.ends else _end(row.day, row.starts),
            stamp=week.created_at,
            sequence=week.edition,
            cancelled=False,
            secret=row.restricted,
        )
        for week, row in found
        if row.meeting_id is None and actor.person_id in {leader.id for leader in row.leaders}
    ]


def _moment(day: date, clock: time | None) -> datetime | date:
    return datetime.combine(day, clock, OFFICE_ZONE) if clock else day


def _end(day: date, starts: time | None) -> datetime | date:
    """Without a stated end: an hour; of a whole day the next one, which RFC 5545 leaves out."""
    if starts is None:
        return day + timedelta(days=1)
    return datetime.combine(day, starts, OFFICE_ZONE) + timedelta(hours=1)
