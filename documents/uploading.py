"""Files come in: checked, stored, then given their row. The one path behind every upload."""

from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from documents import access
from documents.commands.upload import (
    AddVersion,
    Onto,
    StoredFile,
    UploadPaper,
    UploadReceipt,
    add_version,
    upload_paper,
)
from documents.filenames import safe_name
from documents.media_types import detect
from documents.policies import PaperPermission
from documents.secrecy import REFUSE
from documents.viruses import refuse_virus
from ecabinet.concurrency import run_blocking
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid, TooLarge
from ecabinet.core.storage import TooLarge as StreamTooLarge
from ecabinet.platform import Platform


@dataclass(frozen=True)
class Incoming:
    """A file on its way in: its bytes, and the name the sender gave it."""

    stream: BinaryIO
    filename: str


def take_paper(
    platform: Platform,
    actor: Actor,
    container: tuple[str, UUID],
    incoming: Incoming,
    *,
    title: str = "",
    symbol: str | None = None,
    secrecy: int = 0,
    marks_onto: Onto | None = None,
    request_id: str | None = None,
) -> UploadReceipt:
    """Put a new paper into `container` (kind, id).

    Raises NotFound, Denied; TooLarge; Invalid when the file is missing, empty, of another type, or
    secret where that is refused or above the clearance of whoever sends it.
    """
    kind, container_id = container
    with platform.store.reading() as session:
        # Asked before the bytes are kept, so that nobody without the right can fill the disk.
        shelf = access.shelf(session, actor, kind, container_id, PaperPermission.UPLOAD)
    if secrecy and platform.settings.secret_papers == REFUSE:
        raise Invalid("paper.secret_refused", field="secrecy")
    if secrecy > actor.clearance:
        raise Invalid("paper.above_clearance", field="secrecy")
    file = keep(platform, incoming, any_file=shelf.container.any_file)
    command = UploadPaper(
        container_kind=kind,
        container_id=container_id,
        file=file,
        title=title,
        symbol=symbol,
        secrecy=secrecy,
        marks_onto=marks_onto,
    )
    return platform.store.execute(actor, upload_paper, command, request_id=request_id)


def take_version(
    platform: Platform,
    actor: Actor,
    paper_id: UUID,
    incoming: Incoming,
    *,
    note: str = "",
    marks_onto: Onto | None = None,
    request_id: str | None = None,
) -> UploadReceipt:
    """Add a newer file to a paper. Raises as `take_paper`."""
    with platform.store.reading() as session:
        held = access.paper(session, actor, paper_id, PaperPermission.UPLOAD)
    file = keep(platform, incoming, any_file=held.shelf.container.any_file)
    command = AddVersion(paper_id=paper_id, file=file, note=note, marks_onto=marks_onto)
    return platform.store.execute(actor, add_version, command, request_id=request_id)


def keep(platform: Platform, incoming: Incoming, *, any_file: bool) -> StoredFile:
    """Store the bytes and tell what they are. A refused file leaves nothing behind.

    Raises TooLarge, Invalid; Unavailable when it was to be looked at for viruses and could not be.
    """
    if not incoming.filename:
        raise Invalid("file.missing", field="file")
    limit = platform.settings.upload_limit
    refuse_virus(incoming.stream, platform.settings.clamd)
    media_type = run_blocking(detect, incoming.stream, any_file=any_file)
    try:
        blob = platform.blobs.put(incoming.stream, limit)
    except StreamTooLarge as error:
        raise TooLarge("file.too_large", megabytes=limit >> 20, field="file") from error
    return StoredFile(
        blob=blob.sha256,
        size=blob.size,
        filename=safe_name(incoming.filename, media_type),
        media_type=media_type,
    )
