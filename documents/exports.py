"""Papers with their marks as standard PDF annotations: made in a child process, kept a while."""

import hashlib
import json
import threading
from collections.abc import Sequence
from pathlib import Path

from documents.cache import Cache
from documents.marks import Mark
from documents.pdf.annotate import write_annotations

AT_ONCE = 2

_turns = threading.BoundedSemaphore(AT_ONCE)


def key(served_blob: str, marks: Sequence[Mark]) -> str:
    """Return the name of an export: the same file with the same marks is made once.

    The marks, hence the key, are those of one reader: nobody gets the export of another's notes.
    """
    told = json.dumps([mark.wire() for mark in marks], sort_keys=True)
    digest = hashlib.sha256(f"{served_blob}\n{told}".encode()).hexdigest()
    return f"exports/{digest[:2]}/{digest}.pdf"


def annotated(cache: Cache, pdf: Path, served_blob: str, marks: Sequence[Mark]) -> Path:
    """Return `pdf` with `marks` in it. Raises PdfRejected."""
    name = key(served_blob, marks)

    def write() -> None:
        with _turns, cache.place(name) as draft:
            write_annotations(pdf, draft, [mark.wire() for mark in marks])

    return cache.get_or_make(name, write)
