"""Facts that work calendars announce. No page listens; other systems are told of them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ecabinet.core.events import Event


def week_stream(week_id: UUID) -> str:
    """Return the stream of one week of a body."""
    return f"work_week:{week_id}"


@dataclass(frozen=True, kw_only=True)
class WeekPublished(Event):
    """A week was published, the first time or as an adjustment; `changes`: of how many lines."""

    type: ClassVar[str] = "work_week.published"
    week_id: UUID
    edition: int
    changes: int
