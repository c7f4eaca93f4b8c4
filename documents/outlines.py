"""The outline of a paper, asked of the file once and kept beside its pictures."""

import json
from pathlib import Path

from documents.cache import Cache
from documents.pdf.questions import Chapter, outline_of


def outline(cache: Cache, pdf: Path, served_blob: str) -> list[Chapter]:
    """Return the outline of `pdf`. Raises PdfRejected when it cannot be read."""
    name = f"outlines/{served_blob[:2]}/{served_blob}.json"

    def ask() -> None:
        entries = [(entry.depth, entry.title, entry.page) for entry in outline_of(pdf)]
        cache.put(name, json.dumps(entries, ensure_ascii=False).encode())

    kept = json.loads(cache.get_or_make(name, ask).read_bytes())
    return [Chapter(*entry) for entry in kept]
