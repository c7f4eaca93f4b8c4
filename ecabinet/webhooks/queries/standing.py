"""How webhooks stand as a whole, for whoever runs the system: the doctor and the figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.states import LIVING, OPEN, PausedBy

LONG = timedelta(hours=1)
"""A receiver that fails for so long is worth a look; a restart is over sooner."""


@dataclass(frozen=True)
class Standing:
    """Receivers that live, names of those in trouble, and how many events wait for all of them."""

    living: int
    troubled: list[str]
    waiting: int


def standing(session: Session, now: datetime) -> Standing:
    """Return how receivers stand now; two queries."""
    rows = session.scalars(
        select(Receiver).where(Receiver.state.in_(LIVING)).order_by(Receiver.name)
    ).all()
    waiting = select(func.count()).select_from(Delivery).where(Delivery.state.in_(OPEN))
    return Standing(
        living=len(rows),
        troubled=[row.name for row in rows if _in_trouble(row, now)],
        waiting=session.scalar(waiting) or 0,
    )


def _in_trouble(row: Receiver, now: datetime) -> bool:
    if row.paused_by is not None:
        return row.paused_by != PausedBy.HAND
    return row.failing_since is not None and now - row.failing_since >= LONG
