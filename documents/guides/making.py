"""Lets a child process set a guide when it is first asked for, and keeps it by its content."""

import hashlib
import json
import threading
from dataclasses import asdict
from pathlib import Path

from documents.cache import Cache
from ecabinet.core.apart import Limits, run_apart
from ecabinet.help.roles import guide, words

LAYOUT = 1
"""Goes up when guides are to look different: those that are kept are then made again."""

LIMITS = Limits(seconds=30, memory_mb=512)
_turn = threading.BoundedSemaphore(1)


def made(cache: Cache, role: str, language: str, office: str) -> Path:
    """Return the file of a guide, written now if need be. Raises NotFound: no such role."""
    said = f"{LAYOUT}\n{office}\n{guide(role, language)}\n{words(language)}"
    digest = hashlib.sha256(said.encode()).hexdigest()
    name = f"guides/{digest}.pdf"

    def write() -> None:
        with _turn, cache.place(name) as draft:
            _write(draft, role, language, office)

    return cache.get_or_make(name, write)


def _write(target: Path, role: str, language: str, office: str) -> None:
    asked = {
        "limits": asdict(LIMITS),
        "role": role,
        "language": language,
        "office": office,
        "target": str(target),
    }
    ended = run_apart("documents.guides.child", [], json.dumps(asked).encode(), LIMITS)
    if ended.status != 0:
        # Its words are ours: the fault is in the installation.
        raise RuntimeError(f"the guide was not made ({ended.status}): {ended.complaint}")
