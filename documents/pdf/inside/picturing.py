"""Where photographs stand on a page: at night the paper is dark, but faces stay faces."""

from documents.pdf.inside.finding import Quad, as_displayed
from documents.pdf.inside.pdfium import load_page
from documents.pdf.inside.pdfium_types import Document

_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE of fpdf_edit.h
_DEPTH = 3
_AT_MOST = 60
# A picture that is most of the page is a scan: it is the paper itself.
_SCAN = 0.6
_SMALLEST = 0.002


def run(document: Document, page: int) -> list[Quad]:
    """Return the quads of the pictures on a page, in page space; none for a scanned page."""
    sheet = load_page(document, page)
    width, height = sheet.get_size()
    quads: list[Quad] = []
    for drawn in sheet.get_objects([_IMAGE], _DEPTH):
        quad = as_displayed(sheet, drawn.get_bounds())
        share = (quad[2] - quad[0]) * (quad[3] - quad[1]) / (width * height)
        if share > _SCAN:
            quads = []
            break
        if share > _SMALLEST and len(quads) < _AT_MOST:
            quads.append(quad)
    sheet.close()
    return quads
