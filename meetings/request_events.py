"""The facts of papers asked of a unit, on streams of their own."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ecabinet.core.events import Event


def request_stream(request_id: UUID) -> str:
    """The stream of one paper asked of a unit: the unit and the secretariat hear it."""
    return f"paper_request:{request_id}"


@dataclass(frozen=True, kw_only=True)
class RequestChanged(Event):
    """A paper asked of a unit was handed in, taken, returned, moved or withdrawn: ask again."""

    type: ClassVar[str] = "paper_request.changed"
    request_id: UUID
    state: str
