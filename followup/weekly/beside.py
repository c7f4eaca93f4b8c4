"""What else stands in somebody's week: features above this one register theirs (meetings)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.periods import Span


@dataclass(frozen=True)
class WeekEvent:
    """A meeting in the week, as the person may see it."""

    id: UUID
    title: str
    day: date
    starts_at: datetime | None
    place: str
    url: str


Events = Callable[[Session, Actor, Span, UUID | None], list[WeekEvent]]
_EVENTS: dict[str, Events] = {}


def register_week_events(name: str, events: Events) -> None:
    """Let a feature show what it holds in a week: of the person, or of a unit by its id."""
    _EVENTS[name] = events


def events_of(session: Session, actor: Actor, span: Span, unit_id: UUID | None) -> list[WeekEvent]:
    """Return what stands in the week, in order of time."""
    found = [
        event for events in _EVENTS.values() for event in events(session, actor, span, unit_id)
    ]
    return sorted(found, key=lambda event: (event.day, event.starts_at is not None,
                                            event.starts_at or 0, event.title))  # fmt: skip
