"""Whoever leads the unit above returns a proposal, refuses it, or approves it."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.core.unit_of_work import UnitOfWork
from followup.proposals import access, states
from followup.proposals.commands.consult import close_consults
from followup.proposals.commands.draft import ProposalRef, ref
from followup.proposals.history import note
from followup.proposals.models import ProposalDeed
from followup.proposals.policies import ProposalPermission
from followup.proposals.states import ProposalAction
from followup.proposals.telling import proposers, secretaries, tell
from followup.words import Words


class TurnDown(BaseModel):
    """A proposal that is returned or refused, and why."""

    model_config = ConfigDict(frozen=True)
    proposal_id: UUID
    reason: Words = Field(min_length=1, max_length=5_000)
    revision: int | None = None


class ApproveProposal(BaseModel):
    """A proposal that is approved, with the words that go with it."""

    model_config = ConfigDict(frozen=True)
    proposal_id: UUID
    words: Words = Field("", max_length=5_000)
    revision: int | None = None


def return_proposal(uow: UnitOfWork, cmd: TurnDown) -> ProposalRef:
    """Give it back to be changed and submitted again. Raises as `approve_proposal`."""
    return _decide(uow, cmd.proposal_id, cmd.revision, ProposalAction.RETURN, cmd.reason)


def refuse_proposal(uow: UnitOfWork, cmd: TurnDown) -> ProposalRef:
    """Refuse it for good. Raises as `approve_proposal`."""
    return _decide(uow, cmd.proposal_id, cmd.revision, ProposalAction.REFUSE, cmd.reason)


def approve_proposal(uow: UnitOfWork, cmd: ApproveProposal) -> ProposalRef:
    """Approve it; from then on it can become a task, an agenda item, a document.

    Raises:
        NotFound; Denied: it lies with somebody else, or the person drafted or sent it.
        Stale: somebody has decided or changed it meanwhile. Conflict: it waits for no decision.
    """
    return _decide(uow, cmd.proposal_id, cmd.revision, ProposalAction.APPROVE, cmd.words)


DEEDS = {
    ProposalAction.RETURN: ProposalDeed.RETURNED,
    ProposalAction.REFUSE: ProposalDeed.REFUSED,
    ProposalAction.APPROVE: ProposalDeed.APPROVED,
}


def _decide(
    uow: UnitOfWork, proposal_id: UUID, revision: int | None, action: ProposalAction, words: str
) -> ProposalRef:
    row = access.proposal_to_change(uow, proposal_id, ProposalPermission.DECIDE, revision)
    row.state = states.after(row.state, action)
    close_consults(uow, row)
    note(uow, row, DEEDS[action], text=words)
    told = proposers(uow, row)
    if action is ProposalAction.APPROVE:
        told += secretaries(uow, row)
    uow.session.flush()  # Rights of those who are told depend on the state.
    tell(uow, row, DEEDS[action].value, told)
    return ref(uow, row)
