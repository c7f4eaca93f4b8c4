"""Files, addressed by the SHA-256 of their content; a crash leaves all or nothing."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from ecabinet.core.room import room_in

CHUNK = 1 << 20

Apart = Callable[..., Any]
"""Runs a function with its arguments where it holds nobody up; `concurrency.run_blocking`."""


class TooLarge(Exception):
    """The stream held more bytes than allowed; nothing was kept."""


@dataclass(frozen=True)
class StoredBlob:
    """Address and size in bytes of a stored file."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Handover:
    """How a browser shall take a file: as what, and shown or saved under which name."""

    media_type: str
    disposition: str


class Source(Protocol):
    """Bytes to be read once, from the first to the last."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


class Blobs(Protocol):
    """Where files are kept. Each method may wait for a disk or a network, and lets others go on."""

    def put(self, stream: Source, limit: int | None = None) -> StoredBlob:
        """Keep the stream's bytes. Raises TooLarge above `limit` bytes."""

    def path(self, sha256: str) -> Path:
        """Return a local path with the bytes, good for the next minutes. FileNotFoundError."""

    def reading(self, sha256: str) -> AbstractContextManager[Source]:
        """Open the bytes to be read once, leaving nothing behind here. Raises FileNotFoundError."""

    def size(self, sha256: str) -> int | None:
        """Return how many bytes the file has; None when it is not kept."""

    def all(self) -> Iterator[StoredBlob]:
        """Yield every kept file, in the order of their addresses."""

    def link(self, sha256: str, handover: Handover) -> str | None:
        """Return an address from which a browser may take the file itself for a short while.

        None where files go through us.
        """

    def close(self) -> None:
        """Give back connections."""


class LocalBlobs:
    """Blobs in a local folder: `ab/abcdef…`. `kept_free`: bytes of the disk that they leave."""

    def __init__(self, root: Path, apart: Apart | None = None, kept_free: int = 0) -> None:
        self.root, self._apart, self._kept_free = root, apart, kept_free
        root.mkdir(parents=True, exist_ok=True)

    def put(self, stream: Source, limit: int | None = None) -> StoredBlob:
        """Keep the stream's bytes. Raises TooLarge above `limit` bytes; Unavailable: no room."""
        with room_in(self.root, self._kept_free, stream) as watched:
            kept: StoredBlob = (
                self._apart(self._put, watched, limit) if self._apart else self._put(watched, limit)
            )
        return kept

    def _put(self, stream: Source, limit: int | None) -> StoredBlob:
        """Write to a temporary file, sync it, and move it to its address in one step."""
        handle, name = tempfile.mkstemp(dir=self.root, prefix="incoming-")
        try:
            with os.fdopen(handle, "wb") as target:
                blob = copy(stream, target, limit)
                target.flush()
                os.fsync(target.fileno())
            destination = self._address(blob.sha256)
            destination.parent.mkdir(exist_ok=True)
            os.replace(name, destination)
            sync_folder(destination.parent)
            return blob
        finally:
            Path(name).unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Return where the bytes lie."""
        address = self._address(sha256)
        if not address.exists():
            raise FileNotFoundError(sha256)
        return address

    def reading(self, sha256: str) -> AbstractContextManager[Source]:
        """Open the bytes. Raises FileNotFoundError."""
        return self.path(sha256).open("rb")

    def size(self, sha256: str) -> int | None:
        """Return how many bytes the file has; None when it is not kept."""
        try:
            return self._address(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def all(self) -> Iterator[StoredBlob]:
        """Yield every kept file; what is being written has no address yet."""
        for path in sorted(path for path in self.root.glob("??/*") if len(path.name) == 64):
            yield StoredBlob(path.name, path.stat().st_size)

    def link(self, sha256: str, handover: Handover) -> str | None:
        """Return None: what lies on our disk goes through us."""

    def close(self) -> None:
        """Nothing is open."""

    def _address(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256


def copy(stream: Source, target: BinaryIO, limit: int | None = None) -> StoredBlob:
    """Copy all bytes and tell what they are. Raises TooLarge above `limit` bytes."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if limit is not None and size > limit:
            raise TooLarge
        digest.update(chunk)
        target.write(chunk)
    return StoredBlob(digest.hexdigest(), size)


def sync_folder(folder: Path) -> None:
    """Let what was renamed in `folder` outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
