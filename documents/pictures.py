"""Pictures of pages, drawn by PDFium in a child process and kept as files.

They show a page at once, before the viewer has the file, and where no viewer runs; also with the
marks of a reader, as that reader's viewer shows them.
"""

import hashlib
import json
import threading
from collections.abc import Sequence
from pathlib import Path

from documents.cache import Cache
from documents.marks import Mark
from documents.pdf.render import Look, render_marked_page, render_page

WIDTHS = (160, 320, 640, 1024, 1600, 2400)
"""The only widths drawn, in pixels; what is asked for is rounded up, so that few are kept."""

FIRST_PAGES = ((160, Look.JPEG), (320, Look.PNG), (1024, Look.JPEG))
"""What everybody asks for first: the thumbnail, the card, the page while the viewer opens."""

MARKED_AT_ONCE = 2
_turns = threading.BoundedSemaphore(MARKED_AT_ONCE)


def bucket(width: int) -> int:
    """Return the width that is drawn for a wish of `width` pixels."""
    return next((w for w in WIDTHS if w >= width), WIDTHS[-1])


def key(blob: str, page: int, width: int, look: Look = Look.PNG) -> str:
    """Return the name of a picture. It depends on content only: a picture never goes stale."""
    return f"pictures/{blob[:2]}/{blob}/{page}-{width}.{look}"


def picture(
    cache: Cache, pdf: Path, blob: str, page: int, width: int, look: Look = Look.PNG
) -> Path:
    """Return the picture of a page (1-based), drawn now if need be; `width` must be a bucket.

    Raises PdfRejected when there is no such page or it cannot be drawn.
    """
    name = key(blob, page, width, look)
    return cache.get_or_make(name, lambda: cache.put(name, render_page(pdf, page, width, look)))


def marked_key(blob: str, page: int, width: int, look: Look, told: str) -> str:
    """Return the name of a picture with the marks `told`: another state of them, another name."""
    state = hashlib.sha256(told.encode()).hexdigest()[:32]
    return f"pictures/{blob[:2]}/{blob}/{page}-{width}-{state}.{look}"


def marked_picture(
    cache: Cache,
    pdf: Path,
    blob: str,
    page: int,
    width: int,
    look: Look,
    *,
    size: tuple[float, float],
    marks: Sequence[Mark],
) -> Path:
    """Return the picture of a page (1-based) with `marks`, which are those of one reader.

    Who may see the same marks shares the picture; nobody gets that of another's. Without marks it
    is the plain one; replies are not seen on pages. `size` is the page's in points, as displayed.

    Raises PdfRejected.
    """
    seen = [mark.wire() for mark in marks if mark.page == page and mark.kind != "reply"]
    if not seen:
        return picture(cache, pdf, blob, page, width, look)
    name = marked_key(blob, page, width, look, json.dumps(seen, sort_keys=True))

    def draw() -> None:
        with _turns:
            drawn = render_marked_page(pdf, page, width, look, size=size, marks=seen)
        cache.put(name, drawn)

    return cache.get_or_make(name, draw)


def draw_first_page(cache: Cache, pdf: Path, blob: str) -> None:
    """Draw what everybody sees first; it also proves that the file can be drawn."""
    for width, look in FIRST_PAGES:
        picture(cache, pdf, blob, 1, width, look)
