"""Marks must lie on their page. Pure."""

from collections.abc import Callable, Sequence
from typing import Any

from documents.marks import BODY, NewMark
from ecabinet.core.errors import Invalid
from ecabinet.core.text import nfc

TOLERANCE = 2.0
"""Points a pen may slip over the edge; what slipped is brought back to the edge."""

WIDTH = 2.0
LETTERS = 12.0

Pages = Sequence[Sequence[float]]
Place = Callable[[Sequence[float]], list[float]]


def body_on_page(mark: NewMark, pages: Pages) -> dict[str, Any]:
    """Return what is stored of `mark`: the fields of its kind, within the page, to 0.01 pt.

    Raises:
        Invalid: there is no such page, or the mark lies beside it.
    """
    if mark.page > len(pages):
        raise Invalid("mark.no_such_page", page=mark.page, pages=len(pages))
    width, height = pages[mark.page - 1]

    def place(point: Sequence[float]) -> list[float]:
        return [_within(point[0], width), _within(point[1], height)]

    return {name: _stored(name, getattr(mark, name), place) for name in BODY[mark.kind]}


def _stored(name: str, value: Any, place: Place) -> Any:
    if name == "strokes":
        return [[place(point) for point in stroke] for stroke in value or []]
    if name == "quads":
        return [_quad(quad, place) for quad in value or []]
    if name == "ends":
        return [place(point) for point in value]
    if name == "box":
        return _quad(value, place)
    if name == "point":
        return place(value)
    if name == "quote":
        return nfc(value or "")
    usual = {"width": WIDTH, "size": LETTERS}
    return value or usual.get(name)


def _quad(quad: Sequence[float], place: Place) -> list[float]:
    x0, y0, x1, y1 = quad
    left, right = sorted((x0, x1))
    top, bottom = sorted((y0, y1))
    return [*place((left, top)), *place((right, bottom))]


def _within(value: float, limit: float) -> float:
    if not -TOLERANCE <= value <= limit + TOLERANCE:
        raise Invalid("mark.outside_page")
    return round(min(max(value, 0.0), limit), 2)
