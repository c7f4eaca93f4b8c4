"""The API of papers asked of units, and of the checklist before the call."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from documents.routes.papers import UPLOADED, UploadForm, upload_into
from documents.routes.uploads import UploadBody, UploadOut, begin_into
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.api import Problem, WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings.commands.ask_papers import (
    AskForPapers,
    ChangeRequest,
    PapersWanted,
    RequestChanges,
    WithdrawRequest,
    ask_for_papers,
    change_request,
    withdraw_request,
)
from meetings.commands.request_steps import OnRequest
from meetings.commands.submit_papers import (
    Reason,
    ReturnPapers,
    SubmitPapers,
    accept_papers,
    return_papers,
    submit_papers,
)
from meetings.fields import Remark
from meetings.queries import readiness, request_detail, requests
from meetings.queries.readiness import Readiness
from meetings.queries.request_detail import RequestDetail
from meetings.queries.requests import RequestBox, RequestOut
from meetings.request_container import CONTAINER
from meetings.routes.doors import ItemPath, MeetingPath, api

AT = "/paper-requests/<uuid:request_id>"


class RequestPath(BaseModel):
    """Which request."""

    request_id: UUID


class BoxQuery(BaseModel):
    """Which requests to list: of one's units, or (from `to_decide` on) of meetings one prepares."""

    box: RequestBox = RequestBox.WAITING
    after: UUID | None = None
    limit: int = Field(requests.PAGE_SIZE, ge=1, le=200)


class RequestList(BaseModel):
    """Some requests; `next_after` asks for the following ones."""

    requests: list[RequestOut]
    next_after: str | None = None


class RequestSeenIn(BaseModel):
    """`revision` is that of what the person saw; left out, nothing is compared."""

    revision: int | None = None


class SubmissionIn(RequestSeenIn):
    """What lies there is handed in, with a word to the secretariat."""

    note: Remark = ""


class PapersReturnIn(RequestSeenIn):
    """What is to be mended."""

    reason: Reason


class RequestWithdrawIn(RequestSeenIn):
    """Why it is not wanted any more."""

    reason: Remark = ""


class ChangesIn(RequestSeenIn, RequestChanges):
    """Another day, another note."""


@api.post(
    "/agenda-items/<uuid:item_id>/paper-requests",
    operation_id="askForPapers",
    summary="Đề nghị đơn vị chuẩn bị tài liệu",
    responses={201: RequestList},
)
def ask_papers(header: WriteHeaders, path: ItemPath, body: PapersWanted) -> Response:
    """Ask units for named papers of an item until the end of a day; each unit for each paper."""
    asked = execute(ask_for_papers, AskForPapers(item_id=path.item_id, **body.model_dump()))
    with platform().store.reading() as session:
        made = [requests.request_out(session, key, today()) for key in asked.request_ids]
    return answer(RequestList(requests=made), 201)


@api.get(
    "/meetings/<uuid:meeting_id>/paper-requests",
    operation_id="listMeetingPaperRequests",
    summary="Tài liệu đề nghị các đơn vị của một phiên họp",
    responses={200: RequestList},
)
def meeting_requests(path: MeetingPath) -> Response:
    """List what was asked for a meeting one prepares, by items."""
    with platform().store.reading() as session:
        found = requests.requests_of_meeting(session, current_actor(), path.meeting_id, today())
    return answer(RequestList(requests=found))


@api.get(
    "/paper-requests",
    operation_id="listPaperRequests",
    summary="Tài liệu cần chuẩn bị, chờ nhận, quá hạn",
    responses={200: RequestList},
)
def list_requests(query: BoxQuery) -> Response:
    """List what one's units have to prepare, or what is open in the meetings one prepares."""
    with platform().store.reading() as session:
        page = requests.requests(
            session, current_actor(), query.box, today(), query.after, query.limit
        )
    return answer(RequestList(requests=page.rows, next_after=page.next_after))


@api.get(
    AT, operation_id="getPaperRequest", summary="Một tài liệu được đề nghị",
    responses={200: RequestDetail},
)  # fmt: skip
def get_request(path: RequestPath) -> Response:
    """Show a request with its files, its story, and what one may do."""
    return _shown(path.request_id)


@api.patch(
    AT, operation_id="changePaperRequest", summary="Đổi hạn, lời dặn",
    responses={200: RequestDetail},
)  # fmt: skip
def change_one(header: WriteHeaders, path: RequestPath, body: ChangesIn) -> Response:
    """Give the unit another day or other words; its people are told."""
    changes = body.model_dump(exclude_unset=True)
    execute(change_request, ChangeRequest(request_id=path.request_id, **changes))
    return _shown(path.request_id)


@api.post(
    f"{AT}/uploads", operation_id="createRequestUpload",
    summary="Báo trước một tệp sẽ gửi từng phần cho tài liệu được đề nghị",
    responses={201: UploadOut, 413: Problem},
)  # fmt: skip
def begin_request_file(path: RequestPath, body: UploadBody, header: WriteHeaders) -> Response:
    """Take note of a file for a request; its parts are sent as those of any other paper."""
    return begin_into(CONTAINER, path.request_id, body)


@api.post(
    f"{AT}/papers", operation_id="uploadRequestPaper",
    summary="Gửi tệp cho tài liệu được đề nghị", responses=UPLOADED,
)  # fmt: skip
def upload_request_file(path: RequestPath, form: UploadForm, header: WriteHeaders) -> Response:
    """Put a file on a request; only the unit and the secretariat see it."""
    return answer(upload_into(CONTAINER, path.request_id, form), 201)


@api.post(
    f"{AT}/submission", operation_id="submitPapers", summary="Nộp tài liệu",
    responses={200: RequestDetail},
)  # fmt: skip
def submit_request(header: WriteHeaders, path: RequestPath, body: SubmissionIn) -> Response:
    """Hand in the newest versions of the files that lie there."""
    execute(submit_papers, SubmitPapers(request_id=path.request_id, **body.model_dump()))
    return _shown(path.request_id)


@api.post(
    f"{AT}/acceptance", operation_id="acceptPapers", summary="Nhận tài liệu",
    responses={200: RequestDetail},
)  # fmt: skip
def accept_request(header: WriteHeaders, path: RequestPath, body: RequestSeenIn) -> Response:
    """Take what was handed in: it becomes papers of the item."""
    execute(accept_papers, OnRequest(request_id=path.request_id, revision=body.revision))
    return _shown(path.request_id)


@api.post(
    f"{AT}/return", operation_id="returnPapers", summary="Trả lại tài liệu",
    responses={200: RequestDetail},
)  # fmt: skip
def return_request(header: WriteHeaders, path: RequestPath, body: PapersReturnIn) -> Response:
    """Send back with a reason; the unit may hand in again."""
    execute(return_papers, ReturnPapers(request_id=path.request_id, **body.model_dump()))
    return _shown(path.request_id)


@api.post(
    f"{AT}/withdrawal", operation_id="withdrawPaperRequest", summary="Rút đề nghị",
    responses={200: RequestDetail},
)  # fmt: skip
def withdraw_one(header: WriteHeaders, path: RequestPath, body: RequestWithdrawIn) -> Response:
    """Ask no more; the unit is told."""
    execute(withdraw_request, WithdrawRequest(request_id=path.request_id, **body.model_dump()))
    return _shown(path.request_id)


@api.get(
    "/meetings/<uuid:meeting_id>/readiness",
    operation_id="getReadiness",
    summary="Đã mời họp được chưa",
    responses={200: Readiness},
)
def ready_to_call(path: MeetingPath) -> Response:
    """Say what is in order, to be weighed, or missing before the call."""
    with platform().store.reading() as session:
        return answer(readiness.readiness(session, current_actor(), path.meeting_id, utc_now()))


def today() -> date:
    """Return the day of the office."""
    return office_day(utc_now())


def _shown(request_id: UUID) -> Response:
    with platform().store.reading() as session:
        return answer(request_detail.request_detail(session, current_actor(), request_id, today()))
