"""Proposals go with the office: its next holder goes on drafting, answers, decides."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office
from ecabinet.core.unit_of_work import UnitOfWork
from followup.proposals.access import KIND
from followup.proposals.history import note
from followup.proposals.models import Proposal, ProposalConsult, ProposalDeed
from followup.proposals.states import ASKING, ENDED, ProposalState
from followup.ties import Ties, passing, ties_of


def pass_proposals_on(
    uow: UnitOfWork, old_person_id: UUID, new_person_id: UUID, office_id: UUID
) -> int:
    """Give what a person has to do with open proposals, through an office, to its next holder.

    Who did what stays in the history of each. Return how many proposals it was.
    """
    giving = passing(uow.session, old_person_id, new_person_id, office_id)
    moved = 0
    for row in uow.session.scalars(_held(old_person_id).order_by(Proposal.id).with_for_update()):
        parts = _parts(giving.ties, row, old_person_id, office_id)
        _pass_on(row, parts, old_person_id, new_person_id)
        if parts:
            moved += 1
            note(uow, row, ProposalDeed.HANDED_OVER, parts=parts, **giving.told())
    giving.tell(uow, KIND, "/proposals", moved)
    return moved


def count_proposals(session: Session, office_id: UUID) -> int:
    """Return how many open proposals would go to the next holder of the office now."""
    person = session.get_one(Office, office_id).person_id
    ties = ties_of(session, office_id, person)
    return sum(bool(_parts(ties, row, person, office_id)) for row in session.scalars(_held(person)))


def _held(person_id: UUID) -> Select[Proposal]:
    asked = select(ProposalConsult.proposal_id).where(
        ProposalConsult.person_id == person_id,
        ProposalConsult.answered_at.is_(None),
        ProposalConsult.closed_at.is_(None),
    )
    theirs = or_(
        Proposal.drafter_id == person_id,
        Proposal.sender_id == person_id,
        Proposal.decider_id == person_id,
        Proposal.id.in_(asked),
    )
    query = select(Proposal).options(selectinload(Proposal.consults))
    return query.where(theirs, Proposal.state.not_in(ENDED))


def _parts(ties: Ties, row: Proposal, person_id: UUID, office_id: UUID) -> list[str]:
    """Return what the person has to do with it through the office."""
    parts = []
    drafts = row.drafter_id == person_id
    if drafts and ties.held_in(row.unit_id) == office_id:
        parts.append("drafter")
    if row.sender_id == person_id and not drafts and ties.leading(row.unit_id) == office_id:
        parts.append("sender")
    if row.decider_id == person_id and _leads_there(ties, row) == office_id:
        parts.append("decider")
    if list(_asked(row, person_id)) and ties.first() == office_id:
        parts.append("opinion")  # It does not say for which office it was asked.
    return parts


def _leads_there(ties: Ties, row: Proposal) -> UUID | None:
    """Return the office through which the person shall decide."""
    if row.state is not ProposalState.SUBMITTED or row.to_unit_id is None:
        return None
    return ties.leading(row.to_unit_id)


def _asked(row: Proposal, person_id: UUID) -> Iterable[ProposalConsult]:
    return (
        one for one in row.consults
        if one.person_id == person_id and one.waits and row.state in ASKING
    )  # fmt: skip


def _pass_on(row: Proposal, parts: list[str], old_id: UUID, new_id: UUID) -> None:
    if "drafter" in parts:
        row.drafter_id = new_id
        row.sender_id = new_id if row.sender_id == old_id else row.sender_id
    if "sender" in parts:
        row.sender_id = new_id
    if "decider" in parts:
        # Nobody decides on their own: then any other leader there does.
        row.decider_id = None if new_id in (row.drafter_id, row.sender_id) else new_id
    if "opinion" not in parts:
        return
    for one in _asked(row, old_id):
        # Whoever is asked already, or proposes it, is not asked twice.
        if new_id != row.drafter_id and not list(_asked(row, new_id)):
            one.person_id = new_id
