"""What queries answer: one frozen shape per thing, the same for pages, API and live events."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from meetings.catalogue import Function, RuleSet
from meetings.states import ConclusionState, ItemState, MeetingState, VoteState
from meetings.terms import Base, Choice, Outcome, Sentence


class Shape(BaseModel):
    """Parent of all shapes."""

    model_config = ConfigDict(frozen=True)


class PaperOut(Shape):
    """A paper of an item; `version_id` is the version people read, `pages` is None until known."""

    id: UUID
    version_id: UUID
    title: str
    symbol: str | None
    secrecy: int
    filename: str
    pages: int | None
    state: str
    failure: str | None


class ItemOut(Shape):
    """An agenda item. Times used are seconds; `started_at` says since when its clock runs."""

    id: UUID
    position: int
    number: str
    title: str
    minutes: int
    presenter_name: str
    presenter_unit: str
    members_only: bool
    state: ItemState
    started_at: datetime | None
    spent_seconds: int
    papers: list[PaperOut]


class ParticipantOut(Shape):
    """Somebody who takes part. `item_ids` are the items a guest is invited for."""

    id: UUID
    person_id: UUID
    name: str
    title: str
    function: Function
    entitled: bool
    present: bool
    arrived_at: datetime | None
    item_ids: list[UUID]


class AttendanceOut(Shape):
    """Members entitled, those of them in the room, how many make the quorum, and if they do."""

    members: int
    present: int
    required: int
    reached: bool


class BallotOut(Shape):
    """One named ballot, shown after the vote has closed."""

    participant_id: UUID
    name: str
    choice: Choice
    text: str


class MyBallot(Shape):
    """The reader's own ballot."""

    choice: Choice
    text: str
    cast_at: datetime


class VoteOut(Shape):
    """A vote. `entitled` and `cast` are counts; `outcome` and `ballots` stay empty until closed.

    `my_ballot` and `may_cast` are the reader's own and are never part of a live event.
    """

    id: UUID
    meeting_id: UUID
    item_id: UUID
    version_id: UUID | None
    question: str
    kind: str
    state: VoteState
    base: Base
    numerator: int
    denominator: int
    strict: bool
    threshold: Sentence
    members: int
    entitled: int
    cast: int
    required: int
    override_reason: str | None
    opened_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    ballots: list[BallotOut]
    my_ballot: MyBallot | None = None
    may_cast: bool = False


class Named(Shape):
    """Something with an id and a name."""

    id: UUID
    name: str


class ConclusionOut(Shape):
    """A conclusion; `task_id` is set once it has been issued."""

    id: UUID
    item_id: UUID
    number: str
    text: str
    lead: Named
    coordinating: list[Named]
    informed: list[Named]
    supervisor: Named | None
    due_on: date | None
    state: ConclusionState
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
    vote: bool
    conclude: bool
    issue: bool
    minutes: bool


class MeetingOut(Shape):
    """A meeting with all the reader may see of it."""

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
    opened_at: datetime | None
    closed_at: datetime | None
    minutes_symbol: str | None
    revision: int
    agenda: list[ItemOut]
    participants: list[ParticipantOut]
    attendance: AttendanceOut
    votes: list[VoteOut]
    conclusions: list[ConclusionOut]
    me: ParticipantOut | None
    rights: Rights


def public_vote(vote: VoteOut) -> dict[str, Any]:
    """Return `vote` as a live event may carry it to members: nothing that is one reader's own."""
    return vote.model_dump(mode="json", exclude={"my_ballot", "may_cast"})


def screen_vote(vote: VoteOut) -> VoteOut:
    """Return `vote` as the big screen may show it: figures, never names."""
    return vote.model_copy(update={"ballots": [], "my_ballot": None, "may_cast": False})
