"""What was written on a paper as a list: the page, the printed table, the workbook."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import BaseModel, Field

from documents import access
from documents.filenames import safe_name
from documents.media_types import OOXML
from documents.models import PDF
from documents.policies import PaperPermission
from documents.queries.copies import taking
from documents.queries.marks import LAYERS, SharedLayer, annotations
from documents.queries.papers import PaperDetail, paper_detail
from documents.routes.api import Answers, VersionPath, api, cache, layers_asked
from documents.routes.files import BYTES, must_be_clean
from documents.routes.pages import pages
from documents.routes.sending import Outgoing, send
from documents.summaries.making import MOST, made, told
from documents.summaries.shapes import Summary
from documents.summaries.telling import comments, last_change
from documents.summaries.threads import Settled, Thread, chosen, threads
from documents.summaries.words import Words, layer_words, listed_name, words
from ecabinet.concurrency import run_blocking
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.web.handing_out import noted
from ecabinet.web.rendering import show_datetime
from ecabinet.web.requests import current_actor, platform

SHOWN = 200
"""Comments on the page; all of them are in the files."""
AT_ONCE = 200
"""Comments whose table in PDF is set while the reader waits; more of them are the worker's."""

XLSX = OOXML + "spreadsheetml.sheet"
SUMMARY: Answers = {
    200: {"description": "The summary", "content": {PDF: BYTES, XLSX: BYTES}},
}


class SummaryQuery(BaseModel):
    """Which comments: of which layers, by whom (or answered by whom), settled or not; as what.

    Only what the reader may see is ever among them.
    """

    layers: str = Field(",".join(LAYERS), max_length=40)
    author_id: UUID | None = None
    state: Settled = Field("", description="open, resolved, or empty for both")
    format: Literal["pdf", "xlsx"] = "pdf"


@dataclass(frozen=True)
class Found:
    """What was asked for. `authors` are all who wrote, `wordless` counts strokes without words."""

    detail: PaperDetail
    threads: list[Thread]
    shared: list[SharedLayer]
    authors: dict[UUID, str]
    wordless: int


@api.get(
    "/papers/<uuid:version_id>/summary",
    operation_id="exportCommentSummary",
    summary="Tổng hợp ý kiến trên tài liệu",
    responses=SUMMARY,
)
def export_summary(path: VersionPath, query: SummaryQuery) -> Response:
    """Send the comments by page, with the passage marked, replies and state, as PDF or XLSX."""
    asked, actor = layers_asked(query.layers), current_actor()
    with platform().store.reading() as session:
        held = access.version(session, actor, path.version_id, PaperPermission.DOWNLOAD)
        if query.format == "pdf":
            must_be_clean(actor, held)
    found = find_comments(path.version_id, asked, query)
    said = summary_told(found, asked)
    if query.format == "pdf" and len(found.threads) > AT_ONCE:
        raise Conflict("copy.in_background")
    try:
        file = made(cache(), said, query.format)
    except TimeoutError as error:
        raise Invalid("summary.too_long", most=MOST) from error
    version = found.detail.version
    media = PDF if query.format == "pdf" else XLSX
    name = safe_name(f"{summary_stem(version.filename)}.{query.format}", media)
    response = send(Outgoing(file, media, file.stem, name, attachment=True))
    detail: dict[str, Any] = {"version_id": str(version.id), "number": version.number}
    return noted(
        response, "paper.summarised", "paper", version.paper_id,
        **detail, layers=asked, format=query.format,
    )  # fmt: skip


@pages.get("/papers/<uuid:version_id>/summary")
def summary(version_id: UUID) -> ResponseReturnValue:
    """Show the comments, narrowed by what the address says, and offer them as files."""
    layers = [layer for layer in request.args.getlist("layers") if layer in LAYERS]
    asked = SummaryQuery(
        layers=",".join(layers or LAYERS),
        author_id=request.args.get("author_id", type=UUID),
        state="resolved" if request.args.get("state") == "resolved" else
        "open" if request.args.get("state") == "open" else "",
        format="pdf",
    )  # fmt: skip
    found = find_comments(version_id, asked.layers.split(","), asked)
    with platform().store.reading() as session:
        ways = taking(
            session, current_actor(), version_id, platform().settings.watermark,
            platform().store.clock(),
        )  # fmt: skip
    narrowed = asked.model_dump(mode="json", exclude_none=True, exclude={"format"})
    return render_template(
        "documents/summary.html",
        detail=found.detail, version=found.detail.version, asked=asked,
        comments=comments(found.threads[:SHOWN], words(found.shared)),
        total=len(found.threads), done=sum(each.resolved for each in found.threads),
        wordless=found.wordless, authors=sorted(found.authors.items(), key=lambda one: one[1]),
        layers=layer_words(), most=MOST, at_once=AT_ONCE, taking=ways,
        file_url=lambda kind: url_for(
            "documents_api.export_summary", version_id=version_id, format=kind, **narrowed
        ),
    )  # fmt: skip


def find_comments(version_id: UUID, layers: list[str], asked: SummaryQuery) -> Found:
    """Return the comments asked for. Raises NotFound; Conflict when the paper cannot be read."""
    actor = current_actor()
    with platform().store.reading() as session:
        detail = paper_detail(session, actor, version_id)
        if not (detail.version.is_ready and detail.version.is_pdf):
            raise Conflict("paper.not_ready")
        seen = annotations(session, actor, version_id, layers)
    every = threads(seen.marks)
    speaking = [each for each in every if each.says_something]
    return Found(
        detail,
        chosen(speaking, asked.state, asked.author_id),
        seen.shared,
        {mark.author.id: listed_name(mark.author) for mark in seen.marks},
        len(every) - len(speaking),
    )


def summary_stem(filename: str) -> str:
    """Return the name of the file with the comments on a paper, without its ending."""
    return _("%(name)s - tổng hợp ý kiến", name=filename.rpartition(".")[0])


def summary_told(found: Found, layers: list[str]) -> str:
    """Return what the child that sets the table is given. Raises Invalid when it is too much."""
    if len(found.threads) > MOST:
        raise Invalid("summary.too_long", most=MOST)
    return run_blocking(_told, found, words(found.shared), _title(), _facts(found, layers))


def _title() -> str:
    return _("Tổng hợp ý kiến trên tài liệu")


def _facts(found: Found, layers: list[str]) -> tuple[str, ...]:
    named = layer_words()
    number = found.detail.version.number
    at = last_change(found.threads, found.detail.version.uploaded_at)
    done = sum(each.resolved for each in found.threads)
    facts = [
        _("Bản %(number)s; lớp ghi chú: %(layers)s", number=number,
          layers=", ".join(named[layer] for layer in named if layer in layers)),
        _("Số ý kiến: %(count)s; đã xong: %(done)s; ý kiến mới nhất: %(time)s",
          count=len(found.threads), done=done, time=show_datetime(at)),
    ]  # fmt: skip
    if found.wordless:
        facts.append(_("Nét, hình không có lời (không nêu ở đây): %(count)s", count=found.wordless))
    return tuple(facts)


def _told(found: Found, said: Words, title: str, facts: tuple[str, ...]) -> str:
    paper = found.detail.paper
    return told(
        Summary(
            title=title,
            paper=f"{paper.title} ({paper.symbol})" if paper.symbol else paper.title,
            facts=facts,
            made=last_change(found.threads, found.detail.version.uploaded_at),
            heads=said.heads,
            comments=comments(found.threads, said),
        )
    )
