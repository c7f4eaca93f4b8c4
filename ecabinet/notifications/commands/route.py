"""Which new notices leave the house, and how: as each person has chosen."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.core.ids import new_id
from ecabinet.core.notices import NoticeRow
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications.models import Mail
from ecabinet.notifications.queries.wishes import wishes
from ecabinet.notifications.states import Channel, MailKind, MailState

BATCH = 500


class RouteNotices(BaseModel):
    """`host` is the right part of Message-IDs; None when the house sends no mail."""

    model_config = ConfigDict(frozen=True)
    host: str | None


class Routed(BaseModel):
    """How many notices were decided on; fewer than BATCH: no more are waiting."""

    count: int


def route_notices(uow: UnitOfWork, cmd: RouteNotices) -> Routed:
    """Decide on up to BATCH notices, and make the mails of those that go at once.

    What one deed tells a person (twenty tasks at once) is one mail. Rows that another worker is
    deciding on are left to it.
    """
    undecided = select(NoticeRow).where(NoticeRow.channel.is_(None)).order_by(NoticeRow.id)
    rows = uow.session.scalars(undecided.limit(BATCH).with_for_update(skip_locked=True)).all()
    people = {row.person_id for row in rows}
    reachable = _reachable(uow, people) if cmd.host else frozenset()
    chosen = wishes(uow.session, people)
    at_once: dict[tuple[UUID, datetime], list[NoticeRow]] = defaultdict(list)
    for row in rows:
        reached = row.person_id in reachable
        row.channel = chosen[row.person_id].of_kind(row.kind) if reached else Channel.OFF
        if row.channel == Channel.MAIL:
            at_once[row.person_id, row.at].append(row)
    for (person_id, _), told in at_once.items():
        mail = new_mail(uow, person_id, MailKind.NOTICES, cmd.host or "")
        for row in told:
            row.mail_id = mail.id
    return Routed(count=len(rows))


def new_mail(uow: UnitOfWork, person_id: UUID, kind: MailKind, host: str) -> Mail:
    """Add a mail that is due now. Its Message-ID follows from its id and never changes."""
    key = new_id()
    mail = Mail(
        id=key,
        person_id=person_id,
        kind=kind,
        state=MailState.WAITING,
        created_at=uow.now,
        due_at=uow.now,
        message_id=f"<{key}@{host}>",
    )
    uow.session.add(mail)
    return mail


def _reachable(uow: UnitOfWork, people: Iterable[UUID]) -> frozenset[UUID]:
    """Return who is active and has an address."""
    rows = select(Person.id).where(Person.id.in_(people), Person.active, Person.email != "")
    return frozenset(uow.session.scalars(rows))
