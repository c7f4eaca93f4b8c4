"""The words of a PDF with their places, page by page."""

import re
from pathlib import Path

from documents.pdf.inside.finding import letters_of, quads_of
from documents.pdf.inside.pdfium import open_with_pdfium
from documents.pdf.inside.pdfium_types import Document

_WORD = re.compile(r"[^\s\0]+")


def run(path: str) -> list[list[list[object]]]:
    """Return for each page its words as [text in NFC, x0, y0, x1, y1]."""
    document = open_with_pdfium(Path(path))
    return [_words(document, index) for index in range(len(document))]


def _words(document: Document, index: int) -> list[list[object]]:
    sheet = document[index]
    text = sheet.get_textpage()
    letters, origins = letters_of(text)
    found: list[list[object]] = []
    for word in _WORD.finditer(letters):
        first, last = origins[word.start()], origins[word.end() - 1]
        quads = quads_of(sheet, text, first, last - first + 1)
        if quads:
            found.append([word[0], *quads[0]])
    text.close()
    sheet.close()
    return found
