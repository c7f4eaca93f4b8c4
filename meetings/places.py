"""What the rules look at: a meeting with its seats, or a meeting as one person meets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from ecabinet.core.actors import Actor
from meetings.ballot_forms import Ballots, Kind
from meetings.models import AgendaItem, Meeting, PaperRequest


class Seat(Protocol):
    """What is asked of a seat."""

    @property
    def id(self) -> UUID:
        """The participant's id."""

    @property
    def person_id(self) -> UUID:
        """Whose it is."""

    @property
    def function(self) -> str:
        """As what the person takes part."""

    @property
    def entitled(self) -> bool:
        """Whether it counts for quorum and votes."""

    @property
    def removed_at(self) -> datetime | None:
        """When it was taken away."""

    @property
    def item_ids(self) -> frozenset[UUID]:
        """The items a guest is invited for."""


class Gathered(Protocol):
    """What the rules ask of a meeting: whose it is, where it stands, who sits there."""

    @property
    def id(self) -> UUID:
        """Which meeting."""

    @property
    def unit_id(self) -> UUID:
        """The body that meets."""

    @property
    def state(self) -> str:
        """Where it stands."""

    @property
    def presenter_id(self) -> UUID | None:
        """The participant to whom the lead was handed."""

    @property
    def participants(self) -> Sequence[Seat]:
        """The seats; those of a `MeetingPlace` are one person's only."""


@dataclass(frozen=True)
class OwnSeat:
    """The seat of the person who asks, not taken away."""

    id: UUID
    person_id: UUID
    function: str
    entitled: bool
    item_ids: frozenset[UUID]
    removed_at: None = None


@dataclass(frozen=True)
class MeetingPlace:
    """One person's place in a meeting, read in a single query however many take part.

    Of that person the rules say the same as of the whole meeting. Asked about somebody else they
    find no seat, and refuse what only a seat allows. The seats of `row` are not loaded and raise
    when touched.
    """

    row: Meeting
    seat: OwnSeat | None

    @property
    def id(self) -> UUID:
        """The meeting's id."""
        return self.row.id

    @property
    def unit_id(self) -> UUID:
        """The body that meets."""
        return self.row.unit_id

    @property
    def state(self) -> str:
        """Where the meeting stands now."""
        return self.row.state

    @property
    def presenter_id(self) -> UUID | None:
        """The participant to whom the lead was handed."""
        return self.row.presenter_id

    @property
    def participants(self) -> tuple[OwnSeat, ...]:
        """The person's own seat, or nothing."""
        return () if self.seat is None else (self.seat,)


def own_seat(actor: Actor, place: MeetingPlace) -> OwnSeat | None:
    """Return the seat with what is its holder's own, ballots and presence; a deputy has none."""
    return place.seat if actor.deputy is None else None


M = TypeVar("M", covariant=True)


@dataclass(frozen=True)
class ItemPlace(Generic[M]):
    """An item in its meeting: what rules about items look at."""

    meeting: M
    item: AgendaItem


@dataclass(frozen=True)
class RequestPlace(Generic[M]):
    """A paper asked of a unit, with the item and the meeting it is for."""

    meeting: M
    item: AgendaItem
    request: PaperRequest


@dataclass(frozen=True)
class BallotPlace:
    """A person's place in one vote, read in a single query because many cast at once.

    `participant_id` is whose ballot it is, `cast_by` who casts it for them: the person's own seat.
    """

    vote_id: UUID
    meeting_id: UUID
    vote_state: str
    voters: int
    participant_id: UUID
    person_id: UUID
    function: str
    entitled: bool
    has_cast: bool
    secrecy: int = 0
    ballots: Ballots = Ballots()  # noqa: RUF009 - frozen
    weight: int = 1
    kind: str = Kind.OPEN
    changeable: bool = False
    opens_at: datetime | None = None
    cast_by: UUID | None = None
    on_paper: bool = False
