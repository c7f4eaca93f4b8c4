"""A receiver that fails: since when, when to ask again, and when to stop and tell somebody."""

from datetime import datetime

from sqlalchemy import select, update

from ecabinet.accounts.models import Office, Person
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.states import GIVE_UP, PausedBy, ReceiverState


def over_its_time(delivery: Delivery, now: datetime) -> bool:
    """Whether an event has been tried for as long as it may be."""
    return delivery.first_tried_at is not None and now - delivery.first_tried_at >= GIVE_UP


def note_trouble(
    uow: UnitOfWork, row: Receiver, *, gone: bool, not_before: datetime | None
) -> bool:
    """Keep that a try failed; return whether the receiver is paused because of it.

    not_before: when to ask the receiver again; None: it answers, only not as it should.
    """
    since = row.failing_since or uow.now
    values: dict[str, object] = {"failing_since": since}
    if not_before is not None:
        values |= {"failures": row.failures + 1, "not_before": not_before}
    over = gone or uow.now - since >= GIVE_UP
    paused = over and row.state == ReceiverState.ACTIVE
    if paused:
        why = PausedBy.GONE if gone else PausedBy.FAILING
        values |= {"state": ReceiverState.PAUSED, "paused_by": why}
        values["revision"] = row.revision + 1
        uow.audit("webhook.paused", "webhook", row.id, name=row.name, why=why.value)
        _tell(uow, row)
    uow.session.execute(update(Receiver).where(Receiver.id == row.id).values(**values))
    return paused


def _tell(uow: UnitOfWork, row: Receiver) -> None:
    today = office_day(uow.now)
    administrators = uow.session.scalars(
        select(Office.person_id)
        .join(Person, Person.id == Office.person_id)
        .where(
            Office.role == Role.ADMINISTRATOR.value,
            Office.held_on(today),
            Person.active,
        )
        .distinct()
    ).all()
    page = f"/admin/webhooks/{row.id}"
    uow.notify(Notice("webhook.paused", to=administrators, url=page, params={"title": row.name}))
