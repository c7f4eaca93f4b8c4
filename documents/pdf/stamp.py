"""A copy that says on every page for whom and when it was made."""

from pathlib import Path
from typing import cast

from documents.pdf.runner import Limits, run

LAYOUT = 1
"""Goes up when stamps are to look different: copies that are kept are then made again."""
WORDS_AT_MOST = 300
_LIMITS = Limits(seconds=120, memory_mb=1024)


def stamp(source: Path, target: Path, words: str, *, limits: Limits = _LIMITS) -> int:
    """Write `source` to `target` with `words` on each page; return how many pages it has.

    The words stand in a line at the foot of what a reader sees of the page (its crop box, turned by
    /Rotate), and faintly across it again and again. Text, links, outline and tags stay as they are.
    The same file and words give the same bytes. A child does the work, yet it takes seconds for a
    long paper: call this from a job.

    Raises:
        PdfRejected: the file cannot be read within `limits`.
    """
    request = {
        "source": str(source.resolve()),
        "target": str(target.resolve()),
        "words": " ".join(words.split())[:WORDS_AT_MOST],
    }
    return cast(int, run("stamp", request, limits))
