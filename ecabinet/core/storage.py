"""Files, addressed by the SHA-256 of their content; a crash leaves all or nothing."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

CHUNK = 1 << 20


class TooLarge(Exception):
    """The stream held more bytes than allowed; nothing was kept."""


@dataclass(frozen=True)
class StoredBlob:
    """Address and size in bytes of a stored file."""

    sha256: str
    size: int


class Blobs(Protocol):
    """Where files are kept."""

    def put(self, stream: BinaryIO, limit: int | None = None) -> StoredBlob:
        """Keep the stream's bytes. Raises TooLarge above `limit` bytes."""

    def path(self, sha256: str) -> Path:
        """Return a local path with the bytes. Raises FileNotFoundError."""


class LocalBlobs:
    """Blobs in a local folder: `ab/abcdef…`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def put(self, stream: BinaryIO, limit: int | None = None) -> StoredBlob:
        """Write to a temporary file, sync it, and move it to its address in one step."""
        handle, name = tempfile.mkstemp(dir=self.root, prefix="incoming-")
        try:
            with os.fdopen(handle, "wb") as target:
                blob = _copy(stream, target, limit)
                target.flush()
                os.fsync(target.fileno())
            destination = self._address(blob.sha256)
            destination.parent.mkdir(exist_ok=True)
            os.replace(name, destination)
            _sync_folder(destination.parent)
            return blob
        finally:
            Path(name).unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Return where the bytes lie."""
        address = self._address(sha256)
        if not address.exists():
            raise FileNotFoundError(sha256)
        return address

    def _address(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256


def _copy(stream: BinaryIO, target: BinaryIO, limit: int | None) -> StoredBlob:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if limit is not None and size > limit:
            raise TooLarge
        digest.update(chunk)
        target.write(chunk)
    return StoredBlob(digest.hexdigest(), size)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
