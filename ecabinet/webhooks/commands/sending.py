"""The life of a delivery, in short transactions between the talks with the receiver.

A worker that has claimed a receiver takes one delivery after the other (waiting → sending), and
settles each (delivered, waiting again, dead). What a lost worker left in `sending` is sent again
under the same id: at least once, never silently lost.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Select, select, update

from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.webhooks.commands.claiming import HeldReceiver, claimed, waits_for_another
from ecabinet.webhooks.kinds import TEST
from ecabinet.webhooks.models import Attempt, Delivery, Receiver
from ecabinet.webhooks.states import (
    LONGEST_PROBE,
    LONGEST_WISH,
    DeliveryState,
    ReceiverState,
    pause_after,
)
from ecabinet.webhooks.trouble import note_trouble, over_its_time


class TakeDelivery(HeldReceiver):
    """Also prolongs the claim by `lease`."""

    lease: timedelta


class Letter(BaseModel):
    """All that is needed to send: the address, what is told, the sealed secrets that sign."""

    id: UUID
    event_id: UUID
    url: str
    kind: str
    at: datetime
    path: str
    subject_kind: str
    subject_id: UUID
    data: dict[str, Any]
    secrets: list[str]


class Taken(BaseModel):
    """What to send next; None: nothing more now, or the claim is lost."""

    letter: Letter | None


def take_delivery(uow: UnitOfWork, cmd: TakeDelivery) -> Taken:
    """Take what is due next, in the order of the events of each subject."""
    row = claimed(uow, cmd.receiver_id, cmd.token)
    found = uow.session.scalar(_next(row, uow.now)) if row is not None else None
    if row is None or found is None:
        return Taken(letter=None)
    prolonged = {"claimed_until": uow.now + cmd.lease}
    uow.session.execute(update(Receiver).where(Receiver.id == row.id).values(**prolonged))
    found.state, found.attempts = DeliveryState.SENDING, found.attempts + 1
    found.first_tried_at = found.first_tried_at or uow.now
    overlap = row.old_until is not None and row.old_until > uow.now
    return Taken(
        letter=Letter(
            id=found.id, event_id=found.event_id, url=row.url, kind=found.kind, at=found.at,
            path=found.path, subject_kind=found.subject_kind, subject_id=found.subject_id,
            data=found.data,
            secrets=[row.secret, *([row.old_secret] if overlap and row.old_secret else [])],
        )
    )  # fmt: skip


def _next(row: Receiver, now: datetime) -> Select[Delivery]:
    query = select(Delivery).where(
        Delivery.receiver_id == row.id,
        Delivery.state == DeliveryState.WAITING,
        Delivery.due_at <= now,
        ~waits_for_another(),
    )
    if row.state != ReceiverState.ACTIVE:
        query = query.where(Delivery.kind == TEST)
    return query.order_by(Delivery.id).limit(1)


class Outcome(StrEnum):
    """How a try ended. `trouble`: the receiver as a whole; `refused`: it will not take this one."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    GONE = "gone"
    TROUBLE = "trouble"


class SettleDelivery(HeldReceiver):
    """What the receiver answered, or why it did not; `jitter` (-1 to 1) spreads the next try."""

    delivery_id: UUID
    outcome: Outcome
    took_ms: int
    status: int | None = None
    failure: str | None = None
    answer: str = ""
    retry_after: int | None = None
    jitter: float = 0.0


class GoOn(BaseModel):
    """Whether the worker may send more to this receiver now."""

    yes: bool


def settle_delivery(uow: UnitOfWork, cmd: SettleDelivery) -> GoOn:
    """Write down how a try ended. A worker that lost its claim meanwhile changes nothing."""
    row = claimed(uow, cmd.receiver_id, cmd.token)
    found = uow.session.get(Delivery, cmd.delivery_id, with_for_update=True)
    if row is None or found is None or found.state != DeliveryState.SENDING:
        return GoOn(yes=False)
    uow.session.add(
        Attempt(
            delivery_id=found.id, at=uow.now, took_ms=cmd.took_ms, status=cmd.status,
            failure=cmd.failure, answer=cmd.answer,
        )
    )  # fmt: skip
    found.status, found.failure = cmd.status, cmd.failure
    if cmd.outcome is Outcome.DELIVERED:
        found.state, found.ended_at = DeliveryState.DELIVERED, uow.now
        well = {"failures": 0, "failing_since": None, "not_before": None, "delivered_at": uow.now}
        uow.session.execute(update(Receiver).where(Receiver.id == row.id).values(**well))
        return GoOn(yes=True)
    due_at = _next_try(uow, cmd, row, found)
    if over_its_time(found, uow.now):
        found.state, found.ended_at = DeliveryState.DEAD, uow.now
        told = {"name": row.name, "kind": found.kind, "status": cmd.status}
        uow.audit("webhook.given_up", "webhook_delivery", found.id, **told)
    else:
        found.state, found.due_at = DeliveryState.WAITING, due_at
    trouble = cmd.outcome is Outcome.TROUBLE
    paused = note_trouble(
        uow, row, gone=cmd.outcome is Outcome.GONE, not_before=due_at if trouble else None
    )
    return GoOn(yes=not (trouble or paused))


def _next_try(uow: UnitOfWork, cmd: SettleDelivery, row: Receiver, found: Delivery) -> datetime:
    if cmd.outcome is Outcome.TROUBLE:
        pause = pause_after(row.failures + 1, cmd.jitter, LONGEST_PROBE)
    else:
        pause = pause_after(found.attempts, cmd.jitter)
    wish = timedelta(seconds=cmd.retry_after or 0)
    return uow.now + max(pause, min(wish, LONGEST_WISH))
