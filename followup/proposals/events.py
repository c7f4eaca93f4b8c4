"""Facts that proposals announce."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ecabinet.core.events import Event
from followup.proposals.models import ProposalDeed


def proposal_stream(proposal_id: UUID) -> str:
    """Return the stream of one proposal; no page listens, other systems are told of it."""
    return f"proposal:{proposal_id}"


@dataclass(frozen=True, kw_only=True)
class ProposalChanged(Event):
    """Something was added to a proposal's history; `subject_id` is what it became."""

    type: ClassVar[str] = "proposal.changed"
    proposal_id: UUID
    deed: ProposalDeed
    subject_kind: str | None = None
    subject_id: UUID | None = None
