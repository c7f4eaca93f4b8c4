"""Bodies and answers of routing's operations."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents.register.models import Urgency
from documents.routing.commands.receivers import Receiver
from documents.routing.ink import Sheet
from documents.routing.models import PartRole
from documents.routing.queries.lists import PAGE_SIZE, Box
from documents.routing.states import Act, PartState


class SlipPath(BaseModel):
    """A slip."""

    slip_id: UUID


class PartPath(BaseModel):
    """A receiver's part in a slip."""

    part_id: UUID


class InboxQuery(BaseModel):
    """Which slips; `unit_id` narrows to the inbox of a unit (or to what it sent)."""

    box: Box = Box.WAITING
    unit_id: UUID | None = None
    after: UUID | None = None
    limit: int = Field(PAGE_SIZE, ge=1, le=200)


class WishIn(BaseModel):
    """What stands on a slip; typed words or handwriting, one of them is needed."""

    model_config = ConfigDict(extra="forbid")
    receivers: list[Receiver] = Field(min_length=1, max_length=200)
    instruction: str = Field("", max_length=4_000)
    ink: Sheet | None = None
    urgency: Urgency = Urgency.NORMAL
    due_on: date | None = None


class SendIn(WishIn):
    """A document of a book, to be sent on."""

    document_id: UUID


class SeenIn(BaseModel):
    """The revision of the part that the person saw; without it nobody is asked."""

    model_config = ConfigDict(extra="forbid")
    revision: int | None = None


class ForwardIn(WishIn, SeenIn):
    """To whom it is sent on."""


class ReturnIn(SeenIn):
    """Why it is sent back."""

    reason: str = Field(min_length=3, max_length=1_000)


class FinishIn(SeenIn):
    """What came of it."""

    note: str = Field("", max_length=1_000)


class _Told(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class OpeningOut(_Told):
    """Who opened it first, and when."""

    name: str
    at: datetime


class PartOut(_Told):
    """A receiver, how far they are, and what the caller may do with it now."""

    id: UUID
    name: str
    is_unit: bool
    role: PartRole
    state: PartState
    changed_at: datetime
    note: str
    overdue: bool
    revision: int
    openings: list[OpeningOut]
    acts: list[Act]


class SlipOut(_Told):
    """A slip; `part` is the caller's own in an inbox, `parts` are all receivers."""

    id: UUID
    document_id: UUID = Field(validation_alias="entry_id")
    symbol: str
    abstract: str
    unit_name: str
    sender: str
    instruction: str
    has_ink: bool
    urgency: Urgency
    due_on: date | None
    sent_at: datetime
    recalled: bool
    overdue: bool
    part: PartOut | None
    parts: list[PartOut]


class SlipsOut(BaseModel):
    """A page of slips, the newest first; `new` counts those nobody has acted on."""

    slips: list[SlipOut]
    new: int
    next_after: str | None


class StepOut(_Told):
    """A line of the history."""

    act: Act
    by: str
    receiver: str
    at: datetime
    text: str


class BranchOut(BaseModel):
    """A slip of the chain; `depth` 0 is the first."""

    slip_id: UUID
    depth: int
    sender: str
    parts: list[PartOut]


class WorkOut(_Told):
    """A task made of the slip."""

    title: str
    url: str
    state: str
    due_on: date | None


class SlipDetailOut(BaseModel):
    """One slip whole."""

    slip: SlipOut
    ink: Sheet | None
    steps: list[StepOut]
    chain: list[BranchOut]
    works: list[WorkOut]
    may_recall: bool
