"""Looks at an uploaded file and says whether it is a PDF the office can use."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from documents.pdf.errors import PdfRejected
from documents.pdf.filetype import Kind, detect
from documents.pdf.runner import Limits, run

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 3000
_LIMITS = Limits(seconds=5, memory_mb=512)


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in points as displayed, and the clockwise rotation already applied."""

    width: float
    height: float
    rotation: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is known of a readable PDF."""

    page_count: int
    pages: tuple[PageSize, ...]
    title: str | None
    has_active_content: bool


def inspect(
    path: Path,
    *,
    max_bytes: int = MAX_BYTES,
    max_pages: int = MAX_PAGES,
    limits: Limits = _LIMITS,
) -> Inspection:
    """Return what the PDF at `path` is; it is parsed in a child that can be killed.

    Raises:
        PdfRejected: with one of the reasons in `documents.pdf.errors.REASONS`.
    """
    kind = detect(path)
    if kind is Kind.EMPTY:
        raise PdfRejected("empty")
    if kind is not Kind.PDF:
        raise PdfRejected("not_pdf", found=kind.value)
    if path.stat().st_size > max_bytes:
        raise PdfRejected("too_large", limit=max_bytes)
    request = {"path": str(path.resolve()), "max_pages": max_pages}
    seen = cast(dict[str, Any], run("inspect", request, limits))
    return Inspection(
        page_count=seen["page_count"],
        pages=tuple(PageSize(width, height, int(turn)) for width, height, turn in seen["pages"]),
        title=seen["title"],
        has_active_content=seen["has_active_content"],
    )
