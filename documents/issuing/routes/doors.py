"""What pages and operations of official documents share."""

from uuid import UUID

from flask import Blueprint, Response, send_file

from documents.issuing.queries.detail import draft_told, editable, file_of, official_detail
from documents.issuing.queries.shapes import OfficialDetail
from documents.issuing.signing import With
from documents.secrecy import REFUSE
from ecabinet.accounts.throttling import throttle
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.web.api import api_blueprint
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import DOCX, PDF, made_file
from ecabinet.web.requests import current_actor, platform

TRIES, MINUTES = 10, 5

pages = Blueprint("issuing", __name__)
api = api_blueprint("issuing", "official")


def load_document(official_id: UUID) -> OfficialDetail:
    """Return the document as the person signed in may see it. Raises NotFound."""
    with platform().store.reading() as session:
        return official_detail(session, current_actor(), official_id, utc_now())


def draft_file(official_id: UUID) -> Response:
    """Send a draft as a PDF, as its facts are now. Raises NotFound, Denied, Conflict."""
    with platform().store.reading() as session:
        source, told = draft_told(session, current_actor(), official_id, utc_now())
    drawn = run_blocking(source.draw, told.facts)
    sent = made_file(drawn, PDF, "du-thao.pdf")
    return noted(sent, "official.downloaded", "official", official_id, draft=True)


def document_file(official_id: UUID) -> Response:
    """Send the file as it was issued and signed: not one byte is changed. Raises NotFound."""
    with platform().store.reading() as session:
        row = file_of(session, current_actor(), official_id)
    assert row.blob is not None
    name = f"{row.symbol or row.kind}.pdf".replace("/", "-")
    path = str(platform().blobs.path(row.blob))
    sent = send_file(path, mimetype=PDF, download_name=name, max_age=0, etag=row.blob)
    return noted(sent, "official.downloaded", "official", official_id, sha256=row.blob)


def editable_file(official_id: UUID) -> Response:
    """Send the text as DOCX, for offices that must edit. Raises NotFound, Conflict."""
    with platform().store.reading() as session:
        source, facts, name = editable(session, current_actor(), official_id, utc_now())
    if source.write is None:
        raise Conflict("official.no_word")
    sent = made_file(run_blocking(source.write, facts), DOCX, f"{name}.docx", saved=True)
    return noted(sent, "official.downloaded", "official", official_id, editable=True)


def count_try(official_id: UUID) -> None:
    """Count one try of a PIN. Raises TooMany."""
    who = f"{current_actor().real_id}:{official_id}"
    throttle().check("signing-pin", who, times=TRIES, minutes=MINUTES)


def used(key: str, pin: str) -> With:
    """Return what somebody signs with; `key` is the id of a key, or "token".

    Raises Invalid: it is neither.
    """
    if key == "token":
        return With(None, pin)
    try:
        return With(UUID(key), pin)
    except ValueError:
        raise Invalid("signing.no_key_chosen", field="key_id") from None


def secret_allowed() -> bool:
    """Whether this installation takes secret documents."""
    return platform().settings.secret_papers != REFUSE
