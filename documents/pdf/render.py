"""A picture of one page, shown before the viewer has loaded the file."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.pdf.pool import POOL
from documents.pdf.runner import Limits, run

MIN_WIDTH, MAX_WIDTH = 32, 4096
_LIMITS = Limits(seconds=5, memory_mb=1024)
_MARKING = Limits(seconds=20, memory_mb=1024)


class Look(StrEnum):
    """How a picture is kept: PNG is exact, JPEG a fifth of the bytes for a scanned page."""

    PNG = "png"
    JPEG = "jpeg"


def render_page(
    path: Path, page: int, width: int, look: Look = Look.PNG, *, limits: Limits = _LIMITS
) -> bytes:
    """Return page number `page`, counted from 1, as a picture `width` pixels wide.

    The width is brought within `MIN_WIDTH` and `MAX_WIDTH`. A standing child
    draws it (`pool`); keeping pictures for the next reader is the caller's business.

    Raises:
        PdfRejected: reason `no_such_page`, or the file cannot be drawn within `limits`.
    """
    return _drawn(path, page, width, look, limits)


def render_marked_page(
    path: Path,
    page: int,
    width: int,
    look: Look = Look.PNG,
    *,
    size: tuple[float, float],
    marks: Sequence[Mapping[str, object]],
) -> bytes:
    """Return a picture as `render_page` does, with `marks` (wire format) of that page on it.

    They look as in the viewer, which is PDFium too. `size` is that of the page in points, as
    displayed. A child of its own writes the marks on an empty sheet, a standing child draws both.

    Raises:
        PdfRejected: reason `no_such_page`, or one of both took too much.
    """
    with TemporaryDirectory(prefix="ecabinet-marks-") as folder:
        over = Path(folder) / "over.pdf"
        across, down = size
        request = {
            "target": str(over), "width": across, "height": down, "marks": list(marks)
        }  # fmt: skip
        run("overlay", request, _MARKING)
        return _drawn(path, page, width, look, _LIMITS, over=str(over))


def _drawn(path: Path, page: int, width: int, look: Look, limits: Limits, **more: str) -> bytes:
    with TemporaryDirectory(prefix="ecabinet-page-") as folder:
        target = Path(folder) / f"page.{look}"
        request = {
            "path": str(path.resolve()),
            "target": str(target),
            "page": page,
            "width": min(max(width, MIN_WIDTH), MAX_WIDTH),
            **more,
        }
        POOL.ask("render", request, limits)
        return target.read_bytes()
