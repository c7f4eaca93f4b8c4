"""Reads PDF files back in tests, independently with pypdf and with PDFium."""

import ctypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
from PIL import Image
from pypdf import PdfReader

pdfium: Any = pypdfium2  # without types
pdfium_c: Any = pypdfium2.raw

_SUBTYPES = {
    pdfium_c.FPDF_ANNOT_INK: "/Ink",
    pdfium_c.FPDF_ANNOT_HIGHLIGHT: "/Highlight",
    pdfium_c.FPDF_ANNOT_UNDERLINE: "/Underline",
    pdfium_c.FPDF_ANNOT_TEXT: "/Text",
    pdfium_c.FPDF_ANNOT_LINK: "/Link",
    pdfium_c.FPDF_ANNOT_STRIKEOUT: "/StrikeOut",
    pdfium_c.FPDF_ANNOT_LINE: "/Line",
    pdfium_c.FPDF_ANNOT_SQUARE: "/Square",
    pdfium_c.FPDF_ANNOT_CIRCLE: "/Circle",
    pdfium_c.FPDF_ANNOT_FREETEXT: "/FreeText",
    pdfium_c.FPDF_ANNOT_STAMP: "/Stamp",
}


@dataclass(frozen=True)
class ReadMark:
    """An annotation as a reader sees it; coordinates in user space, rounded to whole points."""

    page: int
    subtype: str
    name: str
    author: str
    contents: str
    modified: str
    points: tuple[int, ...]


def _four(texts: list[str]) -> tuple[str, str, str, str]:
    name, author, contents, modified = texts
    return name, author, contents, modified


def _whole(values: object) -> tuple[int, ...]:
    return tuple(round(float(value)) for value in values)  # type: ignore[attr-defined]


def marks_by_pypdf(path: Path) -> list[ReadMark]:
    """Return the annotations of the file at `path`, in order, as pypdf reads them."""
    found = []
    for number, page in enumerate(PdfReader(path).pages, start=1):
        for entry in page.get("/Annots", []):
            annotation = entry.get_object()
            shape = annotation.get("/QuadPoints") or [
                value for stroke in annotation.get("/InkList", []) for value in stroke
            ]
            texts = [str(annotation.get(key, "")) for key in ("/NM", "/T", "/Contents", "/M")]
            found.append(ReadMark(number, annotation["/Subtype"], *_four(texts), _whole(shape)))
    return found


def _text(annotation: object, key: bytes) -> str:
    size = pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _ink(annotation: object) -> list[float]:
    values: list[float] = []
    for index in range(pdfium_c.FPDFAnnot_GetInkListCount(annotation)):
        count = pdfium_c.FPDFAnnot_GetInkListPath(annotation, index, None, 0)
        points = (pdfium_c.FS_POINTF * count)()
        pdfium_c.FPDFAnnot_GetInkListPath(annotation, index, points, count)
        values += [value for point in points for value in (point.x, point.y)]
    return values


def _quads(annotation: object) -> list[float]:
    values: list[float] = []
    for index in range(pdfium_c.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = pdfium_c.FS_QUADPOINTSF()
        assert pdfium_c.FPDFAnnot_GetAttachmentPoints(annotation, index, ctypes.byref(quad))
        values += [quad.x1, quad.y1, quad.x2, quad.y2, quad.x3, quad.y3, quad.x4, quad.y4]
    return values


def marks_by_pdfium(path: Path) -> list[ReadMark]:
    """Return the annotations of the file at `path`, in order, as PDFium reads them."""
    found = []
    document = pdfium.PdfDocument(path)
    for number, page in enumerate(document, start=1):
        for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
            subtype = _SUBTYPES[pdfium_c.FPDFAnnot_GetSubtype(annotation)]
            texts = [_text(annotation, key) for key in (b"NM", b"T", b"Contents", b"M")]
            shape = _ink(annotation) or _quads(annotation)
            found.append(ReadMark(number, subtype, *_four(texts), _whole(shape)))
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    document.close()
    return found


def picture(path: Path, page: int = 1) -> Image.Image:
    """Return page number `page` drawn by PDFium, one pixel for each point."""
    document = pdfium.PdfDocument(path)
    try:
        drawn: Image.Image = document[page - 1].render(scale=1).to_pil().convert("RGB")
        return drawn
    finally:
        document.close()


@dataclass(frozen=True)
class Line:
    """A line of text on a page; edges in points from the left and from the top of the page."""

    text: str
    left: float
    right: float
    baseline: float


def lines(path: Path, page: int = 1) -> list[Line]:
    """Return the lines of page number `page`, from top to bottom, as PDFium finds the letters."""
    document = pdfium.PdfDocument(path)
    sheet = document[page - 1]
    letters, height = sheet.get_textpage(), sheet.get_height()
    rows: dict[float, list[tuple[float, float, str]]] = {}
    for index in range(letters.count_chars()):
        text = letters.get_text_range(index, 1)
        if text.isspace():
            continue
        left, _, right, _ = letters.get_charbox(index, loose=True)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetCharOrigin(letters, index, ctypes.byref(x), ctypes.byref(y))
        rows.setdefault(round(height - y.value, 1), []).append((left, right, text))
    found = []
    for baseline, row in sorted(rows.items()):
        text = "".join(letter for _, _, letter in sorted(row))
        found.append(Line(text, min(row)[0], max(right for _, right, _ in row), baseline))
    document.close()
    return found
