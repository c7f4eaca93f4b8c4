"""createUpload and its kin: large files come in parts, and go on after a break."""

from datetime import datetime
from uuid import UUID

from flask import Response
from flask_openapi3.models.file import FileStorage
from pydantic import BaseModel, Field

from documents import access, resuming
from documents.commands.resume import SHA256, BeginUpload
from documents.commands.upload import UploadReceipt
from documents.policies import PaperPermission
from documents.resuming import Progress
from documents.routes.api import VersionPath, api
from documents.routes.schemas import MarksInFile, onto
from documents.secrecy import Secrecy
from ecabinet.web.api import Problem, WriteHeaders, answer
from ecabinet.web.requests import current_actor, platform, request_id


class ContainerPath(BaseModel):
    """The agenda item that the paper is for."""

    container_id: UUID


class UploadPath(BaseModel):
    """A file on its way in."""

    upload_id: UUID


class PartPath(BaseModel):
    """A part of a file, counted from 1."""

    upload_id: UUID
    number: int


class _FileBody(BaseModel):
    filename: str = Field(min_length=1, max_length=255, examples=["Tờ trình số 118.pdf"])
    size: int = Field(ge=0, examples=[9_000_000], description="bytes")
    sha256: str | None = Field(None, pattern=SHA256, description="of the whole file, in hex")
    again: bool = Field(False, description="also when the same file lies there already")
    marks: MarksInFile = "meeting"


class UploadBody(_FileBody):
    """A file for an agenda item that is about to come."""

    title: str = Field("", max_length=300, examples=["Tờ trình mở rộng phạm vi"])
    symbol: str = Field("", max_length=60, examples=["118-TTr/VPTU"])
    secrecy: Secrecy = 0


class VersionUploadBody(_FileBody):
    """A newer file of a paper that is about to come, and what has changed in it."""

    note: str = Field("", max_length=500, examples=["Sửa thời hạn ở mục 3"])


class PartForm(BaseModel):
    """The bytes of one part; with `sha256` (hex) a damaged part is refused at once."""

    file: FileStorage
    sha256: str | None = Field(None, pattern=SHA256)


class CompletionBody(BaseModel):
    """Nothing, or `again`: also when the same file lies there already."""

    again: bool = False


class UploadOut(BaseModel):
    """How far a file is. All parts but the last are `part_size` bytes; `missing` counts from 1."""

    upload_id: UUID
    container_kind: str
    container_id: UUID
    paper_id: UUID | None
    filename: str
    size: int
    sha256: str | None
    part_size: int
    parts: int
    missing: list[int]
    expires_at: datetime
    version_id: UUID | None = None


class UploadList(BaseModel):
    """What the person has begun and not finished."""

    uploads: list[UploadOut]


@api.post(
    "/agenda-items/<uuid:container_id>/uploads",
    operation_id="createUpload",
    summary="Báo trước một tệp sẽ gửi từng phần",
    responses={201: UploadOut, 413: Problem},
)
def create_upload(path: ContainerPath, body: UploadBody, header: WriteHeaders) -> Response:
    """Take note of a file for an agenda item; the same file announced again goes on."""
    return begin_into("agenda_item", path.container_id, body)


def begin_into(kind: str, container_id: UUID, body: UploadBody) -> Response:
    """Take note of a file for a container of `kind`, and answer how far it is."""
    wanted = BeginUpload(
        container_kind=kind,
        container_id=container_id,
        filename=body.filename,
        size=resuming.some(body.size),
        sha256=body.sha256,
        title=body.title,
        symbol=body.symbol or None,
        secrecy=body.secrecy,
        again=body.again,
        marks_onto=onto(body.marks),
        quota=platform().settings.upload_quota,
    )
    begun = resuming.announce(platform(), current_actor(), wanted, request_id=request_id())
    return answer(_out(begun), 201)


@api.post(
    "/papers/<uuid:version_id>/uploads",
    operation_id="createVersionUpload",
    summary="Báo trước bản mới của một tài liệu, gửi từng phần",
    responses={201: UploadOut, 413: Problem},
)
def create_version_upload(
    path: VersionPath, body: VersionUploadBody, header: WriteHeaders
) -> Response:
    """Take note of a newer file for the paper of which `version_id` is a version."""
    actor = current_actor()
    with platform().store.reading() as session:
        paper = access.version(session, actor, path.version_id, PaperPermission.UPLOAD).paper
    wanted = BeginUpload(
        container_kind=paper.container_kind,
        container_id=paper.container_id,
        paper_id=paper.id,
        filename=body.filename,
        size=resuming.some(body.size),
        sha256=body.sha256,
        note=body.note,
        again=body.again,
        marks_onto=onto(body.marks),
        quota=platform().settings.upload_quota,
    )
    begun = resuming.announce(platform(), actor, wanted, request_id=request_id())
    return answer(_out(begun), 201)


@api.get(
    "/uploads",
    operation_id="listUploads",
    summary="Các tệp tôi gửi dở",
    responses={200: UploadList},
)
def list_uploads() -> Response:
    """List what the person has begun to send and not finished, oldest first."""
    found = resuming.unfinished(platform(), current_actor())
    return answer(UploadList(uploads=[_out(one) for one in found]))


@api.get(
    "/uploads/<uuid:upload_id>",
    operation_id="getUpload",
    summary="Một tệp đang gửi: còn thiếu phần nào",
    responses={200: UploadOut},
)
def get_upload(path: UploadPath) -> Response:
    """Tell which parts have not come yet."""
    return answer(_out(resuming.progress(platform(), current_actor(), path.upload_id)))


@api.put(
    "/uploads/<uuid:upload_id>/parts/<int:number>",
    operation_id="putUploadPart",
    summary="Gửi một phần của tệp",
    responses={204: None, 413: Problem},
)
def put_part(path: PartPath, form: PartForm) -> Response:
    """Keep one part. In any order, and again after a break: twice is the same as once."""
    resuming.take_part(
        platform(),
        current_actor(),
        path.upload_id,
        path.number,
        form.file.stream,  # type: ignore[arg-type]
        form.sha256,
    )
    return Response(status=204)


@api.post(
    "/uploads/<uuid:upload_id>/completion",
    operation_id="finishUpload",
    summary="Tệp đã gửi đủ: đưa vào phiên họp",
    responses={201: UploadReceipt, 413: Problem},
)
def finish(path: UploadPath, body: CompletionBody, header: WriteHeaders) -> Response:
    """Make the file whole and put it where it belongs; a second call answers as the first did."""
    receipt = resuming.complete(
        platform(), current_actor(), path.upload_id, again=body.again, request_id=request_id()
    )
    return answer(receipt, 201)


@api.delete(
    "/uploads/<uuid:upload_id>",
    operation_id="cancelUpload",
    summary="Bỏ một tệp đang gửi",
    responses={204: None},
)
def cancel(path: UploadPath, header: WriteHeaders) -> Response:
    """Forget a file on its way, with all parts that have come."""
    resuming.drop(platform(), current_actor(), path.upload_id, request_id=request_id())
    return Response(status=204)


def _out(found: Progress) -> UploadOut:
    row = found.row
    return UploadOut(
        upload_id=row.id,
        container_kind=row.container_kind,
        container_id=row.container_id,
        paper_id=row.paper_id,
        filename=row.filename,
        size=row.size,
        sha256=row.sha256,
        part_size=resuming.PART,
        parts=found.parts,
        missing=found.missing,
        expires_at=found.expires_at,
        version_id=row.version_id,
    )
