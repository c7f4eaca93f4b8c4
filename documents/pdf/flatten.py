"""A copy in which what was written on the pages can no longer be told from them."""

from pathlib import Path
from typing import cast

from documents.pdf.runner import Limits, run

_LIMITS = Limits(seconds=120, memory_mb=1024)


def flatten(source: Path, target: Path, *, limits: Limits = _LIMITS) -> int:
    """Write `source` with its annotations drawn into the pages to `target`; return its pages.

    It looks the same, and keeps no author, no words of notes and no links: for handing on paper,
    or where nobody shall move a mark. Raises PdfRejected.
    """
    request = {"source": str(source.resolve()), "target": str(target.resolve())}
    return cast(int, run("flatten", request, limits))
