"""The bytes: the safe copy, pictures of pages, and the paper with its marks."""

from typing import Any

from flask import Response
from pydantic import BaseModel, Field

from documents import access, exports, pictures
from documents.filenames import safe_name
from documents.models import PDF, PaperVersion
from documents.pdf.errors import PdfRejected
from documents.policies import PaperPermission
from documents.queries.marks import LAYERS, annotations
from documents.routes.api import Answers, PagePath, VersionPath, api, cache
from documents.routes.sending import Outgoing, send
from documents.states import VersionState
from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.web.requests import current_actor, platform

BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
FILE: Answers = {200: {"description": "The file", "content": {"application/octet-stream": BYTES}}}
PDF_FILE: Answers = {200: {"description": "The PDF", "content": {PDF: BYTES}}}
PICTURE: Answers = {200: {"description": "The picture", "content": {"image/png": BYTES}}}


class FileQuery(BaseModel):
    """`download=1` asks the browser to save the file instead of showing it."""

    download: bool = False


class PictureQuery(BaseModel):
    """The width wished for, in pixels; the next width of a short list is drawn."""

    width: int = Field(1024, ge=1, le=pictures.WIDTHS[-1])


class ExportQuery(BaseModel):
    """Which layers to write into the file: `personal`, `meeting`, or both with a comma."""

    layers: str = Field("personal,meeting", max_length=40)


@api.get(
    "/papers/<uuid:version_id>/file",
    operation_id="getPaperFile",
    summary="Tệp của tài liệu",
    responses=FILE,
)
def get_file(path: VersionPath, query: FileQuery) -> Response:
    """Send the safe copy of the paper; files other than PDF are always downloads."""
    version = _readable(path)
    return send(
        Outgoing(
            platform().blobs.path(_served(version)),
            version.served_type,
            _served(version),
            version.served_name,
            attachment=query.download or version.served_type != PDF,
        )
    )


@api.get(
    "/papers/<uuid:version_id>/pages/<int:page>.png",
    operation_id="getPagePicture",
    summary="Ảnh của một trang",
    responses=PICTURE,
)
def get_page_picture(path: PagePath, query: PictureQuery) -> Response:
    """Send a page drawn as a picture: the first sight of a paper, and its thumbnails."""
    version = _readable(path)
    if not 1 <= path.page <= (version.page_count or 0):
        raise NotFound("paper.no_such_page")
    served, width = _served(version), pictures.bucket(query.width)
    try:
        drawn = pictures.picture(cache(), platform().blobs.path(served), served, path.page, width)
    except PdfRejected as error:
        raise Invalid(error.code) from error
    return send(Outgoing(drawn, "image/png", f"{served}-{path.page}-{width}"))


@api.get(
    "/papers/<uuid:version_id>/annotated.pdf",
    operation_id="exportAnnotatedPaper",
    summary="Tài liệu kèm ghi chú",
    responses=PDF_FILE,
)
def export_annotated(path: VersionPath, query: ExportQuery) -> Response:
    """Send the paper with the marks that the reader may see, as standard PDF annotations."""
    layers = _layers(query.layers)
    version = _readable(path)
    if version.served_type != PDF:
        raise Conflict("paper.not_ready")
    with platform().store.reading() as session:
        marks = annotations(session, current_actor(), version.id, layers).marks
    served = _served(version)
    try:
        made = exports.annotated(cache(), platform().blobs.path(served), served, marks)
    except PdfRejected as error:
        raise Invalid(error.code) from error
    stem = version.filename.rpartition(".")[0]
    name = safe_name(f"{stem} - có ghi chú.pdf", PDF)
    return send(Outgoing(made, PDF, made.stem, name, attachment=True))


def _readable(path: VersionPath | PagePath) -> PaperVersion:
    actor = current_actor()
    with platform().store.reading() as session:
        version = access.version(session, actor, path.version_id, PaperPermission.READ).version
    if version.state != VersionState.READY:
        raise Conflict("paper.not_ready")
    return version


def _served(version: PaperVersion) -> str:
    assert version.served_blob is not None, "a ready version has a file to serve"
    return version.served_blob


def _layers(asked: str) -> list[str]:
    layers = [layer.strip() for layer in asked.split(",") if layer.strip()]
    if not layers or not set(layers) <= set(LAYERS):
        raise Invalid("mark.bad_layers", field="layers")
    return layers
