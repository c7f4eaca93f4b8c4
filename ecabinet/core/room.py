"""Room on the disk: files of people may not take the last of it, which ballots and deeds need."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ecabinet.core.errors import Unavailable

CODE = "files.no_room"
_FULL = (errno.ENOSPC, errno.EDQUOT)


def is_full(error: Exception) -> bool:
    """Whether it says that a disk, or what is left of it for us, is full."""
    return isinstance(error, OSError) and error.errno in _FULL


class Watched:
    """A stream that ends with Unavailable when what it holds would take the last room."""

    def __init__(self, stream: Any, folder: Path, kept_free: int) -> None:
        self._stream, self._folder, self._kept_free = stream, folder, kept_free

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes. Asked each time: others write beside us."""
        if self._kept_free and shutil.disk_usage(self._folder).free < self._kept_free:
            raise Unavailable(CODE)
        return bytes(self._stream.read(size))


@contextmanager
def room_in(folder: Path, kept_free: int, stream: Any) -> Iterator[Watched]:
    """Write a stream into `folder`, as long as so many bytes stay free. Raises Unavailable."""
    try:
        yield Watched(stream, folder, kept_free)
    except OSError as error:
        if is_full(error):
            raise Unavailable(CODE) from error
        raise
