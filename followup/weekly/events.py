"""Facts that weekly plans and reports announce."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ecabinet.core.events import Event


def sheet_stream(sheet_id: UUID) -> str:
    """Return the stream of one sheet; no page listens, other systems are told of it."""
    return f"weekly_sheet:{sheet_id}"


@dataclass(frozen=True, kw_only=True)
class SheetMoved(Event):
    """A sheet was sent upwards, or back to its writer: `deed` is sent or returned."""

    type: ClassVar[str] = "weekly_sheet.moved"
    sheet_id: UUID
    deed: str
