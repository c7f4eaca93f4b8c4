"""Tasks and documents as outcomes of proposals, and what a task tells of its proposal."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.models import OfficialDocument
from documents.issuing.policies import visible_to as document_visible
from documents.issuing.telling import document_path
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from followup.issue_policies import UnitTaskPermission
from followup.models import Task
from followup.paths import proposal_path, task_path
from followup.policies import visible_to
from followup.proposals.access import KIND
from followup.proposals.models import (
    Proposal,
    ProposalDeed,
    ProposalEntry,
    ProposalOutcome,
)
from followup.proposals.outcomes import DOCUMENT, TASK, Outcome, Shown, register_outcome
from followup.proposals.policies import ProposalPermission
from followup.sources import StoryStep, Voice, register_source

TOLD = {ProposalDeed.SUBMITTED: "sender", ProposalDeed.APPROVED: "decider"}
"""What is told, and as what those who did it."""


def _task_form(_session: Session, actor: Actor, proposal: Proposal) -> str | None:
    may = allows(actor, UnitTaskPermission.ISSUE, None)
    return f"/tasks/new?proposal_id={proposal.id}" if may else None


def _tasks(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    rows = session.scalars(select(Task).where(Task.id.in_(ids), visible_to(actor)))
    return {row.id: Shown(f"{row.code} · {row.title}", task_path(row.id)) for row in rows}


def _document_form(_session: Session, actor: Actor, proposal: Proposal) -> str | None:
    may = allows(actor, ProposalPermission.DECIDE, proposal)
    return f"{proposal_path(proposal.id)}/notice" if may else None


def _documents(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    row = OfficialDocument
    found = session.execute(
        select(row.id, row.title).where(row.id.in_(ids), document_visible(actor))
    )
    return {one.id: Shown(one.title, document_path(one.id)) for one in found}


def steps(session: Session, actor: Actor, proposal_id: UUID) -> list[StoryStep]:
    """Return how the proposal came to be approved; its title alone to who may not read it."""
    row = session.get(Proposal, proposal_id)
    if row is None:
        return []
    reads = allows(actor, ProposalPermission.READ, row)
    query = select(ProposalEntry, Person.name).outerjoin(
        Person, Person.id == ProposalEntry.actor_id
    )
    query = query.where(ProposalEntry.proposal_id == row.id, ProposalEntry.kind.in_(TOLD))
    entries = session.execute(query.order_by(ProposalEntry.at)).all()
    sent = _("Đề xuất %(code)s: %(title)s", code=row.code, title=row.title)
    approved = _("Đồng ý với đề xuất %(code)s", code=row.code)
    return [
        StoryStep(
            entry.at,
            KIND if entry.kind is ProposalDeed.SUBMITTED else "approval",
            sent if entry.kind is ProposalDeed.SUBMITTED else approved,
            str(entry.detail.get("text", "")) if reads else "",
            proposal_path(row.id) if reads else "",
            people=(Voice(name, TOLD[entry.kind]),) if reads and name else (),
        )
        for entry, name in entries
    ]


def steps_behind(session: Session, actor: Actor, kind: str, subject_id: UUID) -> list[StoryStep]:
    """Return the steps of the proposal that became this thing; none when it came of none."""
    query = select(ProposalOutcome.proposal_id).where(
        ProposalOutcome.kind == kind, ProposalOutcome.subject_id == subject_id
    )
    proposal_id = session.scalar(query)
    return steps(session, actor, proposal_id) if proposal_id else []


def register_proposal_works() -> None:
    """Register outcomes and stories; doing so twice is the same as once."""
    register_source(KIND, steps)
    register_outcome(
        Outcome(TASK, _l("Nhiệm vụ"), _l("Giao nhiệm vụ"), "tasks", _task_form, _tasks)
    )
    register_outcome(
        Outcome(
            DOCUMENT, _l("Thông báo ý kiến"), _l("Lập thông báo ý kiến"), "doc", _document_form,
            _documents, by_button=True,
        )
    )  # fmt: skip
