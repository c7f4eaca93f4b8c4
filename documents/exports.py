"""Papers with their marks as standard PDF annotations: made in a child process, kept a while."""

import hashlib
import json
import threading
from collections.abc import Sequence
from pathlib import Path

from documents.cache import Cache
from documents.marks import Mark
from documents.pdf.annotate import write_annotations
from documents.pdf.flatten import flatten

AT_ONCE = 2

_turns = threading.BoundedSemaphore(AT_ONCE)


def key(served_blob: str, marks: Sequence[Mark], *, flat: bool = False) -> str:
    """Return the name of an export: the same file with the same marks is made once.

    The marks, hence the key, are those of one reader: nobody gets the export of another's notes.
    """
    told = json.dumps([mark.wire() for mark in marks], sort_keys=True)
    digest = hashlib.sha256(f"{served_blob}\n{told}".encode()).hexdigest()
    return f"exports/{digest[:2]}/{digest}{'-flat' if flat else ''}.pdf"


def annotated(
    cache: Cache, pdf: Path, served_blob: str, marks: Sequence[Mark], *, flat: bool = False
) -> Path:
    """Return `pdf` with `marks` in it; when `flat`, drawn into the pages.

    Raises PdfRejected.
    """
    name = key(served_blob, marks, flat=flat)

    def write() -> None:
        with _turns, cache.place(name) as draft:
            write_annotations(pdf, draft, [mark.wire() for mark in marks])

    def write_flat() -> None:
        with_marks = annotated(cache, pdf, served_blob, marks)
        with _turns, cache.place(name) as draft:
            flatten(with_marks, draft)

    return cache.get_or_make(name, write_flat if flat else write)
