"""Events become deliveries: in the transaction of the change, one row for each that wants it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ecabinet.core.events import Event, jsonable
from ecabinet.core.ids import new_id
from ecabinet.webhooks.kinds import teller_of
from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.states import LIVING, DeliveryState

DELIVER = "webhooks.deliver"
"""The job that wakes who sends."""


def pass_on(session: Session, events: Sequence[Event], now: datetime) -> str | None:
    """Write what receivers are told of `events`; return the job that sends it.

    Costs nothing for events that stay in the house, and one look for receivers for the others.
    """
    outward = [(event, tell) for event in events if (tell := teller_of(event))]
    if not outward:
        return None
    wanting = session.execute(
        select(Receiver.id, Receiver.kinds).where(Receiver.state.in_(LIVING))
    ).all()
    if not wanting:
        return None
    rows = []
    for event, tell in outward:
        told = tell(session, event)
        if told is None:
            continue
        event_id = new_id()
        for receiver_id, kinds in wanting:
            if told.kind in kinds:
                rows.append(
                    {
                        "id": new_id(), "receiver_id": receiver_id, "event_id": event_id,
                        "kind": told.kind, "subject_kind": told.subject_kind,
                        "subject_id": told.subject_id, "path": told.path,
                        "data": jsonable(told.data), "at": now, "due_at": now,
                        "state": DeliveryState.WAITING, "attempts": 0,
                    }
                )  # fmt: skip
    if not rows:
        return None
    session.execute(insert(Delivery), rows)
    return DELIVER
