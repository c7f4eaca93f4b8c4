"""The bytes: the safe copy, pictures of pages, and the paper with its marks."""

from collections.abc import Sequence
from typing import Any

from flask import Response, request
from pydantic import BaseModel, Field

from documents import access, exports, pictures
from documents.copying import must_be_stamped
from documents.filenames import safe_name
from documents.held import HeldVersion
from documents.marks import Mark
from documents.models import PDF, PaperVersion
from documents.pdf.errors import PdfRejected
from documents.pdf.render import Look
from documents.policies import PaperPermission
from documents.queries.marks import LAYERS, annotations
from documents.routes.api import Answers, PagePath, VersionPath, api, cache, layers_asked
from documents.routes.sending import Kept, Outgoing, send, send_kept
from documents.states import VersionState
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.core.permissions import allows, require
from ecabinet.web.handing_out import noted
from ecabinet.web.requests import current_actor, platform

BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
FILE: Answers = {
    200: {"description": "The file", "content": {PDF: BYTES, "application/octet-stream": BYTES}},
    302: {"description": "An address in the store of the files, good for a short while"},
}
PDF_FILE: Answers = {200: {"description": "The PDF", "content": {PDF: BYTES}}}
PICTURE: Answers = {
    200: {"description": "The picture", "content": {"image/png": BYTES, "image/jpeg": BYTES}}
}


class FileQuery(BaseModel):
    """`download=1` asks the browser to save the file instead of showing it."""

    download: bool = False


class PictureQuery(BaseModel):
    """The width wished for, in pixels; the next width of a short list is drawn.

    `look=jpeg` is lighter for scans; the answer then is a JPEG. `layers` names the layers whose
    marks are drawn on the page, as in exportAnnotatedPaper; none when left out. `state` is not
    looked at: another word for each state of the marks makes browsers ask anew.
    """

    width: int = Field(1024, ge=1, le=pictures.WIDTHS[-1])
    look: Look = Look.PNG
    layers: str = Field("", max_length=40)
    state: str = Field("", max_length=40)


class ExportQuery(BaseModel):
    """Which layers to write into the file: `personal`, `unit`, `meeting`, with commas between.

    `flat=1` draws them into the pages: nobody can then move a mark, read who made it, or open it.
    """

    layers: str = Field(",".join(LAYERS), max_length=40)
    flat: bool = False


@api.get(
    "/papers/<uuid:version_id>/file",
    operation_id="getPaperFile",
    summary="Tệp của tài liệu",
    responses=FILE,
)
def get_file(path: VersionPath, query: FileQuery) -> Response:
    """Send the safe copy of the paper; files other than PDF are always downloads.

    To be read, a heavy scan comes as its lighter copy; saved, it is always the whole file. A tablet
    that fetches ahead says so (`Purpose: prefetch`): nobody has opened the paper by that.
    Where papers bear their reader's name only who brings papers may save it so; others ask for a
    copy (createPaperCopy).
    """
    actor = current_actor()
    asked = PaperPermission.DOWNLOAD if query.download else PaperPermission.READ
    with platform().store.reading() as session:
        held = access.version(session, actor, path.version_id, asked)
        version = _ready(held)
        saved = query.download or version.served_type != PDF
        if saved:
            require(actor, PaperPermission.DOWNLOAD, PaperPermission.READ, held, "paper")
            must_be_clean(actor, held)
        straight = _may_leave_us(actor, held)
    response = send_kept(
        Kept(
            _served(version) if saved else version.blob_to_read,
            version.served_type,
            version.served_name,
            attachment=saved,
            straight=straight,
        )
    )
    ahead = request.headers.get("Purpose") == "prefetch"
    seen = "paper.fetched_ahead" if ahead else "paper.opened"
    return _noted(response, "paper.downloaded" if saved else seen, version)


@api.get(
    "/papers/<uuid:version_id>/pages/<int:page>.png",
    operation_id="getPagePicture",
    summary="Ảnh của một trang",
    responses=PICTURE,
)
def get_page_picture(path: PagePath, query: PictureQuery) -> Response:
    """Send a page drawn as a picture: the first sight of a paper, and its thumbnails.

    With `layers` the marks on them that the reader may see are drawn as the viewer draws them.
    """
    actor = current_actor()
    with platform().store.reading() as session:
        version = _ready(access.version(session, actor, path.version_id, PaperPermission.READ))
    if not 1 <= path.page <= (version.page_count or 0):
        raise NotFound("paper.no_such_page")
    blob, width = version.blob_to_read, pictures.bucket(query.width)
    pdf = platform().blobs.path(blob)
    marks: Sequence[Mark] = ()
    if query.layers:
        asked = layers_asked(query.layers)
        with platform().store.reading() as session:
            marks = annotations(session, actor, version.id, asked, page=path.page).marks
    across, down = (version.pages or [])[path.page - 1]
    try:
        drawn = pictures.marked_picture(
            cache(), pdf, blob, path.page, width, query.look, size=(across, down), marks=marks
        )
    except PdfRejected as error:
        raise Invalid(error.code) from error
    return send(Outgoing(drawn, f"image/{query.look}", f"{blob}-{drawn.name}"))


@api.get(
    "/papers/<uuid:version_id>/annotated.pdf",
    operation_id="exportAnnotatedPaper",
    summary="Tài liệu kèm ghi chú",
    responses=PDF_FILE,
)
def export_annotated(path: VersionPath, query: ExportQuery) -> Response:
    """Send the paper with the marks that the reader may see, as standard PDF annotations.

    Without the reader's name on it; where there must be one, ask for a copy (createPaperCopy).
    """
    layers, actor = layers_asked(query.layers), current_actor()
    with platform().store.reading() as session:
        held = access.version(session, actor, path.version_id, PaperPermission.DOWNLOAD)
        version = _ready(held)
        if version.served_type != PDF:
            raise Conflict("paper.not_ready")
        must_be_clean(actor, held)
        marks = annotations(session, actor, version.id, layers).marks
    served = _served(version)
    try:
        made = exports.annotated(
            cache(), platform().blobs.path(served), served, marks, flat=query.flat
        )
    except PdfRejected as error:
        raise Invalid(error.code) from error
    stem = version.filename.rpartition(".")[0]
    name = safe_name(f"{stem} - có ghi chú.pdf", PDF)
    response = send(Outgoing(made, PDF, made.stem, name, attachment=True))
    return _noted(response, "paper.exported", version, layers=layers)


def _noted(response: Response, action: str, version: PaperVersion, **detail: Any) -> Response:
    of = {"version_id": str(version.id), "number": version.number}
    return noted(response, action, "paper", version.paper_id, **of, **detail)


def _ready(held: HeldVersion) -> PaperVersion:
    if held.version.state != VersionState.READY:
        raise Conflict("paper.not_ready")
    return held.version


def _served(version: PaperVersion) -> str:
    assert version.served_blob is not None, "a ready version has a file to serve"
    return version.served_blob


def _may_leave_us(actor: Actor, held: HeldVersion) -> bool:
    """Whether the reader may take the file along as it is: then the store may hand it out."""
    return (
        platform().settings.s3 is not None
        and held.paper.secrecy == 0
        and allows(actor, PaperPermission.DOWNLOAD, held)
        and not must_be_stamped(platform(), actor, held)
    )


def must_be_clean(actor: Actor, held: HeldVersion) -> None:
    """Refuse to hand out what must bear its reader's name. Raises Conflict."""
    if must_be_stamped(platform(), actor, held):
        raise Conflict("copy.only_stamped")
