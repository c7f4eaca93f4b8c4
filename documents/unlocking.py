"""A password comes in for a PDF: used once, in a child; never stored, queued or logged."""

import tempfile
from pathlib import Path
from uuid import UUID

from documents import access
from documents.commands.unlock import UnlockVersion, check_waits_for_password, unlock_version
from documents.pdf.errors import PdfRejected
from documents.pdf.unlock import unlock
from documents.policies import PaperPermission
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid
from ecabinet.platform import Platform


def open_paper(platform: Platform, actor: Actor, version_id: UUID, password: str) -> None:
    """Open the file with `password` and let the worker look into what came out.

    Raises NotFound, Denied; Conflict when it waits for none; Invalid when the password is wrong.
    """
    with platform.store.reading() as session:
        version = access.version(session, actor, version_id, PaperPermission.UPLOAD).version
    check_waits_for_password(version)
    with tempfile.TemporaryDirectory(prefix="ecabinet-unlock-") as folder:
        opened = Path(folder) / "opened.pdf"
        try:
            unlock(platform.blobs.path(version.blob), opened, password)
        except PdfRejected as refused:
            field = {"field": "password"} if refused.reason == "wrong_password" else {}
            raise Invalid(refused.code, **field) from None
        with opened.open("rb") as file:
            blob = platform.blobs.put(file)
    command = UnlockVersion(version_id=version_id, opened_blob=blob.sha256)
    platform.store.execute(actor, unlock_version, command)
