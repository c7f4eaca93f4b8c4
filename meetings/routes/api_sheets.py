"""The result sheet of a vote as a PDF."""

from flask import Response

from documents.official.result_sheet import build_result_sheet
from ecabinet.concurrency import run_blocking
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, file_answer, made_file
from ecabinet.web.requests import current_actor, platform
from meetings.queries.result_sheet import result_sheet
from meetings.routes.doors import VotePath, api


@api.get(
    "/votes/<uuid:vote_id>/result-sheet.pdf",
    operation_id="getVoteResultSheet",
    summary="Kết quả biểu quyết, bản in",
    responses=file_answer(PDF),
)
def show_sheet(path: VotePath) -> Response:
    """Send the sheet of a closed vote to be signed: question, rules, figures, verdict."""
    with platform().store.reading() as session:
        facts = result_sheet(session, current_actor(), path.vote_id)
    name = f"ket-qua-bieu-quyet-{str(path.vote_id)[-6:]}.pdf"
    sent = made_file(run_blocking(build_result_sheet, facts), PDF, name)
    return noted(sent, "vote.exported", "vote", path.vote_id, file="result-sheet")
