"""Takes what others wrote into a PDF out of it, as marks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from documents.pdf.runner import Limits, run

MARKS_AT_MOST = 5_000
_LIMITS = Limits(seconds=120, memory_mb=1024)


def take_annotations(
    source: Path, target: Path, *, at_most: int = MARKS_AT_MOST, limits: Limits = _LIMITS
) -> list[Mapping[str, Any]]:
    """Return the annotations of `source` as marks; write it without them to `target`.

    Taken are Ink, Highlight, Underline, StrikeOut, Text with its replies, FreeText, Square, Circle,
    Line and the stamps we know, each only if a mark can say all of it; the others stay in the
    file. Fields are those of `documents.marks.NewMark` but for `parent`, the number in this list
    of what a reply answers, and `author`, `created`, `modified` as the file tells them. Nothing is
    written when nothing was taken.

    Raises:
        PdfRejected: the file cannot be read, or not within `limits`.
    """
    request = {
        "source": str(source.resolve()), "target": str(target.resolve()), "at_most": at_most,
    }  # fmt: skip
    return cast(list[Mapping[str, Any]], run("take", request, limits))
