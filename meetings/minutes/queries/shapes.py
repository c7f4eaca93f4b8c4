"""Minutes as pages and the API show them."""

from datetime import datetime
from uuid import UUID

from meetings.minutes.merging import LineFate
from meetings.minutes.states import AmendmentState, MinutesState, Origin, TextPlace
from meetings.minutes.text import TextLine
from meetings.queries.shapes import Shape
from meetings.states import MeetingState


class MinutesBlockOut(Shape):
    """A text. `item_id` None: it belongs to no item; `waiting`: amendments without an answer."""

    id: UUID
    place: TextPlace
    item_id: UUID | None
    body: list[TextLine]
    version: int
    edited_at: datetime | None
    edited_by: str
    waiting: int


class FactLine(Shape):
    """A line of facts as the paper will say it: heading, paragraph, listed, or cells of a row."""

    kind: str
    cells: list[str]


class MinutesPartOut(Shape):
    """Facts as they are now, in the words of the paper, and the text that follows them, if any."""

    name: str
    lines: list[FactLine]
    text: MinutesBlockOut | None


class MinutesRights(Shape):
    """What the reader may do now. `open`: open them, or add texts of items that came later.

    `chair`: approves them, be it not yet.
    """

    open: bool
    edit: bool
    circulate: bool
    chair: bool
    approve: bool
    amend: bool
    read_work: bool
    official: bool


class MinutesOut(Shape):
    """The minutes of a meeting as the reader may see them; `state` None: nobody has opened them.

    `taking`: amendments are taken now. `waiting` counts those without an answer that the reader
    sees. `missing`: items that have come on the agenda since.
    """

    meeting_id: UUID
    meeting_title: str
    meeting_state: MeetingState
    starts_at: datetime
    state: MinutesState | None
    revision: int
    due_at: datetime | None
    circulated_at: datetime | None
    approved_at: datetime | None
    approved_by: str
    taking: bool
    waiting: int
    missing: int
    parts: list[MinutesPartOut]
    rights: MinutesRights


class MinutesLineChange(Shape):
    """A line, and whether it stands in both texts, is gone, or was added."""

    fate: LineFate
    line: TextLine


class MinutesVersionOut(Shape):
    """A text as somebody left it; `now`: it says so still."""

    id: UUID
    block_id: UUID
    place: TextPlace
    item: str
    version: int
    origin: Origin
    at: datetime
    by: str
    now: bool


class MinutesVersionsOut(Shape):
    """The versions of all texts the reader may see, newest first, one for each sitting."""

    meeting_id: UUID
    meeting_title: str
    versions: list[MinutesVersionOut]


class MinutesComparisonOut(Shape):
    """A version beside the text as it is now."""

    meeting_id: UUID
    meeting_title: str
    version: MinutesVersionOut
    changes: list[MinutesLineChange]


class AmendmentOut(Shape):
    """What somebody wants a text to say: what goes and what comes.

    `clashes`: the same lines were changed since, so that it has to be written by hand.
    """

    id: UUID
    block_id: UUID
    place: TextPlace
    item: str
    name: str
    title: str
    made_at: datetime
    reason: str
    changes: list[MinutesLineChange]
    state: AmendmentState
    clashes: bool
    answer: str
    answered_at: datetime | None
    answered_by: str
    own: bool
    revision: int


class AmendmentsOut(Shape):
    """Amendments of the minutes of a meeting: all, or one's own; those that wait first."""

    meeting_id: UUID
    meeting_title: str
    answering: bool
    amendments: list[AmendmentOut]
