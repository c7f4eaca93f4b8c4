"""Puts the marks of one page on an empty sheet, to be drawn over a picture of that page."""

from pathlib import Path
from typing import Any

from pypdf import PdfWriter

from documents.pdf.inside.marking import mark_pages


def run(target: str, width: float, height: float, marks: list[dict[str, Any]]) -> int:
    """Write `marks`, in the wire format, on a sheet of `width` by `height` points to `target`.

    The sheet is as the page is displayed, so that neither its rotation nor its crop box matters,
    and the paper itself need not be opened for it. Return how many marks.
    """
    writer = PdfWriter()
    writer.add_blank_page(width, height)
    written = mark_pages(writer, [{**mark, "page": 1} for mark in marks], {})
    with Path(target).open("wb") as file:
        writer.write(file)
    return written
