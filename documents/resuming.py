"""Files that come in parts: announced, sent, gone on with after a break, made whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select

from documents import access
from documents.commands.resume import (
    KEPT,
    BeginUpload,
    DropUpload,
    FinishUpload,
    begin_upload,
    drop_upload,
    finish_upload,
)
from documents.commands.sweep import SweepUploads, sweep_uploads
from documents.commands.upload import StoredFile, UploadReceipt
from documents.media_types import ARCHIVE, detect
from documents.models import PaperVersion, Upload
from documents.pdf.filetype import HEAD
from documents.secrecy import REFUSE
from documents.uploading import Incoming, keep
from ecabinet.concurrency import run_blocking
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.errors import Conflict, Invalid, NotFound, TooLarge
from ecabinet.core.parts import DamagedPart, Parts
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from ecabinet.settings import Settings

PART = 4 << 20
"""Bytes of every part but the last."""


@dataclass(frozen=True)
class Progress:
    """An upload and the numbers (from 1) of the parts that have not come yet."""

    row: Upload
    missing: list[int]

    @property
    def parts(self) -> int:
        """How many parts the file has."""
        return count_of(self.row.size)

    @property
    def expires_at(self) -> datetime:
        """When it is forgotten."""
        return self.row.created_at + KEPT


def parts_of(settings: Settings) -> Parts:
    """Return where parts are kept: beside the blobs, so that every web process sees them."""
    return Parts(settings.blob_dir / "parts", settings.kept_free)


def count_of(size: int) -> int:
    """Return into how many parts a file of `size` bytes falls."""
    return -(-size // PART)


def some(size: int) -> int:
    """Return `size`. Raises Invalid for a file without anything in it."""
    if not size:
        raise Invalid("file.empty", field="file")
    return size


def announce(
    platform: Platform, actor: Actor, wanted: BeginUpload, *, request_id: str | None = None
) -> Progress:
    """Take note of a file that is about to come. Raises as `begin_upload`; TooLarge."""
    limit = platform.settings.upload_limit
    if wanted.size > limit:
        raise TooLarge("file.too_large", megabytes=limit >> 20, field="file")
    if wanted.secrecy and platform.settings.secret_papers == REFUSE:
        raise Invalid("paper.secret_refused", field="secrecy")
    begun = platform.store.execute(actor, begin_upload, wanted, request_id=request_id)
    return progress(platform, actor, begun.upload_id)


def progress(platform: Platform, actor: Actor, upload_id: UUID) -> Progress:
    """Return how far an upload is. Raises NotFound, Denied."""
    with platform.store.reading() as session:
        row = access.upload(session, actor, upload_id)
    return _progress(parts_of(platform.settings), row)


def unfinished(platform: Platform, actor: Actor) -> Sequence[Progress]:
    """Return what the person has begun and not finished, oldest first."""
    query = select(Upload).where(
        Upload.person_id == actor.person_id,
        Upload.deputy_id == (actor.deputy.person_id if actor.deputy else None),
        Upload.version_id.is_(None),
    )
    with platform.store.reading() as session:
        rows = session.scalars(query.order_by(Upload.id)).all()
    parts = parts_of(platform.settings)
    return [_progress(parts, row) for row in rows]


def take_part(
    platform: Platform,
    actor: Actor,
    upload_id: UUID,
    number: int,
    stream: BinaryIO,
    sha256: str | None,
) -> None:
    """Keep one part. Twice is the same as once; after the file has arrived it changes nothing.

    Raises NotFound, Denied; Invalid when the part is damaged or shows a file of a wrong kind.
    """
    with platform.store.reading() as session:
        row = access.upload(session, actor, upload_id)
        container = access.container_of(session, actor, row)
    if row.version_id is not None:
        return
    if not 1 <= number <= count_of(row.size):
        raise NotFound("upload.no_such_part")
    if number == 1:
        _look_at_head(stream, any_file=container.any_file)
    size = min(PART, row.size - (number - 1) * PART)
    try:
        run_blocking(parts_of(platform.settings).put, row.id, number, stream, size, sha256)
    except DamagedPart as error:
        raise Invalid("upload.damaged_part", field="file") from error


def complete(
    platform: Platform,
    actor: Actor,
    upload_id: UUID,
    *,
    again: bool,
    request_id: str | None = None,
) -> UploadReceipt:
    """Make the file whole, keep it, and let it become a paper or a version.

    Raises NotFound, Denied; Conflict while parts are missing; Invalid.
    """
    file = _arrived(platform, actor, upload_id) or _joined(platform, actor, upload_id)
    command = FinishUpload(upload_id=upload_id, file=file, again=again)
    receipt = platform.store.execute(actor, finish_upload, command, request_id=request_id)
    run_blocking(parts_of(platform.settings).forget, upload_id)
    return receipt


def drop(
    platform: Platform, actor: Actor, upload_id: UUID, *, request_id: str | None = None
) -> None:
    """Forget a file on its way. Raises NotFound, Denied, Conflict."""
    command = DropUpload(upload_id=upload_id)
    platform.store.execute(actor, drop_upload, command, request_id=request_id)
    run_blocking(parts_of(platform.settings).forget, upload_id)


def sweep(store: Store, settings: Settings) -> None:
    """Forget what began longer than a day ago, rows and parts. For the worker."""
    parts = parts_of(settings)
    with store.reading() as session:
        idle = session.scalar(select(Upload.id).limit(1)) is None
    if not idle:
        for upload_id in store.execute(SYSTEM, sweep_uploads, SweepUploads()).upload_ids:
            parts.forget(upload_id)
    # Parts whose row went without them, as when the machine stopped in between.
    parts.forget_older_than(2 * KEPT.total_seconds())


def _joined(platform: Platform, actor: Actor, upload_id: UUID) -> StoredFile:
    parts = parts_of(platform.settings)
    with platform.store.reading() as session:
        row = access.upload(session, actor, upload_id)
        container = access.container_of(session, actor, row)
    try:
        with run_blocking(parts.join, row.id, count_of(row.size)) as whole:
            incoming = Incoming(whole, row.filename)
            return keep(platform, incoming, any_file=container.any_file)
    except FileNotFoundError as error:
        # Another call may have finished it meanwhile, and put the parts away.
        file = _arrived(platform, actor, upload_id)
        if file is None:
            raise Conflict("upload.parts_missing") from error
        return file


def _arrived(platform: Platform, actor: Actor, upload_id: UUID) -> StoredFile | None:
    """The file of a finished upload; the command answers what became of it."""
    with platform.store.reading() as session:
        row = access.upload(session, actor, upload_id)
        version = session.get(PaperVersion, row.version_id) if row.version_id else None
    if version is None:
        return None
    return StoredFile(
        blob=version.blob,
        size=version.size,
        filename=version.filename,
        media_type=version.media_type,
    )


def _progress(parts: Parts, row: Upload) -> Progress:
    wanted = range(1, count_of(row.size) + 1) if row.version_id is None else range(0)
    held = parts.held(row.id) if wanted else set()
    return Progress(row, [number for number in wanted if number not in held])


def _look_at_head(stream: BinaryIO, *, any_file: bool) -> None:
    """Refuse at the first part what would be refused at the last; archives show it only whole."""
    head = stream.read(HEAD)
    stream.seek(0)
    if not head.startswith(ARCHIVE):
        detect(BytesIO(head), any_file=any_file)
