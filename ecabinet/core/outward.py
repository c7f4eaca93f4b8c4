"""What leaves the house because of events: written down in the transaction of the change itself.

The core only knows that somebody may want to; `ecabinet.webhooks` says what and to whom.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from ecabinet.core.events import Event

PassOn = Callable[[Session, Sequence[Event], datetime], str | None]
"""Writes rows of what shall be sent; returns the job that sends it, None when there is nothing."""

_PASS_ON: list[PassOn] = []


def register_pass_on(pass_on: PassOn) -> None:
    """Let `pass_on` see the events of each unit of work. Registering again changes nothing."""
    if pass_on not in _PASS_ON:
        _PASS_ON.append(pass_on)


def pass_on(session: Session, events: Sequence[Event], now: datetime) -> list[str]:
    """Show the events to whoever registered, and return the jobs to queue after commit."""
    if not events:
        return []
    jobs = (one(session, events, now) for one in _PASS_ON)
    return [job for job in jobs if job]
