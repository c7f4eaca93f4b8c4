"""What the signatures of a PDF are worth: of a file somebody brings, or of a document kept here."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from documents.issuing.queries.detail import file_of, known_by
from documents.issuing.routes.doors import count_try, pages
from documents.issuing.states import OfficialState
from documents.pdf.errors import PdfRejected
from documents.pdf.verify import Covers, SignatureFacts, holds, verify
from ecabinet.core.errors import Invalid, TooLarge
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, platform

CHUNK = 1 << 20


@dataclass(frozen=True)
class Checked:
    """The verdict on a file."""

    holds: bool
    sha256: str
    signatures: list[SignatureFacts]
    document_id: UUID | None = None
    document: str = ""
    superseded: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, whoever signed."""
        return all(signature.whole for signature in self.signatures)


@pages.get("/signatures")
def check_page() -> ResponseReturnValue:
    """Show where a file can be brought."""
    return _page(None, Refusal())


@pages.post("/signatures")
def check_file() -> ResponseReturnValue:
    """Judge the file that was brought; it is not kept."""

    def work() -> Checked:
        file = request.files.get("file")
        if file is None or not file.filename:
            raise Invalid("file.missing", field="file")
        return check_stream(cast(BinaryIO, file.stream))

    found, refusal = attempt(work)
    return _page(found, refusal)


@pages.get("/official/<uuid:official_id>/signatures")
def check_document(official_id: UUID) -> ResponseReturnValue:
    """Judge the file of a document that is kept here."""
    with platform().store.reading() as session:
        row = file_of(session, current_actor(), official_id)
    assert row.blob is not None
    return _page(_judged(platform().blobs.path(row.blob), row.blob), Refusal())


def check_stream(stream: BinaryIO) -> Checked:
    """Judge a file that comes in. Raises Invalid: no PDF; TooLarge; TooMany."""
    actor = current_actor()
    assert actor.person_id is not None
    count_try(actor.person_id)
    with tempfile.NamedTemporaryFile(prefix="ecabinet-check-", suffix=".pdf") as file:
        digest, size, limit = hashlib.sha256(), 0, platform().settings.upload_limit
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge("file.too_large", megabytes=limit >> 20, field="file")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        return _judged(Path(file.name), digest.hexdigest())


def _judged(path: Path, sha256: str) -> Checked:
    try:
        signatures = verify(path, platform().settings.signing.roots)
    except PdfRejected as refused:
        raise Invalid(refused.code, **{**refused.params, "field": "file"}) from None
    with platform().store.reading() as session:
        row = known_by(session, current_actor(), sha256)
    return Checked(
        holds=holds(signatures), sha256=sha256, signatures=signatures,
        document_id=row.id if row else None,
        document=f"{row.symbol} {row.title}".strip() if row else "",
        superseded=row is not None and row.state == OfficialState.SUPERSEDED,
    )  # fmt: skip


def _page(found: Checked | None, refusal: Refusal) -> ResponseReturnValue:
    page = render_template(
        "documents/issuing/check.html", found=found, refusal=refusal, Covers=Covers
    )
    return page, refusal.status
