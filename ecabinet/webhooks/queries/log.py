"""What was sent to a receiver, try by try."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.pages import Page
from ecabinet.webhooks import access
from ecabinet.webhooks.models import Attempt, Delivery
from ecabinet.webhooks.states import OPEN, DeliveryState

PAGE = 50


class Show(StrEnum):
    """Which part of the log. `failing`: given up, or tried in vain so far."""

    ALL = "all"
    FAILING = "failing"
    WAITING = "waiting"
    DELIVERED = "delivered"


@dataclass(frozen=True)
class DeliveryRow:
    """One event for one receiver; `status` and `failure` are of the last try."""

    id: UUID
    receiver_id: UUID
    event_id: UUID
    kind: str
    subject_kind: str
    subject_id: UUID
    path: str
    data: dict[str, Any]
    at: datetime
    state: DeliveryState
    attempts: int
    due_at: datetime
    ended_at: datetime | None
    status: int | None
    failure: str | None


@dataclass(frozen=True)
class AttemptRow:
    """One try."""

    at: datetime
    took_ms: int
    status: int | None
    failure: str | None
    answer: str


def deliveries(
    session: Session,
    actor: Actor,
    receiver_id: UUID,
    *,
    show: Show = Show.ALL,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Page[DeliveryRow]:
    """Return what was and is to be sent to a receiver, newest first. Raises NotFound."""
    access.receiver(session, actor, receiver_id)
    query = select(Delivery).where(Delivery.receiver_id == receiver_id, _shown(show))
    if after is not None:
        query = query.where(Delivery.id < after)
    found = session.scalars(query.order_by(Delivery.id.desc()).limit(limit + 1)).all()
    rows = [_row(one) for one in found[:limit]]
    return Page(rows, str(rows[-1].id) if len(found) > limit else None)


def delivery(session: Session, actor: Actor, delivery_id: UUID) -> DeliveryRow:
    """Return one event for a receiver. Raises NotFound."""
    return _row(access.delivery(session, actor, delivery_id))


def attempts(session: Session, actor: Actor, delivery_id: UUID) -> list[AttemptRow]:
    """Return its tries, newest first. Raises NotFound."""
    access.delivery(session, actor, delivery_id)
    rows = session.scalars(
        select(Attempt).where(Attempt.delivery_id == delivery_id).order_by(Attempt.id.desc())
    )
    return [AttemptRow(row.at, row.took_ms, row.status, row.failure, row.answer) for row in rows]


def _shown(show: Show) -> ColumnElement[bool]:
    still_open = Delivery.state.in_(OPEN)
    return {
        Show.ALL: true(),
        Show.FAILING: (Delivery.state == DeliveryState.DEAD)
        | (still_open & Delivery.failure.is_not(None))
        | (still_open & Delivery.status.is_not(None)),
        Show.WAITING: still_open,
        Show.DELIVERED: Delivery.state == DeliveryState.DELIVERED,
    }[show]


def _row(one: Delivery) -> DeliveryRow:
    return DeliveryRow(
        id=one.id,
        receiver_id=one.receiver_id,
        event_id=one.event_id,
        kind=one.kind,
        subject_kind=one.subject_kind,
        subject_id=one.subject_id,
        path=one.path,
        data=one.data,
        at=one.at,
        state=DeliveryState(one.state),
        attempts=one.attempts,
        due_at=one.due_at,
        ended_at=one.ended_at,
        status=one.status,
        failure=one.failure,
    )
