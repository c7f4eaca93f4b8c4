"""What an approved proposal fills into the form by which a task is issued."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from ecabinet.web.requests import current_actor, platform
from followup.proposals import access, states
from followup.proposals.models import ProposalDeed, ProposalEntry
from followup.proposals.policies import ProposalPermission
from followup.proposals.states import ProposalAction
from followup.routes.doors import today


def filled_in(proposal_id: UUID | None) -> dict[str, Any]:
    """Return the task as the proposal has it: its unit leads, who decides supervises.

    Raises NotFound, Denied; Conflict: it is not approved.
    """
    if proposal_id is None:
        return {}
    actor = current_actor()
    with platform().store.reading() as session:
        row = access.proposal(session, actor, proposal_id, ProposalPermission.USE)
        states.after(row.state, ProposalAction.USE)
        approved = select(ProposalEntry).where(
            ProposalEntry.proposal_id == row.id, ProposalEntry.kind == ProposalDeed.APPROVED
        )
        decision = session.scalars(approved).one()
        return {
            "proposal_id": str(row.id),
            "proposal_code": row.code,
            "title": row.title,
            "content": str(decision.detail.get("text", "")),
            "lead_unit_id": row.unit_id,
            "supervisor_id": str(decision.actor_id),
            "priority": row.urgency.value,
            "source_quote": row.wish,
            "due_on": row.desired_on if row.desired_on and row.desired_on >= today() else "",
        }
