"""The outline of a PDF: its chapters, as the author of the file laid them down."""

import unicodedata

from documents.pdf.inside.pdfium_types import Document

_ENTRIES_AT_MOST = 1000
_TITLE_AT_MOST = 200
_DEPTH = 6


def run(document: Document) -> list[tuple[int, str, int]]:
    """Return (depth from 0, title, page from 1) of each entry that leads to a page."""
    entries: list[tuple[int, str, int]] = []
    for mark in document.get_toc(max_depth=_DEPTH):
        place = mark.get_dest()
        page = place.get_index() if place is not None else None
        title = " ".join(unicodedata.normalize("NFC", mark.get_title()).split())[:_TITLE_AT_MOST]
        if page is None or not 0 <= page < len(document) or not title:
            continue
        entries.append((mark.level, title, page + 1))
        if len(entries) == _ENTRIES_AT_MOST:
            break
    return entries
