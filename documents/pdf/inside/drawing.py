"""Draws a page of a PDF."""

from pathlib import Path

from documents.pdf.inside.pdfium import load_page, open_with_pdfium

_PIXELS_AT_MOST = 40_000_000  # A page may be a strip a thousand times as high as wide.


def run(path: str, target: str, page: int, width: int) -> list[int]:
    """Write page number `page`, `width` pixels wide, as PNG to `target`; return its size.

    A page too long for memory is drawn smaller.
    """
    document = open_with_pdfium(Path(path))
    document.init_forms()
    sheet = load_page(document, page)
    across, down = sheet.get_size()
    scale = min(width / across, (_PIXELS_AT_MOST / (across * down)) ** 0.5)
    picture = sheet.render(scale=scale, rev_byteorder=True).to_pil()
    # Level 1: the picture is shown once and thrown away, so time counts more than bytes.
    picture.save(target, "PNG", compress_level=1)
    return [picture.width, picture.height]
