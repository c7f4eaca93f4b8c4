"""Marks must lie on their page. Pure."""

from collections.abc import Sequence
from typing import Any

from documents.marks import BODY, NewMark
from ecabinet.core.errors import Invalid
from ecabinet.core.text import nfc

TOLERANCE = 2.0
"""Points a pen may slip over the edge; what slipped is brought back to the edge."""

Pages = Sequence[Sequence[float]]


def body_on_page(mark: NewMark, pages: Pages) -> dict[str, Any]:
    """Return what is stored of `mark`: the fields of its kind, within the page, to 0.01 pt.

    Raises:
        Invalid: there is no such page, or the mark lies beside it.
    """
    if mark.page > len(pages):
        raise Invalid("mark.no_such_page", page=mark.page, pages=len(pages))
    width, height = pages[mark.page - 1]
    stored: dict[str, Any] = {name: getattr(mark, name) for name in BODY[mark.kind]}
    if mark.kind == "ink":
        stored["strokes"] = [
            [_point(point, width, height) for point in stroke] for stroke in mark.strokes or []
        ]
        stored["width"] = mark.width or 2.0
    elif mark.kind == "note":
        assert mark.point is not None
        stored["point"] = _point(mark.point, width, height)
    else:
        stored["quads"] = [_quad(quad, width, height) for quad in mark.quads or []]
        stored["quote"] = nfc(mark.quote or "")
    return stored


def _quad(quad: Sequence[float], width: float, height: float) -> list[float]:
    x0, y0, x1, y1 = quad
    left, right = sorted((x0, x1))
    top, bottom = sorted((y0, y1))
    return [*_point((left, top), width, height), *_point((right, bottom), width, height)]


def _point(point: Sequence[float], width: float, height: float) -> list[float]:
    return [_within(point[0], width), _within(point[1], height)]


def _within(value: float, limit: float) -> float:
    if not -TOLERANCE <= value <= limit + TOLERANCE:
        raise Invalid("mark.outside_page")
    return round(min(max(value, 0.0), limit), 2)
