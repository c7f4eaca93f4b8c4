"""Copies to keep or print: asked for, waited for, taken. By pages and by the API."""

from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from documents import access, copying
from documents.commands.copies import NEEDED, CopyKind, Use
from documents.copying import Wanted, file_key
from documents.filenames import safe_name
from documents.messages import MESSAGES
from documents.models import PDF
from documents.queries.copies import CopyView, own_copy
from documents.queries.marks import LAYERS
from documents.queries.papers import paper_detail
from documents.routes.api import VersionPath, api, cache, layers_asked
from documents.routes.files import PDF_FILE
from documents.routes.pages import pages
from documents.routes.schemas import FailureOut
from documents.routes.sending import Outgoing, send
from documents.routes.summaries import (
    SummaryQuery,
    find_comments,
    summary_stem,
    summary_told,
)
from documents.states import CopyState
from documents.summaries.threads import Settled
from ecabinet.accounts.throttling import throttle
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.web.api import Problem, answer
from ecabinet.web.handing_out import noted
from ecabinet.web.requests import current_actor, platform

TIMES, MINUTES = 60, 5
# What the audit log calls the taking of a copy; printing is always printing.
DEEDS = {
    "paper": "paper.downloaded",
    "annotated": "paper.exported",
    "flat": "paper.exported",
    "summary": "paper.summarised",
}


class CopyIn(BaseModel):
    """What the copy shall be: the paper, with marks in it (`annotated`), with marks drawn into its
    pages (`flat`), or the comments as a table (`summary`); to keep, or to print.

    `layers`, `author_id` and `state` choose marks as in exportCommentSummary.
    """

    model_config = ConfigDict(extra="forbid")
    kind: CopyKind = "paper"
    use: Use = "keep"
    layers: str = Field(",".join(LAYERS), max_length=40)
    author_id: UUID | None = None
    state: Settled = ""


class CopyPath(BaseModel):
    """A copy one has asked for."""

    copy_id: UUID


class CopyQuery(BaseModel):
    """`use=print` shows the copy in the browser, to be printed; otherwise it is saved."""

    use: Use = "keep"


class CopyOut(BaseModel):
    """A copy: `wanted` while the worker makes it, then `ready`, or `failed` with the reason.

    `words` is what stands on each of its pages, empty where this office wants nothing there.
    """

    copy_id: UUID
    version_id: UUID
    kind: CopyKind
    state: CopyState
    filename: str
    words: str = Field(examples=["Nguyễn Văn An · Văn phòng Tỉnh ủy · 14:05 28/11/2026"])
    size: int | None
    failure: FailureOut | None


@api.post(
    "/papers/<uuid:version_id>/copies",
    operation_id="createPaperCopy",
    summary="Nhờ chuẩn bị một bản để tải về hoặc in",
    responses={202: CopyOut, 429: Problem},
)
def post_copy(path: VersionPath, body: CopyIn) -> Response:
    """Let the worker make a copy with the reader's name on each page.

    Asking twice is the same as once: the same reader gets the same copy of the same state of the
    paper all day; nobody else gets it.
    """
    return answer(_out(_own(_asked(path.version_id, body))), 202)


@api.get(
    "/paper-copies/<uuid:copy_id>",
    operation_id="getPaperCopy",
    summary="Bản đã nhờ chuẩn bị",
    responses={200: CopyOut},
)
def get_copy(path: CopyPath) -> Response:
    """Tell how far a copy is; ask again after a second until it is ready or failed."""
    return answer(_out(_own(path.copy_id)))


@api.get(
    "/paper-copies/<uuid:copy_id>/file",
    operation_id="getPaperCopyFile",
    summary="Tệp của bản đã chuẩn bị",
    responses=PDF_FILE,
)
def get_copy_file(path: CopyPath, query: CopyQuery) -> Response:
    """Send a copy that is ready, to whom it was made for and nobody else."""
    view = _own(path.copy_id)
    with platform().store.reading() as session:
        access.version(session, current_actor(), view.version_id, NEEDED[query.use])
    if view.state != CopyState.READY:
        raise Conflict("copy.not_ready")
    file = cache().get(file_key(view.key))
    if file is None:
        raise Conflict("copy.gone")
    printed = query.use == "print"
    response = send(Outgoing(file, PDF, view.key, view.filename, attachment=not printed))
    detail: dict[str, Any] = {"version_id": str(view.version_id), "number": view.number}
    if view.layers:
        detail["layers"] = view.layers.split(",")
    detail |= {"kind": view.kind, "stamped": bool(view.words)}
    action = "paper.printed" if printed else DEEDS[view.kind]
    return noted(response, action, "paper", view.paper_id, **detail)


@pages.post("/papers/<uuid:version_id>/copies")
def ask_copy(version_id: UUID) -> ResponseReturnValue:
    """Let a copy be made, and lead to where it can be waited for."""
    given = {name: value for name, value in request.form.items() if name in CopyIn.model_fields}
    try:
        body = CopyIn.model_validate({k: v for k, v in given.items() if v})
    except ValidationError as error:
        raise Invalid("invalid") from error
    copy_id = _asked(version_id, body)
    return redirect(url_for("documents.copy", copy_id=copy_id, use=body.use), 303)


@pages.get("/papers/copies/<uuid:copy_id>")
def copy(copy_id: UUID) -> ResponseReturnValue:
    """Show how far a copy is; when it is ready, it is saved or shown by itself."""
    use = "print" if request.args.get("use") == "print" else "keep"
    view = _own(copy_id)
    kept = view.state != CopyState.READY or cache().get(file_key(view.key)) is not None
    return render_template(
        "documents/copy.html",
        copy=view,
        use=use,
        kept=kept,
        why=MESSAGES.get(view.failure or "", ""),
    )


def _asked(version_id: UUID, body: CopyIn) -> UUID:
    actor = current_actor()
    throttle().check("copy", str(actor.real_id), times=TIMES, minutes=MINUTES)
    return copying.ask(platform(), actor, _wanted(version_id, body))


def _wanted(version_id: UUID, body: CopyIn) -> Wanted:
    """What is asked for, with its file name; the comments as they are now."""
    if body.kind == "paper":
        return Wanted(version_id, body.kind, body.use)
    layers = tuple(layers_asked(body.layers))
    if body.kind == "summary":
        asked = SummaryQuery(
            layers=body.layers, author_id=body.author_id, state=body.state, format="pdf"
        )
        found = find_comments(version_id, list(layers), asked)
        name = safe_name(f"{summary_stem(found.detail.version.filename)}.pdf", PDF)
        told = summary_told(found, list(layers))
        return Wanted(version_id, body.kind, body.use, name, layers, told)
    with platform().store.reading() as session:
        filename = paper_detail(session, current_actor(), version_id).version.filename
    stem = _("%(name)s - có ghi chú", name=filename.rpartition(".")[0])
    return Wanted(version_id, body.kind, body.use, safe_name(f"{stem}.pdf", PDF), layers)


def _own(copy_id: UUID) -> CopyView:
    with platform().store.reading() as session:
        return own_copy(session, current_actor(), copy_id)


def _out(view: CopyView) -> CopyOut:
    failure = None
    if view.failure:
        failure = FailureOut(code=view.failure, message=str(MESSAGES[view.failure]))
    return CopyOut(
        copy_id=view.id,
        version_id=view.version_id,
        kind=view.kind,  # type: ignore[arg-type]
        state=view.state,
        filename=view.filename,
        words=view.words,
        size=view.size,
        failure=failure,
    )
