"""What falls due by the calendar: offices end, people leave, offices are handed over.

The row is the job: each sweep looks for rows whose day has come, and each command does nothing to
a row that was settled already, however often and by however many workers it is called.
"""

import logging
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from ecabinet.accounts.commands.delegations import settle_delegation
from ecabinet.accounts.commands.handovers import (
    CarryOutHandover,
    FailHandover,
    carry_out_handover,
    fail_handover,
)
from ecabinet.accounts.commands.leaving import settle_leave
from ecabinet.accounts.commands.offices import settle_end
from ecabinet.accounts.models import Delegation, Handover, HandoverState, Office, Person
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day
from ecabinet.core.errors import DomainError
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

AT_ONCE = 100


class Settle(BaseModel):
    """Rows whose day may have come; each is looked at again under its lock."""

    model_config = ConfigDict(frozen=True)
    ids: tuple[UUID, ...]


def settle_ends(uow: UnitOfWork, cmd: Settle) -> None:
    """Take the rights of offices that ended out of open sockets."""
    query = select(Office).where(Office.id.in_(cmd.ids), Office.ended_at.is_(None))
    for office in uow.session.scalars(query.order_by(Office.id).with_for_update()):
        settle_end(uow, office)


def settle_leaves(uow: UnitOfWork, cmd: Settle) -> None:
    """End the access of people whose day has come."""
    query = select(Person).where(
        Person.id.in_(cmd.ids), Person.active, Person.leaves_on <= office_day(uow.now)
    )
    for person in uow.session.scalars(query.order_by(Person.id).with_for_update()):
        settle_leave(uow, person)


def settle_delegations(uow: UnitOfWork, cmd: Settle) -> None:
    """Tell those concerned of delegations whose last day is over."""
    query = select(Delegation).where(Delegation.id.in_(cmd.ids), Delegation.settled_at.is_(None))
    for row in uow.session.scalars(query.order_by(Delegation.id).with_for_update()):
        settle_delegation(uow, row)


def sweep(store: Store) -> None:
    """Carry out everything that is due today: handovers first, so that no office stands empty."""
    today = office_day(store.clock())
    for handover_id in _due_handovers(store, today):
        _carry_out(store, handover_id)
    ends = select(Office.id).where(Office.to_on < today, Office.ended_at.is_(None))
    leaves = select(Person.id).where(Person.active, Person.leaves_on <= today)
    over = select(Delegation.id).where(Delegation.to_on < today, Delegation.settled_at.is_(None))
    with store.reading() as session:
        lapsed = tuple(session.scalars(over.order_by(Delegation.id)))
        ended = tuple(session.scalars(ends.order_by(Office.id)))
        leaving = tuple(session.scalars(leaves.order_by(Person.id)))
    for start in range(0, len(ended), AT_ONCE):
        store.execute(SYSTEM, settle_ends, Settle(ids=ended[start : start + AT_ONCE]))
    for start in range(0, len(leaving), AT_ONCE):
        store.execute(SYSTEM, settle_leaves, Settle(ids=leaving[start : start + AT_ONCE]))
    for start in range(0, len(lapsed), AT_ONCE):
        store.execute(SYSTEM, settle_delegations, Settle(ids=lapsed[start : start + AT_ONCE]))


def _due_handovers(store: Store, today: date) -> list[UUID]:
    query = select(Handover.id).where(
        Handover.state == HandoverState.PLANNED.value, Handover.on <= today
    )
    with store.reading() as session:
        return list(session.scalars(query.order_by(Handover.on, Handover.id)))


def _carry_out(store: Store, handover_id: UUID) -> None:
    try:
        store.execute(SYSTEM, carry_out_handover, CarryOutHandover(handover_id=handover_id))
    except DomainError as error:
        log.warning("handover %s cannot be carried out: %s", handover_id, error.code)
        store.execute(SYSTEM, fail_handover, FailHandover(handover_id=handover_id, code=error.code))
