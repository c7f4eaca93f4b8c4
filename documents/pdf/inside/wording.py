"""The words of a stamp set for one size of page, in the typeface that knows Vietnamese."""

import io
import math

from pypdf import PageObject, PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from documents.official.fonts import face

_TURN = 30
"""Degrees of the lines across the page."""
_FAINT, _CLEAR = 0.14, 0.7
_GREY = (0.25, 0.29, 0.36)
_LINES_AT_MOST, _IN_A_LINE_AT_MOST = 400, 20


def worded_page(words: str, width: int, height: int) -> PageObject:
    """Return a page of this size with `words` at its foot, and faintly again and again across."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(width, height), invariant=1, pageCompression=1)
    canvas.setFillColorRGB(*_GREY)
    if words:
        _across(canvas, words, width, height)
        _at_the_foot(canvas, words, width, height)
    canvas.showPage()
    canvas.save()
    return PdfReader(target).pages[0]


def _at_the_foot(canvas: Canvas, words: str, width: int, height: int) -> None:
    """One line, whole, however narrow the page is."""
    font, margin = face(), width * 0.04
    size = min(8.0, height * 0.05, 8.0 * (width - 2 * margin) / stringWidth(words, font, 8.0))
    canvas.setFillAlpha(_CLEAR)
    canvas.setFont(font, size)
    canvas.drawCentredString(width / 2, min(7.0, height * 0.025) + size * 0.25, words)


def _across(canvas: Canvas, words: str, width: int, height: int) -> None:
    """Slanting lines, a step apart, each begun further on than the one above."""
    font = face()
    size = max(2.0, min(width, height) / 42)
    reach = math.hypot(width, height)
    long = max(stringWidth(words, font, size) + size * 5, reach / _IN_A_LINE_AT_MOST)
    step = max(size * 9, reach * reach / long / _LINES_AT_MOST)
    canvas.saveState()
    canvas.setFillAlpha(_FAINT)
    canvas.setFont(font, size)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(_TURN)
    for row in range(-math.ceil(reach / 2 / step), math.ceil(reach / 2 / step) + 1):
        x = -reach / 2 - (row % 2) * long / 2
        while x < reach / 2:
            canvas.drawString(x, row * step, words)
            x += long
    canvas.restoreState()
