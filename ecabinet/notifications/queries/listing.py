"""The list of notices and its bell."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.notices import NoticeRow, stream_of
from ecabinet.core.outbox import Stream
from ecabinet.core.pages import Page
from ecabinet.notifications.kinds import names_of, topic_of
from ecabinet.notifications.policies import told_to
from ecabinet.notifications.queries.shapes import BELL_MOST, Bell, Told
from ecabinet.notifications.states import Topic
from ecabinet.notifications.subjects import Sight, sights

PAGE = 30


def notices(
    session: Session,
    actor: Actor,
    *,
    topic: Topic | None = None,
    unread: bool = False,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Page[Told]:
    """Return the person's notices, newest first; the next page begins after the last id."""
    query = (
        select(NoticeRow, Person.name)
        .outerjoin(Person, Person.id == NoticeRow.actor_id)
        .where(told_to(actor))
        .order_by(NoticeRow.id.desc())
        .limit(limit + 1)
    )
    if topic is not None:
        query = query.where(NoticeRow.kind.in_(names_of(topic)))
    if unread:
        query = query.where(NoticeRow.read_at.is_(None))
    if after is not None:
        query = query.where(NoticeRow.id < after)
    found = session.execute(query).all()
    shown = found[:limit]
    seen = sights(session, actor, [row for row, _ in shown])
    rows = [told(row, seen[row.id], name) for row, name in shown]
    return Page(rows, str(rows[-1].id) if len(found) > limit else None)


def told(row: NoticeRow, sight: Sight, actor_name: str | None = None) -> Told:
    """Return a notice as its reader may be told; of a hidden thing no parameters are left."""
    hidden = sight is Sight.HIDDEN
    return Told(
        id=row.id,
        kind=row.kind,
        topic=topic_of(row.kind),
        url="" if hidden else row.url,
        params={} if hidden else dict(row.params),
        at=row.at,
        read=row.read_at is not None,
        times=row.times,
        sight=sight,
        actor_name=None if hidden else actor_name,
        subject_id=row.subject_id,
    )


def bell(session: Session, actor: Actor) -> Bell:
    """Return what the bell of a person shows, in one query: it stands on every page."""
    stream = stream_of(actor.person_id) if actor.person_id else ""
    unread = (
        select(NoticeRow.id)
        .where(told_to(actor), NoticeRow.read_at.is_(None))
        .limit(BELL_MOST)
        .subquery()
    )
    counted = select(func.count()).select_from(unread).scalar_subquery()
    seq = select(Stream.seq).where(Stream.name == stream).scalar_subquery()
    count, last = session.execute(select(counted, seq)).one()
    return Bell(count, stream, last or 0)
