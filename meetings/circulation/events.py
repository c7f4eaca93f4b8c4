"""Facts that circulation ballots announce. No page listens; other systems are told of them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ecabinet.core.events import Event
from meetings.circulation.states import CirculationAct


def circulation_stream(circulation_id: UUID) -> str:
    """Return the stream of one circulation ballot."""
    return f"circulation:{circulation_id}"


@dataclass(frozen=True, kw_only=True)
class CirculationChanged(Event):
    """Something was done with it as a whole; answers are not announced."""

    type: ClassVar[str] = "circulation.changed"
    circulation_id: UUID
    act: CirculationAct
