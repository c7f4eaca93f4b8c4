"""Operations that bring a proposal up, decide it, and make something of it."""

from flask import Response

from documents.issuing.commands.drafts import DocumentRef
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.commands.issue import IssuedTask
from followup.commands.issue_by_hand import IssueByHand
from followup.proposals import access
from followup.proposals.commands.become import (
    IssueFromProposal,
    draft_notice,
    issue_from_proposal,
)
from followup.proposals.commands.consult import OnProposal
from followup.proposals.commands.decide import (
    ApproveProposal,
    TurnDown,
    approve_proposal,
    refuse_proposal,
    return_proposal,
)
from followup.proposals.commands.submit import (
    SubmitProposal,
    WithdrawProposal,
    forward_proposal,
    submit_proposal,
    withdraw_proposal,
)
from followup.proposals.policies import ProposalPermission
from followup.proposals.queries.receivers import receivers, receivers_above
from followup.proposals.routes import schemas
from followup.proposals.routes.doors import proposal_answer
from followup.proposals.routes.schemas import ProposalPath
from followup.proposals.states import ProposalState
from followup.routes.doors import api, today


@api.get(
    "/proposals/<uuid:proposal_id>/receivers",
    operation_id="listProposalReceivers",
    summary="Nơi có thể trình đề xuất",
    responses={200: schemas.ReceiversOut},
)
def get_proposal_receivers(path: ProposalPath) -> Response:
    """List to whom the caller may submit it, or, deciding it, send it on."""
    actor = current_actor()
    with platform().store.reading() as session:
        row = access.proposal(session, actor, path.proposal_id, ProposalPermission.READ)
        lies_there = row.state is ProposalState.SUBMITTED
        right = ProposalPermission.DECIDE if lies_there else ProposalPermission.SUBMIT
        access.proposal(session, actor, path.proposal_id, right)
        find = receivers_above if lies_there else receivers
        found = [
            schemas.ReceiverOut.model_validate(one) for one in find(session, actor, row, today())
        ]
    return answer(schemas.ReceiversOut(receivers=found))


@api.post(
    "/proposals/<uuid:proposal_id>/submission",
    operation_id="submitProposal",
    summary="Trình đề xuất",
    responses={200: schemas.ProposalDetailOut},
)
def submit_this_proposal(
    path: ProposalPath, body: schemas.ProposalSubmissionIn, header: WriteHeaders
) -> Response:
    """Submit it to the leaders of the unit or, as one of them, upwards."""
    execute(submit_proposal, SubmitProposal(proposal_id=path.proposal_id, **body.model_dump()))
    return proposal_answer(path.proposal_id)


@api.post(
    "/proposals/<uuid:proposal_id>/forwarding",
    operation_id="forwardProposal",
    summary="Trình tiếp đề xuất lên cấp trên",
    responses={200: schemas.ProposalDetailOut},
)
def forward_this_proposal(
    path: ProposalPath, body: schemas.ProposalSubmissionIn, header: WriteHeaders
) -> Response:
    """Let a unit above decide instead."""
    execute(forward_proposal, SubmitProposal(proposal_id=path.proposal_id, **body.model_dump()))
    return proposal_answer(path.proposal_id)


@api.post(
    "/proposals/<uuid:proposal_id>/withdrawal",
    operation_id="withdrawProposal",
    summary="Rút đề xuất",
    responses={200: schemas.ProposalDetailOut},
)
def withdraw_this_proposal(
    path: ProposalPath, body: schemas.ProposalWithdrawalIn, header: WriteHeaders
) -> Response:
    """Take it back before it is decided."""
    execute(withdraw_proposal, WithdrawProposal(proposal_id=path.proposal_id, **body.model_dump()))
    return proposal_answer(path.proposal_id)


@api.post(
    "/proposals/<uuid:proposal_id>/return",
    operation_id="returnProposal",
    summary="Trả lại đề xuất để sửa",
    responses={200: schemas.ProposalDetailOut},
)
def return_this_proposal(
    path: ProposalPath, body: schemas.ProposalWhyIn, header: WriteHeaders
) -> Response:
    """Give it back to be changed and submitted again."""
    execute(return_proposal, TurnDown(proposal_id=path.proposal_id, **body.model_dump()))
    return proposal_answer(path.proposal_id)


@api.post(
    "/proposals/<uuid:proposal_id>/refusal",
    operation_id="refuseProposal",
    summary="Không đồng ý đề xuất",
    responses={200: schemas.ProposalDetailOut},
)
def refuse_this_proposal(
    path: ProposalPath, body: schemas.ProposalWhyIn, header: WriteHeaders
) -> Response:
    """Refuse it for good."""
    execute(refuse_proposal, TurnDown(proposal_id=path.proposal_id, **body.model_dump()))
    return proposal_answer(path.proposal_id)


@api.post(
    "/proposals/<uuid:proposal_id>/approval",
    operation_id="approveProposal",
    summary="Đồng ý đề xuất",
    responses={200: schemas.ProposalDetailOut},
)
def approve_this_proposal(
    path: ProposalPath, body: schemas.ProposalApprovalIn, header: WriteHeaders
) -> Response:
    """Approve it, with words."""
    execute(approve_proposal, ApproveProposal(proposal_id=path.proposal_id, **body.model_dump()))
    return proposal_answer(path.proposal_id)


@api.post(
    "/proposals/<uuid:proposal_id>/tasks",
    operation_id="issueTaskFromProposal",
    summary="Giao nhiệm vụ từ đề xuất đã đồng ý",
    responses={201: IssuedTask},
)
def issue_task_of_proposal(path: ProposalPath, body: IssueByHand, header: WriteHeaders) -> Response:
    """Issue a task whose source is the proposal."""
    wish = IssueFromProposal(proposal_id=path.proposal_id, **body.model_dump())
    return answer(execute(issue_from_proposal, wish), 201)


@api.post(
    "/proposals/<uuid:proposal_id>/notice",
    operation_id="draftProposalNotice",
    summary="Lập dự thảo thông báo ý kiến về đề xuất",
    responses={201: DocumentRef},
)
def notice_of_proposal(
    path: ProposalPath, body: schemas.SeenProposal, header: WriteHeaders
) -> Response:
    """Draft the official notice of the decision."""
    wish = OnProposal(proposal_id=path.proposal_id, revision=body.revision)
    return answer(execute(draft_notice, wish), 201)
