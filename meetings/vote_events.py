"""The facts of votes, on the streams of `meetings.events`. All values are absolute."""

from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from ecabinet.core.events import Event


@dataclass(frozen=True, kw_only=True)
class VotePrepared(Event):
    """A vote waits to be opened; only the desk knows."""

    type: ClassVar[str] = "vote.prepared"
    vote: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class VoteOpened(Event):
    """Ballots may be cast from `vote.opens_at` on by the participants `entitled`, each for
    oneself, and by `proxies` for others; `weights` are the votes of who has more than one. All
    are empty on the big screen."""

    type: ClassVar[str] = "vote.opened"
    vote: dict[str, Any]
    entitled: list[UUID]
    proxies: list[dict[str, Any]] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)


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
class VotePublished(Event):
    """The verdict of a vote closed before is told."""

    type: ClassVar[str] = "vote.published"
    vote: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class VoteVoided(Event):
    """The vote was made in error and counts for nothing."""

    type: ClassVar[str] = "vote.voided"
    vote: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class BallotsShown(Event):
    """These participants have the ballot on a screen before them; only the desk knows."""

    type: ClassVar[str] = "ballots.shown"
    vote_id: UUID
    participant_ids: list[UUID]
