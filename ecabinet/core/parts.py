"""Files that arrive in parts, kept beside the blobs until they are whole.

A part is there entirely or not at all, may come twice and in any order, through any web process
that shares the folder: what lies there is the only record of what has come.
"""

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from ecabinet.core.room import Watched, room_in

CHUNK = 1 << 20


class DamagedPart(Exception):
    """The part has another length or another content than was said; it was not kept."""


class Parts:
    """Parts in a folder for each file: `<id>/<number>`."""

    def __init__(self, root: Path, kept_free: int = 0) -> None:
        self.root, self._kept_free = root, kept_free

    def put(
        self, file_id: UUID, number: int, stream: BinaryIO, size: int, sha256: str | None = None
    ) -> None:
        """Keep part `number` of exactly `size` bytes. Raises DamagedPart; Unavailable: no room."""
        folder = self.root / str(file_id)
        folder.mkdir(parents=True, exist_ok=True)
        with room_in(folder, self._kept_free, stream) as watched:
            self._put(folder, number, watched, size, sha256)

    def _put(
        self, folder: Path, number: int, stream: Watched, size: int, sha256: str | None
    ) -> None:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".coming-")
        try:
            with os.fdopen(handle, "wb") as target:
                digest = _copy(stream, target, size)
                target.flush()
                os.fsync(target.fileno())
            if sha256 is not None and digest != sha256:
                raise DamagedPart
            os.replace(name, folder / str(number))
        finally:
            Path(name).unlink(missing_ok=True)

    def held(self, file_id: UUID) -> set[int]:
        """Return the numbers of the parts that have come."""
        folder = self.root / str(file_id)
        try:
            return {int(name) for name in os.listdir(folder) if name.isdecimal()}
        except FileNotFoundError:
            return set()

    def join(self, file_id: UUID, count: int) -> BinaryIO:
        """Return parts 1 … `count` as one open file without a name, gone when it is closed.

        Raises FileNotFoundError when a part is missing.
        """
        folder = self.root / str(file_id)
        whole = cast(BinaryIO, tempfile.TemporaryFile(dir=folder))  # noqa: SIM115 - given away
        try:
            for number in range(1, count + 1):
                with (folder / str(number)).open("rb") as part:
                    shutil.copyfileobj(part, whole, CHUNK)
        except BaseException:
            whole.close()
            raise
        whole.seek(0)
        return whole

    def forget(self, file_id: UUID) -> None:
        """Remove all parts of a file; nothing there is fine."""
        shutil.rmtree(self.root / str(file_id), ignore_errors=True)

    def forget_older_than(self, seconds: float) -> None:
        """Remove what was begun longer ago than that and belongs to nothing any more."""
        limit = time.time() - seconds
        for folder in self.root.glob("*"):
            if folder.stat().st_mtime < limit:
                shutil.rmtree(folder, ignore_errors=True)


def _copy(stream: Watched, target: BinaryIO, size: int) -> str:
    digest, left = hashlib.sha256(), size
    while chunk := stream.read(min(CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise DamagedPart
        digest.update(chunk)
        target.write(chunk)
    if left:
        raise DamagedPart
    return digest.hexdigest()
