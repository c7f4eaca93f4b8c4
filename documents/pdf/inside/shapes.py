"""How lines, arrows and frames look. As the viewer draws them (static/js/viewer/convert.js)."""

import math
from collections.abc import Iterable

from documents.pdf.inside.appearance import Drawing, box_round, path, pen
from documents.pdf.inside.geometry import PageFrame, Point
from documents.pdf.inside.marks import PageMark

HEAD = 6.0
"""Length of an arrow's head in widths of its line, at least; in points at least 9."""
_ROUND = 0.5523  # Of a quarter circle as a Bézier curve.


def line(mark: PageMark, frame: PageFrame) -> Drawing:
    """Draw a line, with an open head at its second end for an arrow."""
    start, end = (frame.to_user(point) for point in mark.ends)
    strokes = [[start, end]] + ([_head(start, end, mark.width)] if mark.kind == "arrow" else [])
    paths = "\n".join(path(stroke) for stroke in strokes)
    box = box_round((point for stroke in strokes for point in stroke), mark.width / 2 + 1)
    return Drawing(f"{pen(mark, mark.width)}\n{paths}\nS", box)


def _head(start: Point, end: Point, width: float) -> list[Point]:
    length = max(9.0, HEAD * width)
    back = math.atan2(start[1] - end[1], start[0] - end[0])

    def wing(turn: float) -> Point:
        return end[0] + length * math.cos(back + turn), end[1] + length * math.sin(back + turn)

    return [wing(math.pi / 6), end, wing(-math.pi / 6)]


def rectangle(mark: PageMark, frame: PageFrame) -> Drawing:
    """Draw a frame."""
    left, bottom, right, top = _sides(mark, frame)
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return Drawing(f"{pen(mark, mark.width)}\n{path(corners)} h\nS", _outer(mark, corners))


def ellipse(mark: PageMark, frame: PageFrame) -> Drawing:
    """Draw an ellipse that fills its box."""
    left, bottom, right, top = _sides(mark, frame)
    x, y = (left + right) / 2, (bottom + top) / 2
    a, b = (right - left) / 2, (top - bottom) / 2
    quarters = (
        ((x + a, y + b * _ROUND), (x + a * _ROUND, y + b), (x, y + b)),
        ((x - a * _ROUND, y + b), (x - a, y + b * _ROUND), (x - a, y)),
        ((x - a, y - b * _ROUND), (x - a * _ROUND, y - b), (x, y - b)),
        ((x + a * _ROUND, y - b), (x + a, y - b * _ROUND), (x + a, y)),
    )
    curves = "\n".join(" ".join(f"{px:.2f} {py:.2f}" for px, py in q) + " c" for q in quarters)
    box = _outer(mark, ((left, bottom), (right, top)))
    return Drawing(f"{pen(mark, mark.width)}\n{x + a:.2f} {y:.2f} m\n{curves}\nh S", box)


def _sides(mark: PageMark, frame: PageFrame) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the box of `mark` in user space."""
    return box_round(frame.corners(mark.box or (0, 0, 0, 0)), 0)


def _outer(mark: PageMark, corners: Iterable[Point]) -> tuple[float, float, float, float]:
    return box_round(corners, mark.width / 2)
