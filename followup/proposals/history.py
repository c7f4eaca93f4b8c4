"""Every change of a proposal leaves three traces at once: its history, the audit log, an event."""

from typing import Any

from ecabinet.core.events import jsonable
from ecabinet.core.unit_of_work import UnitOfWork
from followup.proposals.access import KIND
from followup.proposals.events import ProposalChanged, proposal_stream
from followup.proposals.models import Proposal, ProposalDeed, ProposalEntry


def note(uow: UnitOfWork, proposal: Proposal, kind: ProposalDeed, **detail: Any) -> None:
    """Append to the history of `proposal`, to the audit log, and announce it."""
    plain = jsonable(detail)
    uow.session.add(
        ProposalEntry(
            proposal_id=proposal.id,
            kind=kind,
            actor_id=uow.actor.person_id,
            at=uow.now,
            detail=plain,
        )
    )
    uow.audit(f"{KIND}.{kind.value}", KIND, proposal.id, **_short(plain))
    uow.record(
        ProposalChanged(
            stream=proposal_stream(proposal.id), proposal_id=proposal.id, deed=kind,
            subject_kind=detail.get("what"), subject_id=detail.get("subject_id"),
        )
    )  # fmt: skip


def _short(detail: dict[str, Any]) -> dict[str, Any]:
    """The audit log keeps what was done, not the words: those stand in the history."""
    return {name: value for name, value in detail.items() if name not in ("before", "text")}
