"""Looks at a PDF: whether it can be read at all, its pages, its title, and what acts in it."""

from pathlib import Path

import pypdf

from documents.pdf.inside.active import active_keys, dictionaries
from documents.pdf.inside.geometry import frame_of
from documents.pdf.inside.opening import open_with_pypdf
from documents.pdf.inside.pdfium import open_with_pdfium
from documents.pdf.inside.refusal import Refusal, unreadable


def _pages(reader: pypdf.PdfReader) -> list[list[float]]:
    frames = [frame_of(page) for page in reader.pages]
    return [[round(side, 2) for side in frame.size] + [frame.rotation] for frame in frames]


def run(path: str, max_pages: int) -> dict[str, object]:
    """Return page_count, pages, title, has_active_content of the file at `path`.

    Both libraries must agree on the pages: one draws the file, the other cleans and marks it.
    """
    document = open_with_pdfium(Path(path))
    count = len(document)
    if count > max_pages:
        raise Refusal("too_many_pages", pages=count, limit=max_pages)
    document[0]  # a document whose first page cannot be loaded is of no use
    reader = open_with_pypdf(Path(path))
    pages = _pages(reader)
    if len(pages) != count:
        raise unreadable(Path(path))
    return {
        "page_count": count,
        "pages": pages,
        "title": document.get_metadata_value("Title").strip() or None,
        "has_active_content": any(map(active_keys, dictionaries(reader.root_object))),
    }
