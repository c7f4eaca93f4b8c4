"""A picture of one page, shown before the viewer has loaded the file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from documents.pdf.runner import Limits, run

MIN_WIDTH, MAX_WIDTH = 32, 4096
_LIMITS = Limits(seconds=5, memory_mb=512)


def render_page(path: Path, page: int, width: int, *, limits: Limits = _LIMITS) -> bytes:
    """Return page number `page`, counted from 1, as a PNG `width` pixels wide.

    The width is brought within `MIN_WIDTH` and `MAX_WIDTH`. A child draws it, in about a tenth of
    a second for a page of text; keeping pictures for the next reader is the caller's business.

    Raises:
        PdfRejected: reason `no_such_page`, or the file cannot be drawn within `limits`.
    """
    with TemporaryDirectory(prefix="ecabinet-page-") as folder:
        target = Path(folder) / "page.png"
        request = {
            "path": str(path.resolve()),
            "target": str(target),
            "page": page,
            "width": min(max(width, MIN_WIDTH), MAX_WIDTH),
        }
        run("render", request, limits)
        return target.read_bytes()
