"""Reads the text of a PDF, page by page."""

import unicodedata
from pathlib import Path

from documents.pdf.inside.pdfium import open_with_pdfium
from documents.pdf.inside.pdfium_types import Page


def _text(page: Page) -> str:
    text = page.get_textpage().get_text_range()
    # PDFium marks a hyphen at the end of a line with U+FFFE, and ends lines as DOS does.
    text = text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\0", "")
    text = text.replace("\u00a0", " ")
    return unicodedata.normalize("NFC", text)


def run(path: str) -> list[str]:
    """Return the text of every page in NFC, empty for a page without text (a scan)."""
    document = open_with_pdfium(Path(path))
    texts: list[str] = []
    for index in range(len(document)):
        page = document[index]
        texts.append(_text(page))
        page.close()
    return texts
