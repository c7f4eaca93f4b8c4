"""The text of a PDF, for search."""

from pathlib import Path
from typing import cast

from documents.pdf.runner import Limits, run

_LIMITS = Limits(seconds=60, memory_mb=512)


def text_of_pages(path: Path, *, limits: Limits = _LIMITS) -> tuple[str, ...]:
    """Return the text of every page, in NFC; empty for a page that is only a picture.

    Raises:
        PdfRejected: the file cannot be read, or not within `limits`.
    """
    return tuple(cast(list[str], run("text", {"path": str(path.resolve())}, limits)))
