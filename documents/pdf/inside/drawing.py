"""Draws a page of a PDF."""

from pathlib import Path
from typing import Any

import pypdfium2.raw

from documents.pdf.inside.pdfium import load_page, open_with_pdfium
from documents.pdf.inside.pdfium_types import Document

_raw: Any = pypdfium2.raw
_PIXELS_AT_MOST = 40_000_000  # A page may be a strip a thousand times as high as wide.


def run(document: Document, target: str, page: int, width: int, over: str = "") -> list[int]:
    """Write page number `page`, `width` pixels wide, to `target`; return its size.

    The name of `target` says whether as PNG or JPEG. A page too long for memory is drawn smaller.
    `over` is a sheet of the same size (`overlaying`) whose marks are drawn over the page.
    """
    sheet = load_page(document, page)
    across, down = sheet.get_size()
    scale = min(width / across, (_PIXELS_AT_MOST / (across * down)) ** 0.5)
    bitmap = sheet.render(scale=scale, rev_byteorder=True)
    if over:
        _draw_over(bitmap, Path(over))
    picture = bitmap.to_pil()
    if target.endswith(".jpeg"):
        picture.convert("RGB").save(target, "JPEG", quality=82, subsampling=0)
    else:
        # Level 1: the picture is shown once and thrown away, so time counts more than bytes.
        picture.save(target, "PNG", compress_level=1)
    size = [picture.width, picture.height]
    sheet.close()
    bitmap.close()
    return size


def _draw_over(bitmap: Any, path: Path) -> None:
    """Draw the annotations of a sheet over what is drawn: highlighters darken it as they should."""
    sheets = open_with_pdfium(path)
    sheet = load_page(sheets, 1)
    flags = _raw.FPDF_ANNOT | _raw.FPDF_REVERSE_BYTE_ORDER
    _raw.FPDF_RenderPageBitmap(bitmap, sheet, 0, 0, bitmap.width, bitmap.height, 0, flags)
    sheet.close()
    sheets.close()
