"""A proposal goes up: submitted, sent on by whoever should decide it, taken back."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import actor_id
from followup.proposals import access, states
from followup.proposals.commands.consult import close_consults
from followup.proposals.commands.draft import ProposalRef, ref
from followup.proposals.history import note
from followup.proposals.models import Proposal, ProposalDeed
from followup.proposals.policies import ProposalPermission
from followup.proposals.queries.receivers import Receiver, receivers, receivers_above
from followup.proposals.states import ProposalAction, ProposalState
from followup.proposals.telling import asked_of, deciders, proposers, tell
from followup.words import Words


class SubmitProposal(BaseModel):
    """To which unit, and to whom there; without a unit to the nearest one that has a leader.

    Without `decider_id` any leader of the unit decides.
    """

    model_config = ConfigDict(frozen=True)
    proposal_id: UUID
    to_unit_id: UUID | None = None
    decider_id: UUID | None = None
    note: Words = Field("", max_length=2_000)
    revision: int | None = None


class WithdrawProposal(BaseModel):
    """A proposal that shall not be decided, and why, if that is to be said."""

    model_config = ConfigDict(frozen=True)
    proposal_id: UUID
    reason: Words = Field("", max_length=2_000)
    revision: int | None = None


def submit_proposal(uow: UnitOfWork, cmd: SubmitProposal) -> ProposalRef:
    """Submit the proposal to those who lead the unit, or, being one of them, to a unit above.

    Raises:
        NotFound, Denied, Stale; Conflict: it was submitted, decided or withdrawn.
        Invalid: the unit is not within reach, the person does not lead it, nobody leads any.
    """
    row = access.proposal_to_change(uow, cmd.proposal_id, ProposalPermission.SUBMIT, cmd.revision)
    row.state = states.after(row.state, ProposalAction.SUBMIT)
    offered = receivers(uow.session, uow.actor, row, office_day(uow.now))
    return _send(uow, row, cmd, offered, ProposalDeed.SUBMITTED)


def forward_proposal(uow: UnitOfWork, cmd: SubmitProposal) -> ProposalRef:
    """Send a proposal on to a unit above, which decides instead. Raises as `submit_proposal`."""
    row = access.proposal_to_change(uow, cmd.proposal_id, ProposalPermission.DECIDE, cmd.revision)
    row.state = states.after(row.state, ProposalAction.FORWARD)
    offered = receivers_above(uow.session, uow.actor, row, office_day(uow.now))
    done = _send(uow, row, cmd, offered, ProposalDeed.FORWARDED)
    tell(uow, row, "forwarded", [row.drafter_id])
    return done


def withdraw_proposal(uow: UnitOfWork, cmd: WithdrawProposal) -> ProposalRef:
    """Take a proposal back before it is decided; it can be begun anew.

    Raises NotFound, Denied, Stale; Conflict: it is decided.
    """
    row = access.proposal_to_change(uow, cmd.proposal_id, ProposalPermission.WITHDRAW, cmd.revision)
    lay_there = row.state is ProposalState.SUBMITTED
    row.state = states.after(row.state, ProposalAction.WITHDRAW)
    waiting = [one for one in row.consults if one.waits]
    told = [*(deciders(uow, row) if lay_there else []), *asked_of(uow, waiting)]
    close_consults(uow, row)
    note(uow, row, ProposalDeed.WITHDRAWN, text=cmd.reason)
    tell(uow, row, "withdrawn", [*told, *proposers(uow, row)])
    return ref(uow, row)


def _send(
    uow: UnitOfWork, row: Proposal, cmd: SubmitProposal, offered: Sequence[Receiver],
    deed: ProposalDeed,
) -> ProposalRef:  # fmt: skip
    chosen = _chosen(cmd, offered)
    if not open_units(uow.session, [chosen.unit.id], office_day(uow.now), lock=True):
        raise Invalid("task.unit_unknown", field="to_unit_id")
    row.to_unit_id, row.decider_id = chosen.unit.id, cmd.decider_id
    row.sender_id = actor_id(uow)
    row.submitted_at = row.submitted_at or uow.now
    uow.session.flush()  # Rights of those who are told depend on the row.
    text = {"before": _snapshot(row)} if deed is ProposalDeed.SUBMITTED else {}
    note(uow, row, deed, to_unit_id=row.to_unit_id, decider_id=row.decider_id, text=cmd.note,
         **text)  # fmt: skip
    tell(uow, row, "submitted", deciders(uow, row), urgency=row.urgency)
    return ref(uow, row)


def _chosen(cmd: SubmitProposal, offered: Sequence[Receiver]) -> Receiver:
    if not offered:
        raise Invalid("proposal.no_decider", field="to_unit_id")
    wanted = cmd.to_unit_id or offered[0].unit.id
    found = next((one for one in offered if one.unit.id == wanted), None)
    if found is None:
        raise Invalid("proposal.unit_out_of_reach", field="to_unit_id")
    if cmd.decider_id is not None and all(one.id != cmd.decider_id for one in found.leaders):
        raise Invalid("proposal.decider_unknown", field="decider_id")
    return found


def _snapshot(row: Proposal) -> dict[str, str]:
    """The words as they were submitted: they may be changed after a return."""
    return {"title": row.title, "text": row.text, "wish": row.wish}
