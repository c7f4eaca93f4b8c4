"""Copies of files that are kept far away, on this machine's own disk and of a bounded size.

Shared by the processes of a machine: files get their name in one step, and whoever finds one gone
fetches it again. What was used within the last minutes stays, however full it is: a child of ours
may be about to open it.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

IN_USE_SECONDS = 900.0
ABANDONED_SECONDS = 86_400.0
STRIPES = 64
SHARE = 20
"""Looked through after each twentieth of the limit that came in; so far it may be passed."""


class Nearby:
    """Files of at most about `limit` bytes together; those unused for longest go first."""

    def __init__(self, root: Path, limit: int, clock: Callable[[], float] = time.time) -> None:
        self.root, self._limit, self._clock = root, limit, clock
        self._come = 0
        # Three hundred tablets that ask for the same paper wait for one fetch of it.
        self._turns = [threading.Lock() for _ in range(STRIPES)]
        root.mkdir(parents=True, exist_ok=True, mode=0o700)

    def get(self, name: str) -> Path | None:
        """Return the copy, which now counts as used; None when there is none."""
        path = self.root / name[:2] / name
        now = self._clock()
        try:
            os.utime(path, (now, now))
        except FileNotFoundError:
            return None
        return path

    def turn(self, name: str) -> threading.Lock:
        """Return the lock under which `name` is fetched."""
        return self._turns[hash(name) % STRIPES]

    @contextmanager
    def draft(self) -> Iterator[tuple[Path, BinaryIO]]:
        """Give a file to write to; unless it is adopted it is gone afterwards."""
        handle, name = tempfile.mkstemp(dir=self.root, prefix="incoming-")
        try:
            # Not os.fdopen, which eventlet replaces by one for pipes.
            with open(handle, "wb+") as file:
                yield Path(name), file
        finally:
            Path(name).unlink(missing_ok=True)

    def adopt(self, draft: Path, name: str) -> Path:
        """Give a finished draft its name and return where it lies. Losing it costs only time."""
        path = self.root / name[:2] / name
        path.parent.mkdir(exist_ok=True)
        self._come += draft.stat().st_size
        os.replace(draft, path)
        if self._come > self._limit // SHARE:
            self._come = 0
            self.trim()
        return path

    def trim(self) -> None:
        """Remove what is too much, and drafts that nobody writes any more."""
        now, left, found = self._clock(), 0, []
        for path in self.root.rglob("*"):
            with suppress(FileNotFoundError):  # Another process trims too.
                if path.is_file():
                    known = path.stat()
                    found.append((known.st_mtime, known.st_size, path))
                    left += known.st_size
        for used, size, path in sorted(found):
            draft = path.parent == self.root
            if draft and used > now - ABANDONED_SECONDS:
                continue
            if not draft and (left <= self._limit or used > now - IN_USE_SECONDS):
                continue
            path.unlink(missing_ok=True)
            left -= size
