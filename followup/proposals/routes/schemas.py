"""Proposals as the API shows them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from followup.models.enums import Priority
from followup.proposals.commands.consult import MOST_ASKED
from followup.proposals.commands.draft import ProposalWords
from followup.proposals.models import ProposalDeed
from followup.proposals.states import Opinion, ProposalAction, ProposalState
from followup.routes.out import NamedOut, Out
from followup.routes.schemas import EvidenceOut
from followup.words import Words


class ProposalPath(BaseModel):
    """Which proposal."""

    proposal_id: UUID


class ProposalFilePath(BaseModel):
    """Which file of which proposal."""

    proposal_id: UUID
    paper_id: UUID


class ProposalConsultPath(BaseModel):
    """Which opinion that was asked for."""

    consult_id: UUID


class SeenProposal(BaseModel):
    """`revision` is the one the caller saw; when it has been changed since, nothing is done."""

    model_config = ConfigDict(extra="forbid")
    revision: int | None = None


class NewProposalIn(ProposalWords):
    """A proposal of the unit `unit_id`, in which the caller holds an office."""

    unit_id: UUID


class ChangeProposalIn(ProposalWords):
    """All of a proposal, as it shall be."""

    revision: int | None = None


class ProposalConsultationIn(SeenProposal):
    """Of whom an opinion is asked, on what, until when."""

    unit_ids: list[UUID] = Field(default_factory=list, max_length=MOST_ASKED)
    person_ids: list[UUID] = Field(default_factory=list, max_length=MOST_ASKED)
    question: Words = Field("", max_length=2_000)
    due_on: date


class ProposalOpinionIn(BaseModel):
    """An opinion; remarks and disagreement need words."""

    model_config = ConfigDict(extra="forbid")
    opinion: Opinion
    text: Words = Field("", max_length=5_000)


class ProposalSubmissionIn(SeenProposal):
    """To which unit (the nearest), to whom there (any leader), and a word with it."""

    to_unit_id: UUID | None = None
    decider_id: UUID | None = None
    note: Words = Field("", max_length=2_000)


class ProposalWhyIn(SeenProposal):
    """Why."""

    reason: Words = Field(min_length=1, max_length=5_000)


class ProposalWithdrawalIn(SeenProposal):
    """Why, if that is to be said."""

    reason: Words = Field("", max_length=2_000)


class ProposalApprovalIn(SeenProposal):
    """The words that go with the approval."""

    words: Words = Field("", max_length=5_000)


class ProposalRowOut(Out):
    """A proposal in a list; of the opinions only those that the caller may know are counted."""

    id: UUID
    code: str
    title: str
    unit: str
    drafter: str
    state: ProposalState
    urgency: Priority
    desired_on: date | None
    to_unit: str | None
    decider: str | None
    submitted_at: datetime | None
    created_at: datetime
    asked: int
    answered: int
    late: int
    due_on: date | None


class ProposalListOut(Out):
    """A page of proposals; `next_after` is the key for `after`, null at the end."""

    rows: list[ProposalRowOut]
    total: int
    next_after: int | None


class ProposalConsultOut(Out):
    """An opinion asked of a unit or person, and what it is; `late`: after its day."""

    id: UUID
    whom: NamedOut
    is_unit: bool
    asked_by: NamedOut
    asked_at: datetime
    question: str
    due_on: date
    opinion: Opinion | None
    text: str
    answered_by: NamedOut | None
    answered_at: datetime | None
    waits: bool
    late: bool
    mine: bool
    reminded_at: datetime | None


class ProposalStepOut(Out):
    """One step of the way; `before`: the words as they stood, or as they were submitted;
    `removed`: the file taken off. The worker hands offices over: then it is `by` nobody."""

    kind: ProposalDeed
    by: NamedOut | None
    at: datetime
    text: str
    units: list[str]
    people: list[str]
    due_on: date | None
    opinion: Opinion | None
    late: bool
    changed: list[str]
    before: dict[str, str]
    what: str
    removed: str


class ProposalOutcomeOut(Out):
    """What it became; without title and address for who may not see it."""

    kind: str
    title: str
    url: str
    at: datetime


class ProposalDetailOut(Out):
    """A proposal; `sees_all`: every opinion is told, otherwise only those asked of the caller."""

    id: UUID
    code: str
    title: str
    text: str
    wish: str
    urgency: Priority
    desired_on: date | None
    unit: NamedOut
    drafter: NamedOut
    state: ProposalState
    to_unit: NamedOut | None
    decider: NamedOut | None
    submitted_at: datetime | None
    created_at: datetime
    revision: int
    sees_all: bool
    actions: list[ProposalAction]
    consults: list[ProposalConsultOut]
    way: list[ProposalStepOut]
    files: list[EvidenceOut]
    became: list[ProposalOutcomeOut]

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, found: Any) -> Any:
        actions = getattr(found, "actions", None)
        if actions is None:
            return found
        whole = {name: getattr(found, name) for name in cls.model_fields}
        return whole | {"actions": sorted(actions)}


class ReceiverOut(Out):
    """A unit to which the proposal can be submitted, with its leaders."""

    unit: NamedOut
    leaders: list[NamedOut]


class ReceiversOut(Out):
    """The first is the usual one."""

    receivers: list[ReceiverOut]
