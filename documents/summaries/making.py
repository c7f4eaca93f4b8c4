"""Lets a child process write a summary, and keeps the file a while, by its content."""

import hashlib
import json
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from documents.cache import Cache
from documents.summaries.shapes import Summary
from ecabinet.core.apart import Limits, run_apart

Kind = Literal["pdf", "xlsx"]
MOST = 5_000
"""Comments in one file; who has more chooses layers or an author."""

AT_ONCE = 2
LAYOUT = 1
"""Goes up when files are to look different: files that are kept are then made again."""

LIMITS = Limits(seconds=90, memory_mb=1024)
_turns = threading.BoundedSemaphore(AT_ONCE)


def told(summary: Summary) -> str:
    """Return what the child is given. It takes a while when there are thousands of comments."""
    return summary.model_dump_json()


def key(summary: str, kind: Kind) -> str:
    """Return the name of the file. It holds one reader's view, and so does its name."""
    digest = hashlib.sha256(f"{LAYOUT}\n{kind}\n{summary}".encode()).hexdigest()
    return f"summaries/{digest[:2]}/{digest}.{kind}"


def made(cache: Cache, summary: str, kind: Kind) -> Path:
    """Return the file for `summary` (as `told`), written now if need be.

    Raises:
        TimeoutError: it would take too long.
    """
    name = key(summary, kind)

    def write() -> None:
        with _turns, cache.place(name) as draft:
            _write(draft, summary, kind)

    return cache.get_or_make(name, write)


def _write(target: Path, summary: str, kind: Kind) -> None:
    asked = {"limits": asdict(LIMITS), "kind": kind, "target": str(target), "summary": summary}
    ended = run_apart("documents.summaries.child", [], json.dumps(asked).encode(), LIMITS)
    if ended.took_too_long:
        raise TimeoutError
    if ended.status != 0:
        # Its words are ours and already checked: the fault is in the installation.
        raise RuntimeError(f"the summary was not written ({ended.status}): {ended.complaint}")
