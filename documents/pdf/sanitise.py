"""Makes the copy of a PDF that is served to people: the original is kept, and never served."""

from pathlib import Path
from typing import cast

from documents.pdf.runner import Limits, run

_LIMITS = Limits(seconds=60, memory_mb=1024)


def sanitise(source: Path, target: Path, *, limits: Limits = _LIMITS) -> tuple[str, ...]:
    """Write to `target` a copy of `source` without active content; return what was removed.

    Removed are JavaScript, Launch, SubmitForm and every other action but jumps and web links,
    OpenAction, additional actions (AA), embedded and associated files, XFA, and annotations that
    play or carry something (RichMedia, Screen, Movie, Sound, 3D, FileAttachment). Links, outlines,
    form fields and ordinary annotations stay.

    Raises:
        PdfRejected: the file cannot be read, or not within `limits`.
    """
    request = {"source": str(source.resolve()), "target": str(target.resolve())}
    return tuple(cast(list[str], run("sanitise", request, limits)))
