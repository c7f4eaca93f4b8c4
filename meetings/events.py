"""The facts that meetings announce. All values are absolute: applying an event twice is harmless.

Streams: `meeting:{id}` reaches guests too and carries ids only; `:members` all but guests;
`:desk` the secretariat and the chair; `:screen` what the big screen shows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from ecabinet.core.events import Event


def everybody(meeting_id: UUID) -> str:
    """The stream of all participants."""
    return f"meeting:{meeting_id}"


def members(meeting_id: UUID) -> str:
    """The stream of all but guests."""
    return f"meeting:{meeting_id}:members"


def desk(meeting_id: UUID) -> str:
    """The stream of the secretariat and the chair."""
    return f"meeting:{meeting_id}:desk"


def screen(meeting_id: UUID) -> str:
    """The stream of the big screen."""
    return f"meeting:{meeting_id}:screen"


@dataclass(frozen=True, kw_only=True)
class MeetingChanged(Event):
    """Plan, agenda, papers or participants changed: ask again for what is shown of them."""

    type: ClassVar[str] = "meeting.changed"


@dataclass(frozen=True, kw_only=True)
class SessionChanged(Event):
    """Called, opened, paused, resumed, closed or cancelled: the new state."""

    type: ClassVar[str] = "session.changed"
    state: str
    at: datetime
    clock: dict[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class AgendaMoved(Event):
    """Another item is current, with the paper and page to show. `clocks`: the items it touched."""

    type: ClassVar[str] = "agenda.moved"
    item_id: UUID
    version_id: UUID | None
    page: int
    clocks: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class PageTurned(Event):
    """Whoever follows the presenter goes to this page (from 1) of this version."""

    type: ClassVar[str] = "page.turned"
    item_id: UUID
    version_id: UUID
    page: int


@dataclass(frozen=True, kw_only=True)
class AttendanceChanged(Event):
    """Somebody came or left; with the quorum that results."""

    type: ClassVar[str] = "attendance.changed"
    participant_id: UUID
    here: bool
    at: datetime
    attendance: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class QuorumChanged(Event):
    """The figures of attendance alone, for everybody: guests and the big screen hear no names."""

    type: ClassVar[str] = "quorum.changed"
    attendance: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class VotePrepared(Event):
    """A vote waits to be opened; only the desk knows."""

    type: ClassVar[str] = "vote.prepared"
    vote: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class VoteOpened(Event):
    """Ballots may be cast by the participants `entitled` (empty on the big screen)."""

    type: ClassVar[str] = "vote.opened"
    vote: dict[str, Any]
    entitled: list[UUID]


@dataclass(frozen=True, kw_only=True)
class VoteTurnout(Event):
    """One more ballot: counts, never choices. `participant_id` is None on the big screen."""

    type: ClassVar[str] = "vote.turnout"
    vote_id: UUID
    cast: int
    entitled: int
    participant_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class VoteClosed(Event):
    """The verdict stands."""

    type: ClassVar[str] = "vote.closed"
    vote: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ConclusionRecorded(Event):
    """A draft was written or edited; only the desk sees drafts."""

    type: ClassVar[str] = "conclusion.recorded"
    conclusion: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ConclusionsIssued(Event):
    """Conclusions became tasks."""

    type: ClassVar[str] = "conclusions.issued"
    conclusions: list[dict[str, Any]]
