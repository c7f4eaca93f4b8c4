"""Quick questions about a PDF that a standing child answers: words, pictures, its outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from documents.pdf.pool import POOL
from documents.pdf.runner import Limits

_LIMITS = Limits(seconds=5, memory_mb=1024)
Quad = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry of the outline; `depth` counts from 0, `page` from 1."""

    depth: int
    title: str
    page: int


def places_of(path: Path, page: int, pattern: str, *, limits: Limits = _LIMITS) -> list[list[Quad]]:
    """Return where `pattern` (`documents.finding`) stands on a page: for each place its quads.

    Quads are [x0, y0, x1, y1] in points, origin top left, one for each line.

    Raises:
        PdfRejected: reason `no_such_page`, or the file cannot be read within `limits`.
    """
    request = {"path": str(path.resolve()), "page": page, "pattern": pattern}
    found = cast(Sequence[Sequence[Quad]], POOL.ask("find", request, limits))
    return [[tuple(quad) for quad in place] for place in found]  # type: ignore[misc]


def outline_of(path: Path, *, limits: Limits = _LIMITS) -> list[Chapter]:
    """Return the outline, empty when there is none. Raises PdfRejected."""
    found = cast(
        Sequence[tuple[int, str, int]], POOL.ask("outline", {"path": str(path.resolve())}, limits)
    )
    return [Chapter(*entry) for entry in found]


def pictures_on(path: Path, page: int, *, limits: Limits = _LIMITS) -> list[Quad]:
    """Return where photographs stand on a page; none when the page itself is one (a scan).

    Raises:
        PdfRejected: reason `no_such_page`, or the file cannot be read within `limits`.
    """
    request = {"path": str(path.resolve()), "page": page}
    found = cast(Sequence[Quad], POOL.ask("pictures", request, limits))
    return [tuple(quad) for quad in found]  # type: ignore[misc]
