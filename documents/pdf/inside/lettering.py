"""Words on a page: texts and stamps, in a typeface that knows Vietnamese.

One small PDF is made of all the words of a paper, a page for each mark, so that they share one
typeface; its pages become the appearances of the annotations.
"""

import io
from collections.abc import Sequence
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    StreamObject,
)
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from documents.official.fonts import face
from documents.pdf.inside.marks import STAMP_WORDS, PageMark

LEADING = 1.18
BASELINE = 0.9275
"""From the top of a line to its letters' feet, in letter sizes: as browsers set Times."""
_WIDE = 0.78  # Of a bold capital at most, on average.
_STAMP_LINE = 1.5
# A turn that keeps words upright as displayed, for each /Rotate of the page.
_TURNS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def lettered(marks: Sequence[PageMark]) -> dict[str, PageObject]:
    """Return a page for each of `marks`, which are texts and stamps, by their ids."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    for mark in marks:
        _write(canvas, mark)
    canvas.save()
    pages = PdfReader(target).pages
    return {mark.id: page for mark, page in zip(marks, pages, strict=True)}


def _write(canvas: Canvas, mark: PageMark) -> None:
    x0, y0, x1, y1 = mark.box or (0, 0, 1, 1)
    width, height = max(x1 - x0, 1), max(y1 - y0, 1)
    canvas.setPageSize((width, height))
    canvas.setFillColorRGB(*mark.colour)
    canvas.setStrokeColorRGB(*mark.colour)
    (_stamp if mark.kind == "stamp" else _text)(canvas, mark, width, height)
    canvas.showPage()


def _text(canvas: Canvas, mark: PageMark, width: float, height: float) -> None:
    font = face()
    canvas.setFont(font, mark.size)
    y = height - BASELINE * mark.size
    for line in simpleSplit(mark.text, font, mark.size, max(width, mark.size)):
        canvas.drawString(0, y, line)
        y -= mark.size * LEADING


def stamp_size(words: str, width: float, height: float) -> float:
    """Return the size of letters with which `words` fill a stamp, as the viewer reckons it too."""
    return max(1.0, min((width - 8) / (len(words) * _WIDE), height * 0.55))


def _stamp(canvas: Canvas, mark: PageMark, width: float, height: float) -> None:
    words = STAMP_WORDS.get(mark.stamp, "")
    inset = _STAMP_LINE / 2
    canvas.setLineWidth(_STAMP_LINE)
    canvas.rect(inset, inset, width - 2 * inset, height - 2 * inset)
    size = stamp_size(words, width, height)
    canvas.setFont(face(bold=True), size)
    canvas.drawCentredString(width / 2, height / 2 - size * 0.33, words)


def word_appearance(
    page: PageObject, rotation: int, state: IndirectObject, writer: PdfWriter
) -> StreamObject:
    """Return the form that shows a page of words upright on a page turned by `rotation`."""
    form = form_of(page, writer, b"/G gs\n")
    resources = cast(DictionaryObject, form["/Resources"])
    resources[NameObject("/ExtGState")] = DictionaryObject({NameObject("/G"): state})
    form[NameObject("/Matrix")] = ArrayObject(map(FloatObject, (*_TURNS[rotation], 0, 0)))
    return form


def form_of(page: PageObject, writer: PdfWriter, first: bytes = b"") -> StreamObject:
    """Return a page as a form that pages of `writer` can draw, after the content `first`."""
    form: StreamObject = DecodedStreamObject()
    contents = page.get_contents()
    form.set_data(first + (contents.get_data() if contents is not None else b""))
    resources = cast(DictionaryObject, page["/Resources"]).clone(writer)
    form = form.flate_encode()
    sizes = [FloatObject(0), FloatObject(0), *map(FloatObject, page.mediabox[2:])]
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(sizes),
            NameObject("/Resources"): resources,
        }
    )
    return form
