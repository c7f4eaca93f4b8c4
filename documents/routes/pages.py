"""The pages: papers I may read, and one paper to read outside a meeting."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from documents.events import layer_stream
from documents.messages import MESSAGES
from documents.queries.papers import paper_detail, readable_papers
from ecabinet.core.errors import NotFound
from ecabinet.web.requests import current_actor, platform

pages = Blueprint("documents", __name__)


@pages.get("/papers")
def index() -> ResponseReturnValue:
    """List the papers the person may read, newest first."""
    actor = current_actor()
    with platform().store.reading() as session:
        page = readable_papers(session, actor, _after())
    return render_template("documents/index.html", page=page, messages=MESSAGES)


@pages.get("/papers/<uuid:version_id>")
def paper(version_id: UUID) -> ResponseReturnValue:
    """Show one paper with the tools to read and mark it."""
    actor = current_actor()
    with platform().store.reading() as session:
        detail = paper_detail(session, actor, version_id)
    return render_template(
        "documents/paper.html",
        detail=detail,
        version=detail.version,
        stream=layer_stream(version_id),
        messages=MESSAGES,
        me=actor,
    )


def _after() -> UUID | None:
    given = request.args.get("after")
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise NotFound("not_found", kind="paper") from error
