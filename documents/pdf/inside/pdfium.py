"""Opening a document with PDFium, with our own reasons for a refusal."""

from pathlib import Path

import pypdfium2

from documents.pdf.inside.pdfium_types import Document, Page
from documents.pdf.inside.refusal import Refusal, unreadable

_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD of fpdfview.h


def open_with_pdfium(path: Path) -> Document:
    """Open `path`; refuses files that need a password and files that cannot be read."""
    try:
        document: Document = pypdfium2.PdfDocument(path)  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_NEEDED:
            raise Refusal("encrypted") from error
        raise unreadable(path) from error
    if len(document) == 0:
        raise unreadable(path)
    return document


def load_page(document: Document, page: int) -> Page:
    """Return page number `page`, counted from 1."""
    if not 1 <= page <= len(document):
        raise Refusal("no_such_page", page=page, pages=len(document))
    return document[page - 1]


def open_to_draw(path: Path) -> Document:
    """Open `path` with its form fields, which are then drawn with their pages."""
    document = open_with_pdfium(path)
    document.init_forms()
    return document
