"""The pages: papers I may read, and one paper to read outside a meeting."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from documents.events import layer_stream
from documents.messages import MESSAGES
from documents.queries.carried import carried_counts
from documents.queries.copies import reader_words, taking
from documents.queries.papers import PaperDetail, paper_detail, readable_papers
from documents.queries.reading import own_reading
from documents.queries.recalled import recalled_papers
from documents.queries.scans import scans
from documents.watermark import is_stamped
from ecabinet.core.errors import NotFound
from ecabinet.web.requests import current_actor, platform

pages = Blueprint("documents", __name__)


@pages.get("/papers")
def index() -> ResponseReturnValue:
    """List the papers the person may read, newest first."""
    actor = current_actor()
    with platform().store.reading() as session:
        page = readable_papers(session, actor, _after())
        wordless = scans(session, [row.paper.version.id for row in page.rows])
        recalled = len(recalled_papers(session, actor))
    return render_template(
        "documents/index.html",
        page=page,
        messages=MESSAGES,
        wordless=wordless,
        recalled=recalled,
    )


@pages.get("/papers/<uuid:version_id>")
def paper(version_id: UUID) -> ResponseReturnValue:
    """Show one paper with the tools to read and mark it."""
    actor = current_actor()
    with platform().store.reading() as session:
        detail = paper_detail(session, actor, version_id)
        own = own_reading(session, actor, version_id)
        ways = taking(
            session, actor, version_id, platform().settings.watermark, platform().store.clock()
        )
        carried = carried_counts(session, actor, version_id) if _has_older(detail) else None
    return render_template(
        "documents/paper.html",
        detail=detail,
        version=detail.version,
        paper_page=_page(detail.version.page_count) or own.page or 1,
        stream=layer_stream(version_id),
        messages=MESSAGES,
        me=actor,
        taking=ways,
        paper_words=ways.words,
        carried=carried,
    )


def room_words() -> str:
    """Return what stands over papers that are opened without a new page; empty for nothing.

    Whoever may know of secret papers may come to one.
    """
    actor = current_actor()
    if not is_stamped(platform().settings.watermark, actor.clearance):
        return ""
    with platform().store.reading() as session:
        return reader_words(session, actor, platform().store.clock())


def _has_older(detail: PaperDetail) -> bool:
    return detail.version.number > 1 and detail.version.is_ready and detail.version.is_pdf


def _page(count: int | None) -> int | None:
    """Return the page that the address names (`?page=5`), within the paper."""
    given = request.args.get("page", "")
    return min(max(int(given), 1), count or 1) if given.isdecimal() and len(given) < 6 else None


def _after() -> UUID | None:
    given = request.args.get("after")
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise NotFound("not_found", kind="paper") from error
