"""Written opinions as pages and the API show them."""

from datetime import datetime
from uuid import UUID

from meetings.opinions.states import Audience, Naming, OpinionAct, ReplyKind
from meetings.queries.shapes import Named, Shape
from meetings.states import MeetingState


class CallOut(Shape):
    """How opinions are taken on an item. `open`: they are taken now; `over`: no more.

    `unit` answers them. `due_at` None: until the session closes.
    """

    naming: Naming
    audience: Audience
    due_at: datetime | None
    closed_at: datetime | None
    unit: Named | None
    note: str
    open: bool
    over: bool
    revision: int


class OpinionFileOut(Shape):
    """A file with an opinion: the newest version."""

    paper_id: UUID
    version_id: UUID
    title: str
    filename: str
    state: str
    failure: str | None


class ReplyOut(Shape):
    """What the unit makes of an opinion; `deputy` wrote it on behalf of `behalf`."""

    kind: ReplyKind
    text: str
    unit: str
    at: datetime
    deputy: str | None = None
    behalf: str | None = None


class OpinionStepOut(Shape):
    """A line of the story of one's own opinion; `text` is what it said from then on."""

    act: OpinionAct
    at: datetime
    text: str


class OpinionOut(Shape):
    """One opinion. Without a name (`anonymous`) there is no author and no time, in whatever list.

    `unit` is set when it was given in the name of a unit; `stands_for` names whom a substitute
    wrote for. `own`: it is the reader's to change.
    """

    id: UUID
    anonymous: bool
    name: str
    title: str
    stands_for: str
    unit: str
    text: str
    given_at: datetime | None
    changed_at: datetime | None
    files: list[OpinionFileOut]
    reply: ReplyOut | None
    own: bool
    unit_id: UUID | None
    revision: int


class OpinionsRights(Shape):
    """What the reader may do now; `meeting`: open the page of the meeting."""

    meeting: bool
    give: bool
    open: bool
    change: bool
    reply: bool
    read_all: bool


class OpinionsOut(Shape):
    """All opinions on an item that the reader may see. `naming` is what is usual here.

    `count` is how many stand, `hidden` how many of those the reader does not see (yet). `own` are
    those of the reader and of the reader's units; `units` are those units.
    """

    item_id: UUID
    number: str
    item_title: str
    secrecy: int
    meeting_id: UUID
    meeting_title: str
    meeting_state: MeetingState
    starts_at: datetime
    naming: Naming
    call: CallOut | None
    count: int
    hidden: int
    own: list[OpinionOut]
    opinions: list[OpinionOut]
    units: list[Named]
    rights: OpinionsRights


class ItemOpinionsOut(Shape):
    """A line of a meeting's list: an item, and how far its opinions are.

    `to_answer` counts opinions without an answer, once no more are taken and the reader sees them.
    """

    item_id: UUID
    number: str
    level: int
    title: str
    call: CallOut | None
    count: int
    gave: bool
    to_answer: int
    may_open: bool


class MeetingOpinionsOut(Shape):
    """The items of a meeting that the reader may read, in the order of the agenda.

    `naming` is what the kind of meeting usually promises of names.
    """

    meeting_id: UUID
    meeting_title: str
    meeting_state: MeetingState
    starts_at: datetime
    naming: Naming
    items: list[ItemOpinionsOut]
