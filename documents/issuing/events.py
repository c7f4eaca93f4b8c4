"""Facts that official documents announce. No page listens; other systems are told of them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from documents.issuing.states import OfficialState
from ecabinet.core.events import Event


def official_stream(document_id: UUID) -> str:
    """Return the stream of one document."""
    return f"official:{document_id}"


@dataclass(frozen=True, kw_only=True)
class OfficialChanged(Event):
    """A document was issued, signed by all, or superseded."""

    type: ClassVar[str] = "official.changed"
    document_id: UUID
    state: OfficialState
