"""What live screens start from: the room, the desk, the big screen."""

from datetime import datetime
from uuid import UUID

from meetings.queries.shapes import AttendanceOut, MeetingOut, Named, Shape, VoteOut
from meetings.states import ItemState, MeetingState


class RoomState(Shape):
    """All the room needs. `streams` are those the reader may join, each with its last number.

    The numbers are read before the state, so an event above them may already be part of it:
    events carry absolute values and applying one twice changes nothing. As in the event
    `vote.closed`, `ballots` of closed votes are empty: getVote has the names.
    """

    meeting: MeetingOut
    streams: dict[str, int]
    server_time: datetime


class DeskState(Shape):
    """The room, and for the open vote who has not cast yet (never how anybody voted)."""

    room: RoomState
    waiting_for: list[UUID]


class ScreenItem(Shape):
    """An item as the big screen may show it; no title for one that is for members only."""

    id: UUID
    number: str
    title: str | None
    presenter_name: str
    presenter_unit: str
    state: ItemState
    minutes: int
    started_at: datetime | None
    spent_seconds: int


class ScreenState(Shape):
    """Only what everybody in the room may see: no names of voters, no choices before close."""

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
    vote: VoteOut | None
    streams: dict[str, int]
    server_time: datetime
