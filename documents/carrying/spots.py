"""A place for a mark on a page, and the mark put there. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from documents.carrying.anchors import ON_WORDS, bounds
from documents.carrying.words import Box
from documents.marks import QUOTE_LIMIT

Size = Sequence[float]


class Spot(BaseModel):
    """Where a mark may go: the page, how far its shape moves; for marked words their new boxes.

    `likeness` is 0 to 100 as the words there are like those marked; 0: only the place is the same.
    """

    model_config = ConfigDict(frozen=True)
    page: int
    right: float = 0.0
    down: float = 0.0
    quads: tuple[Box, ...] | None = None
    quote: str = ""
    likeness: float = 0.0


def put(kind: str, body: Mapping[str, Any], spot: Spot, size: Size) -> dict[str, Any]:
    """Return the body of a mark at `spot` on a page of `size`, all of it within the page."""
    moved = dict(body)
    if kind in ON_WORDS and spot.quads is not None:
        moved["quads"] = [_quad(quad, size) for quad in spot.quads]
        moved["quote"] = spot.quote[:QUOTE_LIMIT]
        return moved
    right, down = _fitting(bounds(body), spot, size)
    for name, value in body.items():
        if name in ("point", "box"):
            moved[name] = _moved(value, right, down, size)
        elif name in ("ends", "quads"):
            moved[name] = [_moved(each, right, down, size) for each in value]
        elif name == "strokes":
            moved[name] = [[_moved(p, right, down, size) for p in stroke] for stroke in value]
    return moved


def tapped(body: Mapping[str, Any], page: int, point: tuple[float, float]) -> Spot:
    """Return the spot at which the middle of a mark lies on the point that somebody tapped."""
    x0, y0, x1, y1 = bounds(body)
    return Spot(page=page, right=point[0] - (x0 + x1) / 2, down=point[1] - (y0 + y1) / 2)


def fits(body: Mapping[str, Any], spot: Spot, size: Size, room: float) -> bool:
    """Whether a mark moved to `spot` lies on the page but for `room` points."""
    right, down = _fitting(bounds(body), spot, size)
    return abs(right - spot.right) <= room and abs(down - spot.down) <= room


def _fitting(box: Box, spot: Spot, size: Size) -> tuple[float, float]:
    """Return how far the shape moves when it is kept on the page as a whole."""
    right = min(max(spot.right, -box[0]), max(size[0] - box[2], -box[0]))
    down = min(max(spot.down, -box[1]), max(size[1] - box[3], -box[1]))
    return right, down


def _moved(numbers: Sequence[float], right: float, down: float, size: Size) -> list[float]:
    """Return points one after the other, each moved and within the page, to 0.01 pt."""
    shift = (right, down)
    return [_within(number + shift[n % 2], size[n % 2]) for n, number in enumerate(numbers)]


def _quad(quad: Sequence[float], size: Size) -> list[float]:
    return _moved(quad, 0.0, 0.0, size)


def _within(value: float, limit: float) -> float:
    return round(min(max(value, 0.0), limit), 2)
