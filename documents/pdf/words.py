"""The words of a PDF with their places, to find marks again in a newer version."""

from pathlib import Path
from typing import cast

from documents.pdf.runner import Limits, run

_LIMITS = Limits(seconds=120, memory_mb=1024)
Box = tuple[float, float, float, float]


def words_of_pages(path: Path, *, limits: Limits = _LIMITS) -> list[list[tuple[str, Box]]]:
    """Return the words of every page in NFC, each with its box; none on a page without text.

    Boxes are [x0, y0, x1, y1] in points, origin top left of the page as displayed.

    Raises:
        PdfRejected: the file cannot be read, or not within `limits`.
    """
    raw = run("words", {"path": str(path.resolve())}, limits)
    pages = cast(list[list[tuple[str, float, float, float, float]]], raw)
    return [[(word, (x0, y0, x1, y1)) for word, x0, y0, x1, y1 in page] for page in pages]
