"""Pages that show: the shelves, one document, its files."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from documents.issuing.container import CONTAINER
from documents.issuing.queries.detail import keys_of
from documents.issuing.queries.lists import Shelf, count_mine, documents
from documents.issuing.routes.doors import (
    document_file,
    draft_file,
    editable_file,
    load_document,
    pages,
)
from documents.issuing.states import OfficialState, SignerState
from documents.issuing.words import KINDS, SIGNER_STATES, STATES
from documents.queries.papers import papers_of
from ecabinet.web.attempts import Refusal
from ecabinet.web.requests import current_actor, platform


@pages.app_context_processor
def words() -> dict[str, Any]:
    """Give templates the words of the tables of official documents."""
    return {"official_kinds": KINDS, "official_states": STATES}


@pages.get("/official")
def index() -> ResponseReturnValue:
    """Show what waits for one's signature, drafts, what waits for others, what is done."""
    actor = current_actor()
    asked = request.args.get("shelf")
    shelf = Shelf(asked) if asked in list(Shelf) else Shelf.MINE
    after = _key("after")
    with platform().store.reading() as session:
        page = documents(session, actor, shelf, after)
        mine = count_mine(session, actor)
    return render_template(
        "documents/issuing/index.html",
        page=page, shelf=shelf, Shelf=Shelf, mine=mine, paged=after is not None, here=here,
    )  # fmt: skip


def here(**given: Any) -> str:
    """Return the address of a shelf, without what is empty."""
    plain = {name: str(value) for name, value in given.items() if value}
    return f"{url_for('issuing.index')}?{urlencode(plain)}"


def _key(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


@pages.get("/official/<uuid:official_id>")
def document(official_id: UUID) -> ResponseReturnValue:
    """Show one document."""
    return show_document(official_id, Refusal())


def show_document(official_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    """Return the page of a document, with why something was refused."""
    actor, found = current_actor(), load_document(official_id)
    with platform().store.reading() as session:
        keys = keys_of(session, actor)
        files = papers_of(session, actor, CONTAINER, [official_id]).get(official_id, [])
    page = render_template(
        "documents/issuing/document.html",
        document=found, row=found.row, refusal=refusal, files=files,
        own_keys=[key for key in keys if key.unit_id is None],
        seals=[key for key in keys if key.unit_id == found.row.unit_id],
        token=platform().settings.signing.token_module is not None,
        State=OfficialState, SignerState=SignerState, signer_states=SIGNER_STATES,
    )  # fmt: skip
    return page, refusal.status


@pages.get("/official/<uuid:official_id>/draft.pdf")
def draft_pdf(official_id: UUID) -> Response:
    """Give a draft as it would be printed now."""
    return draft_file(official_id)


@pages.get("/official/<uuid:official_id>/document.pdf")
def document_pdf(official_id: UUID) -> Response:
    """Give the file as issued."""
    return document_file(official_id)


@pages.get("/official/<uuid:official_id>/document.docx")
def document_docx(official_id: UUID) -> Response:
    """Give the text to be edited elsewhere."""
    return editable_file(official_id)
