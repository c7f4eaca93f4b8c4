"""The paper of an edition, as the worker drew it: not one byte changes."""

from uuid import UUID

from flask import Response, send_file

from ecabinet.core.errors import Conflict
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF
from ecabinet.web.requests import current_actor, platform
from followup.weekly import access


def paper_file(sheet_id: UUID, number: int) -> Response:
    """Send the PDF. Raises NotFound; Conflict: it is being made."""
    with platform().store.reading() as session:
        found = access.edition(session, current_actor(), sheet_id, number)
        blob, sheet = found.pdf_blob, found.sheet
        name = f"tuan-{sheet.monday:%Y%m%d}-{sheet.stage.value}-{number}.pdf"
    if blob is None:
        raise Conflict("weekly_sheet.making")
    path = str(platform().blobs.path(blob))
    sent = send_file(path, mimetype=PDF, download_name=name, max_age=0, etag=blob)
    return noted(sent, "weekly_sheet.downloaded", access.KIND, sheet_id, sha256=blob, number=number)
