"""What the queries of calendars answer; the same for pages and API."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from meetings.answers import AnswerKind
from meetings.calendar.rows import Change, Deed, Leader, Row
from meetings.calendar.states import Half, LineKind, LineState, WeekState
from meetings.queries.shapes import Named, Shape

WAITING = "waiting"


class DayThing(StrEnum):
    """What stands on a day."""

    MEETING = "meeting"
    LINE = "line"
    TASK = "task"
    BOOKING = "booking"


class DayItem(Shape):
    """Something on a day. Without `starts_at` it is for the whole day, or the `half` of it.

    `id` is that of the meeting, the week of a line, or the task; None when the reader may not know.
    `answer` is the reader's own to an invitation, "waiting" when there is none yet. `may_enter`:
    the session is running and the reader takes part.
    """

    what: DayThing
    id: UUID | None
    title: str | None
    day: date
    half: Half | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    unit: str = ""
    kind: LineKind | None = None
    state: str | None = None
    answer: AnswerKind | str | None = None
    may_enter: bool = False


class CalendarDay(Shape):
    """One day of the office. `off` names why it is no working day, "" when it is none."""

    day: date
    is_off: bool
    off: str
    items: list[DayItem]


class LineOut(Shape):
    """A line of a week as the reader may see it.

    `meeting_id` is None when the reader may not know of the meeting. `drift` is told to the desk:
    what of the meeting is different now ("cancelled", "day", "starts", "ends", "place").
    """

    id: UUID
    kind: LineKind
    day: date
    half: Half
    starts: time | None
    ends: time | None
    content: str
    leaders: list[Leader]
    participants: str
    place: str
    preparing: str
    note: str
    restricted: bool
    meeting_id: UUID | None
    state: LineState
    proposed_by: Named | None = None
    reason: str = ""
    drift: tuple[str, ...] = ()
    revision: int = 1


class ChangeOut(Shape):
    """What an edition changed of a line: which fields, from what to what, by whom."""

    deed: Deed
    before: Row | None
    after: Row | None
    fields: list[str]
    by: str

    @property
    def row(self) -> Row:
        """The line as it is now, or was."""
        return Change(**self.model_dump()).row


class WeekOut(Shape):
    """A week of a body. `draft`: the reader sees it as it is being compiled, else as published.

    `pending` is told to the desk: what publishing would announce.
    """

    id: UUID
    unit: Named
    monday: date
    state: WeekState
    edition: int
    revision: int
    draft: bool
    remark: str
    published_at: datetime | None
    published_by: str | None
    lines: list[LineOut]
    changes: list[ChangeOut]
    pending: list[ChangeOut]
    may_compile: bool
    may_approve: bool


class WeekBrief(Shape):
    """A week in a list."""

    id: UUID
    unit: Named
    monday: date
    state: WeekState
    edition: int


class ProposalOut(Shape):
    """A line that one's unit asked for, and what became of it."""

    id: UUID
    body: Named
    unit: Named
    day: date
    half: Half
    starts: time | None
    content: str
    place: str
    state: LineState
    reason: str
