"""Files on their way out: names, caching, and nothing that could run."""

from dataclasses import dataclass
from pathlib import Path

from flask import Response, request, send_file

from documents.filenames import content_disposition
from documents.models import PDF
from ecabinet.core.storage import Handover
from ecabinet.web.requests import platform

# A file that somebody uploaded must never run in our origin, whatever it claims to be.
INERT = "default-src 'none'; sandbox"
KEPT_BY_READER = "private, no-cache"


@dataclass(frozen=True)
class Kept:
    """A file as it is kept, to send whole. `straight`: the store itself may hand it out."""

    blob: str
    media_type: str
    name: str
    attachment: bool = False
    straight: bool = False


@dataclass(frozen=True)
class Outgoing:
    """A file to send: where it lies, what it is, and the tag that changes with its content."""

    path: Path
    media_type: str
    tag: str
    name: str = ""
    attachment: bool = False


def send_kept(file: Kept) -> Response:
    """Return the file, or for a short while the way to it in the store.

    Such an address opens the file for whoever has it: only for what may be taken along as it is.
    Who has these bytes already is told so by us, and asks the store for nothing.
    """
    blobs = platform().blobs
    if request.if_none_match.contains(file.blob):
        unchanged = Response(status=304)
        unchanged.set_etag(file.blob)
        unchanged.headers["Cache-Control"] = KEPT_BY_READER
        return unchanged
    if file.straight:
        handover = Handover(
            file.media_type, content_disposition(file.name, attachment=file.attachment)
        )
        if address := blobs.link(file.blob, handover):
            response = Response(status=302, headers={"Location": address})
            response.headers["Cache-Control"] = "no-store"
            return response
    path = blobs.path(file.blob)
    return send(Outgoing(path, file.media_type, file.blob, file.name, file.attachment))


def send(file: Outgoing) -> Response:
    """Return the file. It may be kept by the reader's own browser, but is asked for again.

    Rights may have ended since it was fetched; with its ETag the answer is then 304 or 404.
    """
    response = send_file(file.path, mimetype=file.media_type, etag=file.tag, conditional=True)
    response.headers["Cache-Control"] = KEPT_BY_READER
    response.headers["X-Content-Type-Options"] = "nosniff"
    if file.media_type != PDF:
        response.headers["Content-Security-Policy"] = INERT
    if file.name:
        response.headers["Content-Disposition"] = content_disposition(
            file.name, attachment=file.attachment
        )
    return response
