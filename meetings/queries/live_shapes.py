"""What live screens start from: the room, the desk, the big screen."""

from datetime import date, datetime
from uuid import UUID

from meetings.catalogue import SpeakingKind
from meetings.circulation.queries.joint import Joinable
from meetings.queries.shapes import AttendanceOut, MeetingOut, Named, Shape
from meetings.queries.vote_shapes import VoteOut
from meetings.states import ItemState, MeetingState


class RoomState(Shape):
    """All the room needs. `streams` are those the reader may join, each with its last number.

    The numbers are read before the state, so an event above them may already be part of it:
    events carry absolute values and applying one twice changes nothing.
    """

    meeting: MeetingOut
    streams: dict[str, int]
    server_time: datetime


class DeskState(Shape):
    """The room, and for the open vote who has not cast yet (never how anybody voted).

    `ballots_shown`: whose ballots are on a screen before whoever casts them. `joinable`: the
    circulation ballots of the body that may be counted together with a vote.
    """

    room: RoomState
    waiting_for: list[UUID]
    ballots_shown: list[UUID]
    joinable: list[Joinable]


class ConnectedOut(Shape):
    """The participants whose device is connected to the meeting now, with one socket or several."""

    participant_ids: list[UUID]


class ScreenItem(Shape):
    """An item as the big screen may show it; no title for one that is for members only.

    Secret items are not there at all.
    """

    id: UUID
    number: str
    level: int
    title: str | None
    presenter_name: str
    presenter_unit: str
    state: ItemState
    minutes: int
    started_at: datetime | None
    spent_seconds: int


class ScreenSpeaker(Shape):
    """Who has the floor; no name while an item for members only is discussed.

    `stands_for` is the name of who is represented, when a substitute speaks; else empty.
    """

    name: str
    title: str
    stands_for: str
    kind: SpeakingKind
    started_at: datetime | None
    spent_seconds: int
    limit_seconds: int | None


class ScreenNext(Shape):
    """Who comes next, and for whom a substitute will speak."""

    name: str
    stands_for: str


class ScreenSpeaking(Shape):
    """The speaker, whose turn comes next, and how many wait to speak and to question."""

    item_id: UUID | None = None
    speaker: ScreenSpeaker | None = None
    following: tuple[ScreenNext, ...] = ()
    speak: int = 0
    question: int = 0


class WallConclusion(Shape):
    """A conclusion as the hall reads it; without a day `often` says how it goes on."""

    id: UUID
    number: str
    text: str
    lead: str
    coordinating: list[str]
    due_on: date | None
    often: str


class ScreenState(Shape):
    """Only what everybody in the room may see: no names of voters, no choices before close.

    `vote` is the last one opened; when it is one of a slate, `slate` has all of it in order.
    """

    id: UUID
    title: str
    unit: Named
    state: MeetingState
    place: str
    starts_at: datetime
    opened_at: datetime | None
    current_item_id: UUID | None
    current_version_id: UUID | None
    current_page: int
    agenda: list[ScreenItem]
    attendance: AttendanceOut
    speaking: ScreenSpeaking
    vote: VoteOut | None
    slate: list[VoteOut]
    conclusion: WallConclusion | None
    streams: dict[str, int]
    server_time: datetime
