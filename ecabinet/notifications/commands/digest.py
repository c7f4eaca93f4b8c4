"""The digest: once a day, at the hour a person has chosen, what is new and not yet read."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select, update

from ecabinet.accounts.models import Person
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.notices import NoticeRow
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications.commands.route import new_mail
from ecabinet.notifications.models import DigestHour, Mail
from ecabinet.notifications.states import DIGEST_HOUR, Channel, MailKind

BATCH = 200


class MakeDigests(BaseModel):
    """`host` is the right part of Message-IDs."""

    model_config = ConfigDict(frozen=True)
    host: str


class Made(BaseModel):
    """How many digests were made; fewer than BATCH: all of this hour are."""

    count: int


def make_digests(uow: UnitOfWork, cmd: MakeDigests) -> Made:
    """Make the digests that are due: today's hour has come, something is unread, none made yet.

    Two workers at once meet at the constraint of person and day; the second tries again and finds
    nothing to do. After a night without a worker the digest comes late, on the day it is made.
    """
    today = office_day(uow.now)
    people = _due(uow)
    for person_id in people:
        mail = new_mail(uow, person_id, MailKind.DIGEST, cmd.host)
        mail.digest_on = today
        uow.session.execute(
            update(NoticeRow)
            .where(NoticeRow.person_id == person_id, *_PENDING)
            .values(mail_id=mail.id)
        )
    return Made(count=len(people))


_PENDING = (
    NoticeRow.channel == Channel.DIGEST,
    NoticeRow.mail_id.is_(None),
    NoticeRow.read_at.is_(None),
)


def _due(uow: UnitOfWork) -> Sequence[UUID]:
    waiting = select(NoticeRow.person_id).where(*_PENDING)
    made = select(Mail.person_id).where(Mail.digest_on == office_day(uow.now))
    return uow.session.scalars(
        select(Person.id)
        .outerjoin(DigestHour, DigestHour.person_id == Person.id)
        .where(
            Person.id.in_(waiting),
            Person.id.not_in(made),
            Person.active,
            Person.email != "",
            func.coalesce(DigestHour.hour, DIGEST_HOUR) <= office_time(uow.now).hour,
        )
        .order_by(Person.id)
        .limit(BATCH)
    ).all()
