"""Asks a child how a PDF is set."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from documents.pdf.runner import Limits, run

_LIMITS = Limits(seconds=20, memory_mb=1024)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face and size on a line; places in points from the left and the top."""

    text: str
    face: str
    size: float
    left: float
    right: float
    baseline: float

    @property
    def bold(self) -> bool:
        """Whether its face is a bold one."""
        return "bold" in self.face.lower()

    @property
    def italic(self) -> bool:
        """Whether its face is an italic one."""
        return "italic" in self.face.lower() or "oblique" in self.face.lower()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size in points, and what stands on it."""

    width: float
    height: float
    runs: tuple[Run, ...]


def layout_of(path: Path, *, limits: Limits = _LIMITS) -> list[Sheet]:
    """Return the pages of a PDF as they are set. Raises PdfRejected."""
    told = cast(list[dict[str, Any]], run("layout", {"path": str(path.resolve())}, limits))
    return [
        Sheet(page["width"], page["height"], tuple(Run(*each) for each in page["runs"]))
        for page in told
    ]
