"""Operations on proposals: list, draft, change, files, opinions."""

from flask import Response
from flask_openapi3.models.file import FileStorage
from pydantic import BaseModel, ConfigDict

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.proposals.commands.consult import (
    AskOpinions,
    GiveOpinion,
    OnProposal,
    ask_opinions,
    give_opinion,
    stop_consulting,
)
from followup.proposals.commands.draft import (
    AddFiles,
    ChangeProposal,
    DraftProposal,
    ProposalRef,
    RemoveFile,
    add_files,
    change_proposal,
    draft_proposal,
    remove_file,
)
from followup.proposals.queries.lists import ProposalFilter, list_proposals
from followup.proposals.routes import schemas
from followup.proposals.routes.doors import keep_files, proposal_answer
from followup.proposals.routes.schemas import ProposalConsultPath, ProposalPath
from followup.routes.doors import api


class ProposalFileForm(BaseModel):
    """A file that goes with the proposal."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    file: FileStorage


@api.get(
    "/proposals",
    operation_id="listProposals",
    summary="Các đề xuất, kiến nghị",
    responses={200: schemas.ProposalListOut},
)
def get_proposals(query: ProposalFilter) -> Response:
    """List one's own, those to answer, to decide, or all that one may see; the newest first."""
    with platform().store.reading() as session:
        found = list_proposals(session, current_actor(), query)
    return answer(schemas.ProposalListOut.model_validate(found))


@api.post(
    "/proposals",
    operation_id="createProposal",
    summary="Soạn đề xuất",
    responses={201: ProposalRef},
)
def post_proposal(body: schemas.NewProposalIn, header: WriteHeaders) -> Response:
    """Begin a proposal of one's own unit."""
    return answer(execute(draft_proposal, DraftProposal(**body.model_dump())), 201)


@api.get(
    "/proposals/<uuid:proposal_id>",
    operation_id="getProposal",
    summary="Một đề xuất và toàn bộ quá trình",
    responses={200: schemas.ProposalDetailOut},
)
def get_proposal(path: ProposalPath) -> Response:
    """Tell a proposal with its opinions, its way, and what it became."""
    return proposal_answer(path.proposal_id)


@api.put(
    "/proposals/<uuid:proposal_id>",
    operation_id="changeProposal",
    summary="Sửa đề xuất",
    responses={200: schemas.ProposalDetailOut},
)
def put_proposal(
    path: ProposalPath, body: schemas.ChangeProposalIn, header: WriteHeaders
) -> Response:
    """Change the words before they are submitted, or after a return."""
    wish = ChangeProposal(proposal_id=path.proposal_id, **body.model_dump())
    execute(change_proposal, wish)
    return proposal_answer(path.proposal_id)


@api.post(
    "/proposals/<uuid:proposal_id>/files",
    operation_id="addProposalFile",
    summary="Đính tệp vào đề xuất",
    responses={201: schemas.ProposalDetailOut},
)
def post_proposal_file(
    path: ProposalPath, form: ProposalFileForm, header: WriteHeaders
) -> Response:
    """Add a file while the words can be changed."""
    files = keep_files(path.proposal_id, [form.file])
    execute(add_files, AddFiles(proposal_id=path.proposal_id, files=files))
    return proposal_answer(path.proposal_id, 201)


@api.delete(
    "/proposals/<uuid:proposal_id>/files/<uuid:paper_id>",
    operation_id="removeProposalFile",
    summary="Bỏ tệp khỏi đề xuất",
    responses={200: schemas.ProposalDetailOut},
)
def delete_proposal_file(path: schemas.ProposalFilePath, header: WriteHeaders) -> Response:
    """Take a file off while the words can be changed; it can be put back from the recalled ones."""
    execute(remove_file, RemoveFile(proposal_id=path.proposal_id, paper_id=path.paper_id))
    return proposal_answer(path.proposal_id)


@api.post(
    "/proposals/<uuid:proposal_id>/consultations",
    operation_id="askProposalOpinions",
    summary="Xin ý kiến đơn vị, người về đề xuất",
    responses={201: schemas.ProposalDetailOut},
)
def ask_about_proposal(
    path: ProposalPath, body: schemas.ProposalConsultationIn, header: WriteHeaders
) -> Response:
    """Ask units and people for their opinion by a day."""
    execute(ask_opinions, AskOpinions(proposal_id=path.proposal_id, **body.model_dump()))
    return proposal_answer(path.proposal_id, 201)


@api.post(
    "/proposals/<uuid:proposal_id>/consultation-end",
    operation_id="stopProposalConsultation",
    summary="Thôi lấy ý kiến để sửa đề xuất",
    responses={200: schemas.ProposalDetailOut},
)
def end_proposal_consultation(
    path: ProposalPath, body: schemas.SeenProposal, header: WriteHeaders
) -> Response:
    """Wait for no more opinions, so that the words can be changed."""
    execute(stop_consulting, OnProposal(proposal_id=path.proposal_id, revision=body.revision))
    return proposal_answer(path.proposal_id)


@api.post(
    "/proposal-consults/<uuid:consult_id>/opinion",
    operation_id="giveProposalOpinion",
    summary="Cho ý kiến về đề xuất",
    responses={201: ProposalRef},
)
def post_proposal_opinion(
    path: ProposalConsultPath, body: schemas.ProposalOpinionIn, header: WriteHeaders
) -> Response:
    """Agree, agree with remarks, or disagree; once."""
    given = GiveOpinion(consult_id=path.consult_id, **body.model_dump())
    return answer(execute(give_opinion, given), 201)
