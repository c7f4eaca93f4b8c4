"""An approved proposal becomes work: a task, an agenda item, a document."""

from uuid import UUID

from sqlalchemy import select

from documents.issuing.commands.drafts import DocumentRef, DraftDocument, add_draft
from documents.issuing.commands.drafts import ref as document_ref
from documents.issuing.models import OfficialDocument
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.issue import IssuedTask, IssueTask, issue_task
from followup.commands.issue_by_hand import IssueByHand, check_reach
from followup.history import actor_id
from followup.paths import proposal_path
from followup.proposals import access, states
from followup.proposals.access import KIND
from followup.proposals.commands.consult import OnProposal
from followup.proposals.history import note
from followup.proposals.models import Proposal, ProposalDeed, ProposalOutcome
from followup.proposals.outcomes import DOCUMENT, TASK
from followup.proposals.policies import ProposalPermission
from followup.proposals.states import ProposalAction
from followup.proposals.telling import tell


class IssueFromProposal(IssueByHand):
    """Work for a unit that an approved proposal asks for; `source_quote`: else what it asks."""

    proposal_id: UUID


def issue_from_proposal(uow: UnitOfWork, cmd: IssueFromProposal) -> IssuedTask:
    """Issue a task whose source is the proposal.

    Raises:
        NotFound, Denied: of the proposal; the person issues no tasks.
        Conflict: it is not approved. Invalid: as with `issue_by_hand`.
    """
    row = proposal_to_use(uow, cmd.proposal_id)
    check_reach(uow, cmd.lead_unit_id)
    source = {
        "source_kind": KIND,
        "source_id": row.id,
        "source_title": f"Đề xuất {row.code}",
        "source_url": proposal_path(row.id),
        "source_quote": cmd.source_quote or row.wish,
        "article_id": None,
    }
    wish = cmd.model_dump(exclude={"proposal_id"}) | source
    issued = issue_task(uow, IssueTask.model_validate(wish))
    became(uow, row, TASK, issued.id)
    return issued


def draft_notice(uow: UnitOfWork, cmd: OnProposal) -> DocumentRef:
    """Draft the official notice, as who decides; the clerk numbers it, the leader signs.

    Raises NotFound, Denied, Stale; Conflict: it is not approved, or there is such a document.
    """
    row = access.proposal_to_change(uow, cmd.proposal_id, ProposalPermission.DECIDE, cmd.revision)
    row.state = states.after(row.state, ProposalAction.USE)
    standing = select(OfficialDocument.state).where(
        OfficialDocument.kind == OfficialKind.PROPOSAL_NOTICE,
        OfficialDocument.subject_id == row.id,
        OfficialDocument.state != OfficialState.SUPERSEDED,
    )
    state = uow.session.scalars(standing.with_for_update()).first()
    if state is not None:
        raise Conflict("official.drafted" if state == OfficialState.DRAFT else "official.issued")
    wish = DraftDocument(kind=OfficialKind.PROPOSAL_NOTICE, subject_id=row.id)
    draft = add_draft(uow, wish)
    became(uow, row, DOCUMENT, draft.id)
    return document_ref(draft)


def proposal_to_use(uow: UnitOfWork, proposal_id: UUID) -> Proposal:
    """Return an approved proposal, locked. Raises NotFound, Denied; Conflict: not approved."""
    row = access.proposal_to_change(uow, proposal_id, ProposalPermission.USE)
    row.state = states.after(row.state, ProposalAction.USE)
    return row


def became(uow: UnitOfWork, row: Proposal, kind: str, subject_id: UUID) -> None:
    """Note what it became, and tell who drafted it."""
    uow.session.add(
        ProposalOutcome(
            proposal_id=row.id, kind=kind, subject_id=subject_id, by_id=actor_id(uow), at=uow.now
        )
    )
    note(uow, row, ProposalDeed.BECAME, what=kind, subject_id=subject_id)
    tell(uow, row, "became", [row.drafter_id])
