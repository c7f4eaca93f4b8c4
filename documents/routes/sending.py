"""Files on their way out: names, caching, and nothing that could run."""

from dataclasses import dataclass
from pathlib import Path

from flask import Response, send_file

from documents.filenames import content_disposition
from documents.models import PDF

# A file that somebody uploaded must never run in our origin, whatever it claims to be.
INERT = "default-src 'none'; sandbox"


@dataclass(frozen=True)
class Outgoing:
    """A file to send: where it lies, what it is, and the tag that changes with its content."""

    path: Path
    media_type: str
    tag: str
    name: str = ""
    attachment: bool = False


def send(file: Outgoing) -> Response:
    """Return the file. It may be kept by the reader's own browser, but is asked for again.

    Rights may have ended since it was fetched; with its ETag the answer is then 304 or 404.
    """
    response = send_file(file.path, mimetype=file.media_type, etag=file.tag, conditional=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if file.media_type != PDF:
        response.headers["Content-Security-Policy"] = INERT
    if file.name:
        response.headers["Content-Disposition"] = content_disposition(
            file.name, attachment=file.attachment
        )
    return response
