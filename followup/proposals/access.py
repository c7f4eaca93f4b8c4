"""The only way from an id that somebody gave to a proposal or to an opinion asked for."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound, refuse_stale
from ecabinet.core.permissions import allows, require
from ecabinet.core.unit_of_work import UnitOfWork
from followup.proposals.models import Proposal, ProposalConsult
from followup.proposals.policies import ProposalPermission, asks

KIND = "proposal"


def proposal(
    session: Session, actor: Actor, proposal_id: UUID, permission: ProposalPermission
) -> Proposal:
    """Return the proposal. Raises NotFound, Denied."""
    return _checked(actor, session.get(Proposal, proposal_id), permission)


def proposal_to_change(
    uow: UnitOfWork, proposal_id: UUID, permission: ProposalPermission, revision: int | None = None
) -> Proposal:
    """Return the proposal, locked until the end of the work.

    Raises:
        NotFound, Denied.
        Stale: the person saw `revision`, and the proposal has been changed since.
    """
    locked = select(Proposal).where(Proposal.id == proposal_id).with_for_update()
    found = _checked(uow.actor, uow.session.scalar(locked), permission)
    refuse_stale(revision, found.revision)
    return found


def consult_to_answer(uow: UnitOfWork, consult_id: UUID) -> tuple[Proposal, ProposalConsult]:
    """Return the opinion asked of the actor, with its proposal locked. Raises NotFound, Denied."""
    found = uow.session.get(ProposalConsult, consult_id)
    if found is None:
        raise NotFound("not_found", kind=KIND)
    asked = proposal_to_change(uow, found.proposal_id, ProposalPermission.ANSWER)
    uow.session.refresh(found)  # Somebody else of the unit may have answered before the lock.
    if not asks(uow.actor, found):
        raise Denied("denied", kind=KIND)
    return asked, found


def unit_to_propose_for(actor: Actor, unit_id: UUID) -> None:
    """Check that the actor drafts proposals of the unit. Raises Denied."""
    if not allows(actor, ProposalPermission.CREATE, Proposal(unit_id=unit_id)):
        raise Denied("denied", kind=KIND)


def _checked(actor: Actor, found: Proposal | None, permission: ProposalPermission) -> Proposal:
    return require(actor, permission, ProposalPermission.READ, found, KIND)
