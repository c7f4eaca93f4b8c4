"""What a mail has to say when its turn comes; and the mails as an operator sees them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import Actor
from ecabinet.core.notices import NoticeRow
from ecabinet.core.pages import Page
from ecabinet.notifications import access
from ecabinet.notifications.models import Mail
from ecabinet.notifications.queries.listing import told
from ecabinet.notifications.queries.shapes import MailContent, MailRow
from ecabinet.notifications.states import MailKind, MailState
from ecabinet.notifications.subjects import sights

PAGE = 50
MOST_LINES = 50
"""A digest after a long holiday names the newest; the list on the screen has them all."""


def content(session: Session, mail_id: UUID, now: datetime) -> MailContent | None:
    """Return what the mail says, judged by the rights of this moment.

    None when there is nothing left to say: the person is gone or has no address, or the digest's
    notices have all been read meanwhile.
    """
    mail = session.get_one(Mail, mail_id)
    person = session.scalar(
        select(Person)
        .where(Person.id == mail.person_id)
        .options(selectinload(Person.offices).selectinload(Office.merged))
    )
    if person is None or not person.active or not person.email:
        return None
    query = select(NoticeRow).where(NoticeRow.mail_id == mail_id).order_by(NoticeRow.id.desc())
    if mail.kind == MailKind.DIGEST:
        query = query.where(NoticeRow.read_at.is_(None))
    rows = session.scalars(query.limit(MOST_LINES)).all()
    if not rows:
        return None
    actor = actor_of(person, now)
    seen = sights(session, actor, rows)
    return MailContent(
        id=mail.id,
        message_id=mail.message_id,
        created_at=mail.created_at,
        actor=actor,
        address=person.email,
        is_digest=mail.kind == MailKind.DIGEST,
        told=[told(row, seen[row.id]) for row in rows],
    )


def mails(
    session: Session,
    actor: Actor,
    *,
    state: MailState | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Page[MailRow]:
    """Return the mails of the house, newest first. Raises NotFound for all but administrators."""
    access.mailroom(actor)
    query = select(Mail, Person.name, Person.email).join(Person, Person.id == Mail.person_id)
    if state is not None:
        query = query.where(Mail.state == state)
    if after is not None:
        query = query.where(Mail.id < after)
    found = session.execute(query.order_by(Mail.id.desc()).limit(limit + 1)).all()
    rows = [_row(*one) for one in found[:limit]]
    return Page(rows, str(rows[-1].id) if len(found) > limit else None)


def counts(session: Session, actor: Actor) -> dict[MailState, int]:
    """Return how many mails stand where. Raises NotFound for all but administrators."""
    access.mailroom(actor)
    rows = session.execute(select(Mail.state, func.count()).group_by(Mail.state))
    return {MailState(state): count for state, count in rows}


def _row(mail: Mail, person: str, address: str | None) -> MailRow:
    return MailRow(
        id=mail.id,
        person=person,
        address=address,
        is_digest=mail.kind == MailKind.DIGEST,
        state=MailState(mail.state),
        attempts=mail.attempts,
        created_at=mail.created_at,
        due_at=mail.due_at,
        ended_at=mail.ended_at,
        failure=mail.failure,
    )
