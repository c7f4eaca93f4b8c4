"""The facts that meetings announce. All values are absolute: applying an event twice is harmless.

Streams: `meeting:{id}` reaches guests too and carries ids only; `:members` all but guests;
`:desk` the secretariat and the chair; `:screen` what the big screen shows. Events of votes are in
`vote_events`, those of papers asked of a unit in `request_events`.
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
    """Whoever follows the presenter goes to this page (from 1) of this version, at this place."""

    type: ClassVar[str] = "page.turned"
    item_id: UUID
    version_id: UUID
    page: int
    view: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class LeadHanded(Event):
    """Who leads pages and points besides secretary and chair; None: nobody."""

    type: ClassVar[str] = "lead.handed"
    presenter_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class AttendanceChanged(Event):
    """Somebody came or left; with the quorum that results."""

    type: ClassVar[str] = "attendance.changed"
    participant_id: UUID
    here: bool
    online: bool = False
    at: datetime
    attendance: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class AnswersChanged(Event):
    """Somebody answered the invitation: how many said what. Only the desk knows."""

    type: ClassVar[str] = "answers.changed"
    figures: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class DeskActed(Event):
    """Somebody at the desk did something, for whoever else sits there. It changes no state."""

    type: ClassVar[str] = "desk.acted"
    deed: str
    by: UUID | None
    name: str
    item_id: UUID | None = None
    participant_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class QuorumChanged(Event):
    """The figures of attendance alone, for everybody: guests and the big screen hear no names."""

    type: ClassVar[str] = "quorum.changed"
    attendance: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SpeakingChanged(Event):
    """Both queues of the current item and who has the floor, whole; ids only (SpeakingOut)."""

    type: ClassVar[str] = "speaking.changed"
    speaking: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SpeakerShown(Event):
    """Who has the floor, by name, and how many wait: for the big screen (ScreenSpeaking)."""

    type: ClassVar[str] = "speaker.shown"
    speaking: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class RecusalChanged(Event):
    """Somebody stands back from an item, or no longer; with the quorum that results now."""

    type: ClassVar[str] = "recusal.changed"
    item_id: UUID
    participant_id: UUID
    recused: bool
    attendance: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SeatingChanged(Event):
    """Seats were given out anew: ask again who sits where."""

    type: ClassVar[str] = "seating.changed"


@dataclass(frozen=True, kw_only=True)
class ConclusionRecorded(Event):
    """A draft was written or edited; only the desk sees drafts."""

    type: ClassVar[str] = "conclusion.recorded"
    conclusion: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ConclusionDiscarded(Event):
    """A draft was thrown away."""

    type: ClassVar[str] = "conclusion.discarded"
    conclusion_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConclusionsIssued(Event):
    """Conclusions were issued, as tasks or without one."""

    type: ClassVar[str] = "conclusions.issued"
    conclusions: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class ConclusionShown(Event):
    """This conclusion hangs on the wall (WallConclusion); None: none. For desk and big screen.

    Another page, item or vote takes it off without a word of its own.
    """

    type: ClassVar[str] = "conclusion.shown"
    conclusion: dict[str, Any] | None
