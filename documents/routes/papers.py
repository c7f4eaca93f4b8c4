"""uploadPaper and its kin; papers and what is known of them."""

from uuid import UUID

from flask import Response
from flask_openapi3.models.file import FileStorage
from pydantic import BaseModel, Field

from documents import access
from documents.commands.retry import RetryVersion, retry_version
from documents.commands.upload import UploadReceipt
from documents.events import layer_stream
from documents.policies import PaperPermission
from documents.queries.papers import PAGE_SIZE, page_text, paper_detail, readable_papers
from documents.routes.api import Answers, PagePath, TypedText, VersionPath, api
from documents.routes.schemas import MarksInFile, PaperOut, PaperPage, onto, paper_out, summary_out
from documents.secrecy import Secrecy
from documents.uploading import Incoming, take_paper, take_version
from ecabinet.web.api import Problem, WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform, request_id

UPLOADED: Answers = {201: UploadReceipt, 413: Problem}


class ItemPath(BaseModel):
    """The agenda item that the paper is for."""

    container_id: UUID


class UploadForm(BaseModel):
    """The file, and what to call it; without a title the file's name serves."""

    file: FileStorage
    title: TypedText = Field("", max_length=300)
    symbol: TypedText = Field("", max_length=60)
    secrecy: Secrecy = Field(0, description="0 thường, 1 mật, 2 tối mật, 3 tuyệt mật")
    marks: MarksInFile = "meeting"


class VersionForm(BaseModel):
    """A newer file of the same paper, and what has changed in it."""

    file: FileStorage
    note: TypedText = Field("", max_length=500)
    marks: MarksInFile = "meeting"


class PageTextOut(BaseModel):
    """The words of a page, as they stand in the file."""

    page: int
    text: str


class ListQuery(BaseModel):
    """Where the list goes on."""

    after: UUID | None = None
    limit: int = Field(PAGE_SIZE, ge=1, le=200)


@api.post(
    "/agenda-items/<uuid:container_id>/papers",
    operation_id="uploadPaper",
    summary="Tải tài liệu lên cho một nội dung họp",
    responses=UPLOADED,
)
def upload_paper(path: ItemPath, form: UploadForm, header: WriteHeaders) -> Response:
    """Keep a file for an agenda item; the worker then makes it a PDF if need be, and readable."""
    return answer(upload_into("agenda_item", path.container_id, form), 201)


def upload_into(kind: str, container_id: UUID, form: UploadForm) -> UploadReceipt:
    """Do what uploadPaper does for a container of any kind. For the doors of other features.

    Raises NotFound, Denied; TooLarge; Invalid when the file is empty or of another type.
    """
    return take_paper(
        platform(),
        current_actor(),
        (kind, container_id),
        incoming(form.file),
        title=form.title,
        symbol=form.symbol or None,
        secrecy=form.secrecy,
        marks_onto=onto(form.marks),
        request_id=request_id(),
    )


def incoming(file: FileStorage) -> Incoming:
    """Return an uploaded file as the feature takes it."""
    return Incoming(file.stream, file.filename or "")  # type: ignore[arg-type]


@api.post(
    "/papers/<uuid:version_id>/versions",
    operation_id="addPaperVersion",
    summary="Thay bằng bản mới hơn",
    responses=UPLOADED,
)
def add_version(path: VersionPath, form: VersionForm, header: WriteHeaders) -> Response:
    """Add a newer version to the paper of which `version_id` is a version."""
    actor = current_actor()
    with platform().store.reading() as session:
        held = access.version(session, actor, path.version_id, PaperPermission.UPLOAD)
    receipt = take_version(
        platform(), actor, held.paper.id, incoming(form.file),
        note=form.note, marks_onto=onto(form.marks), request_id=request_id(),
    )  # fmt: skip
    return answer(receipt, 201)


@api.post(
    "/papers/<uuid:version_id>/retry",
    operation_id="retryPaper",
    summary="Xử lý lại tệp chưa đọc được",
    responses={202: PaperOut},
)
def retry(path: VersionPath, header: WriteHeaders) -> Response:
    """Let the worker look again at a version that could not be used."""
    execute(retry_version, RetryVersion(version_id=path.version_id))
    with platform().store.reading() as session:
        detail = paper_detail(session, current_actor(), path.version_id)
    return answer(paper_out(detail, layer_stream(path.version_id)), 202)


@api.get(
    "/papers/<uuid:version_id>",
    operation_id="getPaper",
    summary="Một tài liệu",
    responses={200: PaperOut},
)
def get_paper(path: VersionPath) -> Response:
    """Tell what is known of a paper and of this version of it."""
    actor = current_actor()
    with platform().store.reading() as session:
        detail = paper_detail(session, actor, path.version_id)
    return answer(paper_out(detail, layer_stream(path.version_id)))


@api.get(
    "/papers/<uuid:version_id>/pages/<int:page>/text",
    operation_id="getPageText",
    summary="Chữ của một trang",
    responses={200: PageTextOut},
)
def get_page_text(path: PagePath) -> Response:
    """Tell the words of a page, for those who cannot see it; empty for a scan."""
    actor = current_actor()
    with platform().store.reading() as session:
        text = page_text(session, actor, path.version_id, path.page)
    return answer(PageTextOut(page=path.page, text=text))


@api.get(
    "/papers",
    operation_id="listPapers",
    summary="Tài liệu tôi đọc được",
    responses={200: PaperPage},
)
def list_papers(query: ListQuery) -> Response:
    """List the papers that the person may read, newest first."""
    actor = current_actor()
    with platform().store.reading() as session:
        page = readable_papers(session, actor, query.after, query.limit)
    return answer(PaperPage(papers=[summary_out(row) for row in page.rows], next=page.next_after))
