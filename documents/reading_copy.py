"""From the file as it came to a PDF that can be looked into, whatever program made it."""

from pathlib import Path

from documents.conversion import office
from documents.media_types import EXTENSIONS, PICTURES
from documents.models import PDF
from documents.pdf.bind import bind_picture


def as_pdf(original: Path, media_type: str, target: Path) -> Path:
    """Return `original` if it is a PDF; otherwise write one to `target` and return that.

    Raises:
        PdfRejected, ConversionFailed: it cannot be made into a PDF.
    """
    if media_type == PDF:
        return original
    if media_type in PICTURES:
        bind_picture(original, target)
    else:
        office.to_pdf(original, EXTENSIONS[media_type], target)
    return target
