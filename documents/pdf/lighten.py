"""A lighter copy of a heavy scan, quick to fetch and to leaf through on a tablet."""

from pathlib import Path
from typing import cast

from documents.pdf.runner import Limits, run

DOTS_PER_INCH = 130
"""A tablet shows A4 about 1,100 pixels wide when it fills the screen."""
_LIMITS = Limits(seconds=240, memory_mb=2048)


def lighten(source: Path, target: Path, *, limits: Limits = _LIMITS) -> tuple[int, int]:
    """Write to `target` a copy of `source` with its pictures at reading resolution.

    Return how many pictures became lighter, and the bytes of the copy. Pages, text and links are
    the same. Pictures other than plain JPEG (black-and-white fax, masks, CMYK) stay as they are.

    Raises:
        PdfRejected: the file cannot be read, or not within `limits`.
    """
    request = {
        "source": str(source.resolve()),
        "target": str(target.resolve()),
        "dots_per_inch": DOTS_PER_INCH,
    }
    changed, size = cast(list[int], run("lighten", request, limits))
    return changed, size
