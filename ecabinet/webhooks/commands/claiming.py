"""A worker claims receivers, so that only one sends to each at a time, and releases them."""

from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import aliased

from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.webhooks.kinds import TEST
from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.states import LIVING, OPEN, DeliveryState, ReceiverState


class ClaimReceivers(BaseModel):
    """`token` is the worker's own; others leave its receivers alone until the lease has run out."""

    model_config = ConfigDict(frozen=True)
    token: UUID
    lease: timedelta
    most: int


class ClaimedReceivers(BaseModel):
    """The receivers this worker has to send to now."""

    ids: list[UUID]


def claim_receivers(uow: UnitOfWork, cmd: ClaimReceivers) -> ClaimedReceivers:
    """Take up to `most` receivers for which something is due. Each goes to one worker only."""
    free = or_(Receiver.claim.is_(None), Receiver.claimed_until < uow.now)
    wanting = (
        select(Receiver.id)
        .where(something_due(uow.now), free)
        .order_by(Receiver.delivered_at, Receiver.id)
        .limit(cmd.most)
        .with_for_update(skip_locked=True, key_share=True)
    )
    ids = list(uow.session.scalars(wanting))
    uow.session.execute(
        update(Receiver)
        .where(Receiver.id.in_(ids))
        .values(claim=cmd.token, claimed_until=uow.now + cmd.lease)
    )
    # What a lost worker had in hand; whoever claims is the only one to send to these now.
    uow.session.execute(
        update(Delivery)
        .where(Delivery.receiver_id.in_(ids), Delivery.state == DeliveryState.SENDING)
        .values(state=DeliveryState.WAITING)
    )
    return ClaimedReceivers(ids=ids)


def something_due(now: datetime) -> ColumnElement[bool]:
    """Whether a receiver can be sent to at `now`, and there is something to send."""
    open_for = exists().where(
        Delivery.receiver_id == Receiver.id,
        Delivery.state.in_(OPEN),
        Delivery.due_at <= now,
        or_(Receiver.state == ReceiverState.ACTIVE, Delivery.kind == TEST),
        ~waits_for_another(),
    )
    rested = or_(Receiver.not_before.is_(None), Receiver.not_before <= now)
    return Receiver.state.in_(LIVING) & rested & open_for


def waits_for_another() -> ColumnElement[bool]:
    """Whether something earlier on the same subject has not been taken yet."""
    earlier = aliased(Delivery)
    return exists().where(
        earlier.receiver_id == Delivery.receiver_id,
        earlier.subject_id == Delivery.subject_id,
        earlier.state.in_(OPEN),
        earlier.id < Delivery.id,
    )


class HeldReceiver(BaseModel):
    """A receiver, and the token of the worker that has claimed it."""

    model_config = ConfigDict(frozen=True)
    receiver_id: UUID
    token: UUID


def release_receiver(uow: UnitOfWork, cmd: HeldReceiver) -> None:
    """Leave a receiver to whoever comes next."""
    uow.session.execute(
        update(Receiver)
        .where(Receiver.id == cmd.receiver_id, Receiver.claim == cmd.token)
        .values(claim=None, claimed_until=None)
    )


def claimed(uow: UnitOfWork, receiver_id: UUID, token: UUID) -> Receiver | None:
    """Return a receiver, locked, while it is this worker's and lives."""
    return uow.session.scalar(
        select(Receiver)
        .where(
            Receiver.id == receiver_id,
            Receiver.claim == token,
            Receiver.state.in_(LIVING),
        )
        .with_for_update(key_share=True)
    )
