"""Operations that list, show and write circulation ballots, and hand out their papers."""

from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from documents.commands.upload import UploadReceipt
from documents.routes.papers import UploadForm, upload_into
from ecabinet.web.api import Problem, WriteHeaders, answer
from ecabinet.web.made_files import PDF, Answers, file_answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings.circulation import access
from meetings.circulation.commands.draft import (
    ChangeCirculation,
    CreateCirculation,
    change_circulation,
    create_circulation,
)
from meetings.circulation.commands.steps import CirculationRef
from meetings.circulation.containers import OPINIONS, PAPERS
from meetings.circulation.fields import Content
from meetings.circulation.policies import CirculationPermission
from meetings.circulation.queries.lists import PAGE_SIZE, CirculationBox, count_waiting, listed
from meetings.circulation.queries.shapes import CirculationOut, CirculationsOut
from meetings.circulation.routes.doors import CirculationPath, api, letter_pdf, load, sheet_pdf

UPLOADED: Answers = {201: UploadReceipt, 413: Problem}


class ListQuery(BaseModel):
    """Which: `waiting` for my answer, those I `run`, or `all` on which I was asked."""

    box: CirculationBox = CirculationBox.WAITING
    after: UUID | None = None
    limit: int = Field(PAGE_SIZE, ge=1, le=200)


class ChangeBody(Content):
    """The whole draft anew; `revision` is that of what the person saw."""

    revision: int | None = None


@api.get(
    "/circulations",
    operation_id="listCirculations",
    summary="Phiếu lấy ý kiến",
    responses={200: CirculationsOut},
)
def list_circulations(query: ListQuery) -> Response:
    """List circulation ballots, the newest first; what waits, the most urgent first."""
    actor = current_actor()
    with platform().store.reading() as session:
        page = listed(session, actor, query.box, query.after, query.limit)
        waiting = count_waiting(session, actor)
    return answer(
        CirculationsOut(circulations=page.rows, waiting=waiting, next_after=page.next_after)
    )


@api.post(
    "/circulations",
    operation_id="createCirculation",
    summary="Soạn phiếu lấy ý kiến",
    responses={201: CirculationRef},
)
def create(body: CreateCirculation, header: WriteHeaders) -> Response:
    """Write a draft in the name of a unit; sendCirculation sends it."""
    return answer(execute(create_circulation, body), 201)


@api.get(
    "/circulations/<uuid:circulation_id>",
    operation_id="getCirculation",
    summary="Một phiếu lấy ý kiến",
    responses={200: CirculationOut},
)
def get(path: CirculationPath) -> Response:
    """Tell all of one; answers of others only to officers, or once the result is published."""
    return answer(load(path.circulation_id))


@api.put(
    "/circulations/<uuid:circulation_id>",
    operation_id="changeCirculation",
    summary="Sửa phiếu lấy ý kiến chưa gửi",
    responses={200: CirculationRef},
)
def change(path: CirculationPath, body: ChangeBody, header: WriteHeaders) -> Response:
    """Write the draft anew."""
    given = body.model_dump() | {"circulation_id": path.circulation_id}
    return answer(execute(change_circulation, ChangeCirculation.model_validate(given)))


@api.post(
    "/circulations/<uuid:circulation_id>/papers",
    operation_id="uploadCirculationPaper",
    summary="Đính kèm tài liệu vào phiếu lấy ý kiến",
    responses=UPLOADED,
)
def upload(path: CirculationPath, form: UploadForm, header: WriteHeaders) -> Response:
    """Keep a file for a draft; the worker then makes it a PDF if need be, and readable."""
    return answer(upload_into(PAPERS, path.circulation_id, form), 201)


@api.post(
    "/circulations/<uuid:circulation_id>/opinion-papers",
    operation_id="uploadOpinionFile",
    summary="Gửi tệp kèm ý kiến của mình",
    responses=UPLOADED,
)
def upload_opinion(path: CirculationPath, form: UploadForm, header: WriteHeaders) -> Response:
    """Keep a file with one's own answer, while answers are taken."""
    return answer(upload_into(OPINIONS, own_part_id(path.circulation_id), form), 201)


def own_part_id(circulation_id: UUID) -> UUID:
    """Return the answer that the file belongs to. Raises NotFound, Denied."""
    actor = current_actor()
    with platform().store.reading() as session:
        permission = CirculationPermission.ANSWER
        row = access.circulation(session, actor, circulation_id, permission)
        return access.own_part(row, actor).id


@api.get(
    "/circulations/<uuid:circulation_id>/letter.pdf",
    operation_id="getCirculationLetter",
    summary="Phiếu lấy ý kiến, bản in",
    responses=file_answer(PDF),
)
def letter(path: CirculationPath) -> Response:
    """Send the letter as a PDF, to be filled in on paper; one's own answer stands in it."""
    return letter_pdf(path.circulation_id)


@api.get(
    "/circulations/<uuid:circulation_id>/result.pdf",
    operation_id="getCirculationResult",
    summary="Kết quả lấy ý kiến, bản in",
    responses=file_answer(PDF),
)
def result(path: CirculationPath) -> Response:
    """Send the result sheet as a PDF, once it was counted."""
    return sheet_pdf(path.circulation_id)
