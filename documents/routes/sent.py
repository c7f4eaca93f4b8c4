"""Files that a form brings, for browsers without the upload script. For every feature."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from flask import request
from werkzeug.datastructures import FileStorage

from documents.commands.upload import UploadReceipt
from documents.uploading import Incoming, take_paper
from ecabinet.web.requests import current_actor, platform, request_id


def take_sent(kind: str, container_id: UUID, **more: Any) -> list[UploadReceipt]:
    """Put the files of this request's form into a container; `more` goes to `take_paper`.

    Each is a command of its own. A form without a file is refused after its right was asked, as
    one with a file is. Raises as `take_paper`.
    """
    files = [file for file in request.files.getlist("file") if file.filename] or [FileStorage()]
    asked = request_id()
    return [
        take_paper(
            platform(),
            current_actor(),
            (kind, container_id),
            Incoming(cast(BinaryIO, file.stream), file.filename or ""),
            request_id=f"{asked}-{number}" if asked and number else asked,
            **more,
        )
        for number, file in enumerate(files)
    ]
