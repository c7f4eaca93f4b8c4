"""Where words stand on a page, to be marked there."""

import ctypes
import re
import unicodedata

from pypdfium2 import raw as pdfium

from documents.pdf.inside.pdfium import load_page
from documents.pdf.inside.pdfium_types import Document, Page, TextPage

_FINE = 100  # PDFium answers in whole pixels: a hundred of them for each point.
_HITS_AT_MOST = 500

Quad = list[float]


def run(document: Document, page: int, pattern: str) -> list[list[Quad]]:
    """Return for each place of `pattern` (see `documents.finding`) on the page its quads.

    They are [x0, y0, x1, y1] in page space, one for each line the words stand on.
    """
    sheet = load_page(document, page)
    text = sheet.get_textpage()
    letters, origins = letters_of(text)
    found: list[list[Quad]] = []
    for hit in re.finditer(pattern, letters, re.IGNORECASE):
        first, last = origins[hit.start()], origins[hit.end() - 1]
        found.append(quads_of(sheet, text, first, last - first + 1))
        if len(found) == _HITS_AT_MOST:
            break
    text.close()
    sheet.close()
    return found


def letters_of(text: TextPage) -> tuple[str, list[int]]:
    """Return the text in NFC, and for each letter the number of PDFium's character."""
    letters: list[str] = []
    origins: list[int] = []
    for index in range(text.count_chars()):
        letter = _readable(pdfium.FPDFText_GetUnicode(text, index))  # type: ignore[attr-defined]
        if letters and unicodedata.combining(letter):
            composed = unicodedata.normalize("NFC", letters[-1] + letter)
            if len(composed) == 1:
                letters[-1] = composed
                continue
        letters.append(letter)
        origins.append(index)
    return "".join(letters), origins


def _readable(code: int) -> str:
    # PDFium marks a hyphen at the end of a line with U+FFFE.
    letter = "-" if code == 0xFFFE else chr(code)
    composed = unicodedata.normalize("NFC", letter)
    return composed if len(composed) == 1 else letter


def quads_of(sheet: Page, text: TextPage, first: int, count: int) -> list[Quad]:
    """Return where `count` characters from `first` stand, a box for each line."""
    lines = text.count_rects(first, count)
    return [as_displayed(sheet, text.get_rect(line)) for line in range(lines)]


def as_displayed(sheet: Page, rect: tuple[float, float, float, float]) -> Quad:
    """Return a box of the file's own space (left, bottom, right, top) in page space."""
    left, bottom, right, top = rect
    corners = [_place(sheet, left, top), _place(sheet, right, bottom)]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return [across[0], down[0], across[1], down[1]]


def _place(sheet: Page, x: float, y: float) -> tuple[float, float]:
    width, height = sheet.get_size()
    right, down = ctypes.c_int(), ctypes.c_int()
    size = round(width * _FINE), round(height * _FINE)
    pdfium.FPDF_PageToDevice(  # type: ignore[attr-defined]
        sheet, 0, 0, *size, 0, x, y, right, down
    )
    return right.value / _FINE, down.value / _FINE
