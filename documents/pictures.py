"""Pictures of pages, drawn by PDFium in a child process and kept as files.

They show a page at once, before the viewer has the file, and where no viewer runs.
"""

import threading
from pathlib import Path

from documents.cache import Cache
from documents.pdf.render import render_page

WIDTHS = (160, 320, 640, 1024, 1600, 2400)
"""The only widths drawn, in pixels; what is asked for is rounded up, so that few are kept."""

FIRST_PAGE_WIDTHS = (320, 1024)
AT_ONCE = 2

_turns = threading.BoundedSemaphore(AT_ONCE)


def bucket(width: int) -> int:
    """Return the width that is drawn for a wish of `width` pixels."""
    return next((w for w in WIDTHS if w >= width), WIDTHS[-1])


def key(served_blob: str, page: int, width: int) -> str:
    """Return the name of a picture. It depends on content only: a picture never goes stale."""
    return f"pictures/{served_blob[:2]}/{served_blob}/{page}-{width}.png"


def picture(cache: Cache, pdf: Path, served_blob: str, page: int, width: int) -> Path:
    """Return the picture of a page (1-based), drawn now if need be; `width` must be a bucket.

    Raises PdfRejected when there is no such page or it cannot be drawn.
    """
    name = key(served_blob, page, width)

    def draw() -> None:
        with _turns:
            cache.put(name, render_page(pdf, page, width))

    return cache.get_or_make(name, draw)
