"""The file as it came, with all that could act in it: for who brings papers, never to be shown."""

from flask import Response

from documents import access
from documents.policies import PaperPermission
from documents.routes.api import VersionPath, api
from documents.routes.files import FILE
from documents.routes.sending import INERT, Outgoing, send
from ecabinet.web.handing_out import noted
from ecabinet.web.requests import current_actor, platform


@api.get(
    "/papers/<uuid:version_id>/original",
    operation_id="getPaperOriginal",
    summary="Tệp gốc như đã gửi",
    responses=FILE,
)
def get_original(path: VersionPath) -> Response:
    """Send the file as it was uploaded, always as a download.

    For who may add papers there, whatever became of the version. What readers get has scripts and
    embedded files taken out; this may still hold them. The audit log tells who took it.
    """
    actor, take = current_actor(), PaperPermission.TAKE_ORIGINAL
    with platform().store.reading() as session:
        version = access.version(session, actor, path.version_id, take).version
    kept = platform().blobs.path(version.blob)
    file = Outgoing(kept, version.media_type, version.blob, version.filename, attachment=True)
    response = send(file)
    response.headers["Content-Security-Policy"] = INERT
    of = {"version_id": str(version.id), "number": version.number, "sha256": version.blob}
    return noted(response, "paper.original_taken", "paper", version.paper_id, **of)
