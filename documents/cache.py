"""What can be made again: pictures of pages, exports. A crash leaves a whole file or none."""

import functools
import os
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ecabinet.settings import Settings

STRIPES = 64
DAY_SECONDS = 86_400


class Cache:
    """Made files in a local folder, by key (a relative path). Losing any costs only time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # Two tablets that ask for the same page at once wait for one drawing of it.
        self._turns = [threading.Lock() for _ in range(STRIPES)]

    def path(self, key: str) -> Path:
        """Return where the file for `key` lies or would lie."""
        return self.root / key

    def get(self, key: str) -> Path | None:
        """Return the file, or None when it is not made."""
        path = self.path(key)
        return path if path.exists() else None

    def get_or_make(self, key: str, make: Callable[[], None]) -> Path:
        """Return the file; when missing, `make` must `put` it. One maker at a time."""
        found = self.get(key)
        if found is not None:
            return found
        with self._turns[hash(key) % STRIPES]:
            found = self.get(key)
            if found is None:
                make()
        return self.path(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep `content` in one step."""
        with self.place(key) as draft:
            draft.write_bytes(content)

    def place(self, key: str) -> "_Draft":
        """Return a context with a path to write to; it gets its name when the context ends well."""
        return _Draft(self.path(key))

    def forget_older_than(self, days: float) -> int:
        """Remove files not made within `days`; return how many."""
        limit, count = time.time() - days * DAY_SECONDS, 0
        for path in self.root.rglob("*"):
            if path.is_file() and path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
                count += 1
        return count


class _Draft:
    """A file being written beside its final place."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._draft = target

    def __enter__(self) -> Path:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._target.parent, prefix=".draft-")
        os.close(handle)
        self._draft = Path(name)
        return self._draft

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            with self._draft.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(self._draft, self._target)
        else:
            self._draft.unlink(missing_ok=True)


def open_cache(settings: Settings) -> Cache:
    """Return the folder of what can be made again, shared by web and worker."""
    return _cache_at(settings.data_dir / "cache")


@functools.cache
def _cache_at(folder: Path) -> Cache:
    # One for each folder: its locks let a page be drawn once for all who ask at the same time.
    return Cache(folder)
