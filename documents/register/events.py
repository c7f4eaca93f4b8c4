"""Facts that the register announces. No page listens; other systems are told of them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ecabinet.core.events import Event


def entry_stream(entry_id: UUID) -> str:
    """Return the stream of one entry."""
    return f"entry:{entry_id}"


@dataclass(frozen=True, kw_only=True)
class EntryEntered(Event):
    """A document was entered into a book."""

    type: ClassVar[str] = "entry.entered"
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class EntryCancelled(Event):
    """An entry was taken out of use; its number is not given again."""

    type: ClassVar[str] = "entry.cancelled"
    entry_id: UUID
