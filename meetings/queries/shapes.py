"""What queries answer: one frozen shape per thing, the same for pages, API and live events."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from followup.models.enums import DeadlineKind, Period
from meetings.catalogue import Function, RuleSet
from meetings.queries.turn_shapes import SpeakingOut
from meetings.queries.vote_shapes import VoteOut
from meetings.states import ConclusionState, ItemState, MeetingState
from meetings.terms import Base


class Shape(BaseModel):
    """Parent of all shapes."""

    model_config = ConfigDict(frozen=True)


class AgendaPaperOut(Shape):
    """A paper of an item; `version_id` is the version people read, `pages` is None until known.

    `late`: its first version came after the meeting had been called.
    """

    id: UUID
    version_id: UUID
    title: str
    symbol: str | None
    secrecy: int
    filename: str
    pages: int | None
    state: str
    failure: str | None
    late: bool


class BehindOut(Shape):
    """The proposal that became an item, with its page; for who may read it."""

    title: str
    url: str


class ItemOut(Shape):
    """An agenda item. Times used are seconds; `started_at` says since when its clock runs.

    `level` says how deep it lies, from 0; `parent_id` in which item, which the reader may not see.
    `starts_at` is planned: when all items before it take as long as planned. `proposal`: what it
    came of, if the reader may know.
    """

    id: UUID
    position: int
    number: str
    title: str
    minutes: int
    presenter_name: str
    presenter_unit: str
    members_only: bool
    secrecy: int
    parent_id: UUID | None
    level: int
    starts_at: datetime
    state: ItemState
    started_at: datetime | None
    spent_seconds: int
    papers: list[AgendaPaperOut]
    proposal: BehindOut | None = None


class ParticipantOut(Shape):
    """Somebody who takes part, `online` from elsewhere. `item_ids`: what a guest is invited for.

    `sits_for` is the seat whose place a substitute takes, `substituted_by` that of the substitute.
    `stands_for` is the name of who is represented, for "A thay B"; empty for everybody else.
    """

    id: UUID
    person_id: UUID
    name: str
    title: str
    function: Function
    entitled: bool
    present: bool
    online: bool
    arrived_at: datetime | None
    item_ids: list[UUID]
    sits_for: UUID | None = None
    substituted_by: UUID | None = None
    stands_for: str = ""


class AttendanceOut(Shape):
    """Members entitled, those of them here, how many make the quorum, and if they do.

    Who stands back from the current item counts neither as entitled nor as here.
    """

    members: int
    present: int
    required: int
    reached: bool


class RecusalOut(Shape):
    """A participant stands back from an item."""

    item_id: UUID
    participant_id: UUID


class Named(Shape):
    """Something with an id and a name."""

    id: UUID
    name: str


class ConclusionOut(Shape):
    """A conclusion; `task_id` is set once it has been issued. A draft may still lack its lead.

    One with `gives_task` false is a statement: no lead, no deadline, never a task.
    `remark`: what the chair wants mended. `replaces_id`: the issued conclusion that it corrects.
    """

    id: UUID
    item_id: UUID
    number: str
    text: str
    gives_task: bool
    lead: Named | None
    coordinating: list[Named]
    informed: list[Named]
    supervisor: Named | None
    deadline_kind: DeadlineKind
    due_on: date | None
    period: Period | None
    state: ConclusionState
    confirmed_at: datetime | None
    confirmed_by: Named | None
    remark: str
    replaces_id: UUID | None
    task_id: UUID | None
    revision: int


class MeetingSummary(Shape):
    """A meeting as lists show it; `function` is the reader's own, None without a seat."""

    id: UUID
    title: str
    kind: str
    unit: Named
    state: MeetingState
    starts_at: datetime
    ends_at: datetime
    place: str
    items: int
    function: Function | None


class Rights(Shape):
    """What the reader may do here now; screens show only what is true."""

    plan: bool
    call: bool
    run: bool
    check_in: bool
    answer: bool
    read_answers: bool
    vote: bool
    conclude: bool
    confirm: bool
    issue: bool
    minutes: bool
    speaking: bool


class MeetingOut(Shape):
    """A meeting with all the reader may see of it. Only the desk knows `shown_conclusion_id`.

    `agenda_over` is by how many minutes the items together go beyond the planned end. As in the
    event `vote.closed`, `ballots` of closed votes are empty: getVote has the names.
    """

    id: UUID
    title: str
    kind: str
    unit: Named
    state: MeetingState
    starts_at: datetime
    ends_at: datetime
    place: str
    room: str | None
    rule_set: RuleSet
    quorum_numerator: int
    quorum_denominator: int
    quorum_strict: bool
    vote_base: Base
    vote_numerator: int
    vote_denominator: int
    vote_strict: bool
    current_item_id: UUID | None
    current_version_id: UUID | None
    current_page: int
    current_view: dict[str, float] | None
    presenter_id: UUID | None
    shown_conclusion_id: UUID | None
    opened_at: datetime | None
    closed_at: datetime | None
    minutes_symbol: str | None
    revision: int
    agenda_revision: int
    agenda_minutes: int
    agenda_ends_at: datetime
    agenda_over: int
    series_id: UUID | None
    room_reason: str
    agenda: list[ItemOut]
    participants: list[ParticipantOut]
    attendance: AttendanceOut
    speaking: SpeakingOut
    recusals: list[RecusalOut]
    votes: list[VoteOut]
    conclusions: list[ConclusionOut]
    me: ParticipantOut | None
    rights: Rights
