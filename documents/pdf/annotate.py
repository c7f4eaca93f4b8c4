"""Writes a paper together with the marks made on it, as any PDF reader shows them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from documents.pdf.runner import Limits, run

LAYER_NAMES = {
    "personal": "Ghi chú cá nhân",
    "unit": "Ghi chú của đơn vị",
    "meeting": "Ghi chú chung của phiên họp",
}
_LIMITS = Limits(seconds=120, memory_mb=1024)


def write_annotations(
    source: Path,
    target: Path,
    marks: Sequence[Mapping[str, object]],
    *,
    layer_names: Mapping[str, str] = LAYER_NAMES,
    limits: Limits = _LIMITS,
) -> int:
    """Write `source` with `marks` to `target` and return how many were written.

    `marks` are JSON values in the wire format (`documents.marks.Mark.wire()`), in page space;
    `point` is the top left corner of a note's sign. They become standard annotations (Ink,
    Highlight, Underline, StrikeOut, Text, Line, Square, Circle, FreeText, Stamp; a reply is a Text
    in reply to another) with author, text, id, dates, colour and appearance; each layer is an
    optional content group which readers can switch off. Annotations that the file already has are
    kept. A child does the work, yet it takes seconds for a long paper: call this from a job.

    Raises:
        PdfRejected: reason `no_such_page`, or the file cannot be read within `limits`.
    """
    request = {
        "source": str(source.resolve()),
        "target": str(target.resolve()),
        "marks": list(marks),
        "layer_names": dict(layer_names),
    }
    return cast(int, run("annotate", request, limits))
