"""Makes a PDF of a picture, in a child process as all work on strangers' files."""

from pathlib import Path

from documents.pdf.runner import Limits, run

_LIMITS = Limits(seconds=60, memory_mb=1536)


def bind_picture(source: Path, target: Path, *, limits: Limits = _LIMITS) -> None:
    """Write the picture `source` (PNG, JPEG, WebP, TIFF of several pages) to `target` as a PDF.

    Raises:
        PdfRejected: it cannot be read, or not within `limits`.
    """
    run("bind", {"source": str(source.resolve()), "target": str(target.resolve())}, limits)
