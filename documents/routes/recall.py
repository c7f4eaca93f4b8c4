"""Papers are recalled and restored, by pages and by the API."""

from datetime import datetime
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from documents import access
from documents.commands.recall import RecallPaper, RestorePaper, recall_paper, restore_paper
from documents.policies import PaperPermission
from documents.queries.recalled import recalled_papers
from documents.routes.api import VersionPath, api
from documents.routes.pages import pages
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.attempts import attempt
from ecabinet.web.requests import current_actor, execute, platform


class RecallIn(BaseModel):
    """Why the paper is taken back."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field(min_length=3, max_length=300)


class RecalledPath(BaseModel):
    """A recalled paper."""

    paper_id: UUID


class RecalledOut(BaseModel):
    """A recalled paper, as those know it who may restore it."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    title: str
    symbol: str | None
    place: str
    reason: str
    by: str
    at: datetime


class RecalledList(BaseModel):
    """Recalled papers, last recalled first."""

    papers: list[RecalledOut]


def _paper_of(version_id: UUID) -> UUID:
    with platform().store.reading() as session:
        held = access.version(session, current_actor(), version_id, PaperPermission.RECALL)
    return held.paper.id


@api.post(
    "/papers/<uuid:version_id>/recall",
    operation_id="recallPaper",
    summary="Thu hồi tài liệu",
    responses={204: None},
)
def recall(path: VersionPath, body: RecallIn, header: WriteHeaders) -> Response:
    """Take the paper back from all readers: open viewers close, no address gives it any more."""
    execute(recall_paper, RecallPaper(paper_id=_paper_of(path.version_id), reason=body.reason))
    return Response(status=204)


@api.get(
    "/recalled-papers",
    operation_id="listRecalledPapers",
    summary="Tài liệu đã thu hồi",
    responses={200: RecalledList},
)
def list_recalled() -> Response:
    """List recalled papers that the person may restore."""
    with platform().store.reading() as session:
        rows = recalled_papers(session, current_actor())
    return answer(RecalledList(papers=[RecalledOut.model_validate(row) for row in rows]))


@api.post(
    "/recalled-papers/<uuid:paper_id>/restoration",
    operation_id="restorePaper",
    summary="Khôi phục tài liệu đã thu hồi",
    responses={204: None},
)
def restore(path: RecalledPath, header: WriteHeaders) -> Response:
    """Give the paper to its readers again, with all its marks."""
    execute(restore_paper, RestorePaper(paper_id=path.paper_id))
    return Response(status=204)


@pages.post("/papers/<uuid:version_id>/recall")
def recall_by_page(version_id: UUID) -> ResponseReturnValue:
    """Take the paper back, from the page of its versions."""
    paper_id, reason = _paper_of(version_id), request.form.get("reason", "")

    def work() -> bool:
        execute(recall_paper, RecallPaper(paper_id=paper_id, reason=reason))
        return True

    done, refusal = attempt(work)
    if not done:
        flash(next(iter(refusal.fields.values()), refusal.text), "warning")
        return redirect(url_for("documents.versions", version_id=version_id), 303)
    flash(_("Đã thu hồi. Máy đang mở tài liệu này sẽ tự đóng lại."), "success")
    return redirect(url_for("documents.recalled"), 303)


@pages.get("/papers/recalled")
def recalled() -> ResponseReturnValue:
    """List recalled papers that the person may restore."""
    with platform().store.reading() as session:
        rows = recalled_papers(session, current_actor())
    return render_template("documents/recalled.html", rows=rows)


@pages.post("/papers/recalled/<uuid:paper_id>")
def restore_by_page(paper_id: UUID) -> ResponseReturnValue:
    """Give a paper to its readers again."""
    execute(restore_paper, RestorePaper(paper_id=paper_id))
    flash(_("Đã khôi phục; mọi người đọc lại được, ghi chú còn nguyên."), "success")
    return redirect(url_for("documents.recalled"), 303)
