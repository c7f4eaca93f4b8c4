"""Work that comes of slips. Follow-up, which stands above, registers how it is issued and told."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from documents.routing.models import Slip
from ecabinet.core.actors import Actor


@dataclass(frozen=True)
class Work:
    """A task that was made of a slip; `state` is a key of the chips."""

    title: str
    url: str
    state: str
    due_on: date | None


class Works(Protocol):
    """What a higher feature answers."""

    def of_slip(self, session: Session, actor: Actor, slip_id: UUID) -> list[Work]:
        """Return the work made of the slip that the actor may see."""

    def form(self, actor: Actor, slip: Slip) -> str | None:
        """Return the page on which the actor makes work of the slip; None when they may not."""


_WORKS: list[Works] = []


def register_works(works: Works) -> None:
    """Let a feature make work of slips; registering again replaces (a second app)."""
    _WORKS[:] = [works]


def works() -> Works | None:
    """Return what was registered."""
    return _WORKS[0] if _WORKS else None
