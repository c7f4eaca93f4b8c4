"""Receivers as lists and pages show them. Their secrets are nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.webhooks import access
from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.states import OPEN, DeliveryState, PausedBy, ReceiverState


@dataclass(frozen=True)
class ReceiverView:
    """One receiver. `overlap_until`: so long the secret before signs too.

    `waiting` events are to be sent, `dead` ones were given up and nobody has sent them again.
    """

    id: UUID
    revision: int
    name: str
    url: str
    kinds: tuple[str, ...]
    state: ReceiverState
    paused_by: PausedBy | None
    created_at: datetime
    secret_at: datetime
    overlap_until: datetime | None
    delivered_at: datetime | None
    failing_since: datetime | None
    not_before: datetime | None
    waiting: int
    dead: int


def receivers(session: Session, actor: Actor, now: datetime) -> list[ReceiverView]:
    """Return all receivers, retired ones last. Two queries. Raises NotFound: no administrator."""
    access.office(actor)
    rows = session.scalars(select(Receiver).order_by(Receiver.name, Receiver.id)).all()
    counted = _counts(session, [row.id for row in rows])
    ordered = sorted(rows, key=lambda row: row.state == ReceiverState.RETIRED)
    return [_view(row, counted, now) for row in ordered]


def receiver(session: Session, actor: Actor, receiver_id: UUID, now: datetime) -> ReceiverView:
    """Return one receiver. Raises NotFound."""
    row = access.receiver(session, actor, receiver_id)
    return _view(row, _counts(session, [row.id]), now)


Counts = Mapping[tuple[UUID, str], int]


def _counts(session: Session, ids: list[UUID]) -> Counts:
    """Return how many deliveries are open or dead, by receiver and state; one query."""
    states = (*OPEN, DeliveryState.DEAD)
    rows = session.execute(
        select(Delivery.receiver_id, Delivery.state, func.count())
        .where(Delivery.receiver_id.in_(ids), Delivery.state.in_(states))
        .group_by(Delivery.receiver_id, Delivery.state)
    )
    return {(receiver_id, state): count for receiver_id, state, count in rows}


def _view(row: Receiver, counted: Counts, now: datetime) -> ReceiverView:
    overlap = row.old_until if row.old_until is not None and row.old_until > now else None
    return ReceiverView(
        id=row.id,
        revision=row.revision,
        name=row.name,
        url=row.url,
        kinds=tuple(row.kinds),
        state=ReceiverState(row.state),
        paused_by=PausedBy(row.paused_by) if row.paused_by else None,
        created_at=row.created_at,
        secret_at=row.secret_at,
        overlap_until=overlap,
        delivered_at=row.delivered_at,
        failing_since=row.failing_since,
        not_before=row.not_before if row.not_before is not None and row.not_before > now else None,
        waiting=sum(counted.get((row.id, state), 0) for state in OPEN),
        dead=counted.get((row.id, DeliveryState.DEAD), 0),
    )
