"""The way back: from what a proposal became to the proposal."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.paths import proposal_path
from followup.proposals.models import Proposal, ProposalOutcome, proposal_code
from followup.proposals.outcomes import Shown
from followup.proposals.policies import readable


def behind(
    session: Session, actor: Actor, kind: str, ids: Collection[UUID]
) -> Mapping[UUID, Shown]:
    """Return the proposals that became these things, for who may read them; one query."""
    query = (
        select(ProposalOutcome.subject_id, Proposal.id, Proposal.number, Proposal.title)
        .join(Proposal, Proposal.id == ProposalOutcome.proposal_id)
        .where(ProposalOutcome.kind == kind, ProposalOutcome.subject_id.in_(ids), readable(actor))
    )
    return {
        row.subject_id: Shown(f"{proposal_code(row.number)} · {row.title}", proposal_path(row.id))
        for row in session.execute(query)
    }
