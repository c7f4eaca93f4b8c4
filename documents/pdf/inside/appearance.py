"""How marks look: the drawing instructions stored with each annotation.

Readers that find an appearance show just that, so all of them show the same. Everything is drawn
in the user space of the page, upright as displayed whatever the rotation.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.pdf.inside.geometry import PageFrame, Point
from documents.pdf.inside.marks import PageMark

NOTE_SIZE = 20.0
_UNDERLINE = 1.5
# A sheet of paper with a folded corner and three lines, on a field of 20 × 20 points.
_SHEET = ((2, 1), (13, 1), (18, 6), (18, 19), (2, 19))
_FOLD = ((13, 1), (13, 6), (18, 6))
_LINES = (((5, 8), (11, 8)), ((5, 11.5), (15, 11.5)), ((5, 15), (15, 15)))


@dataclass(frozen=True, slots=True)
class Drawing:
    """PDF drawing instructions and the box they stay in, in user space."""

    instructions: str
    box: tuple[float, float, float, float]


def _box(points: Iterable[Point], margin: float) -> tuple[float, float, float, float]:
    pairs = list(points)
    across, down = [x for x, _ in pairs], [y for _, y in pairs]
    return (
        round(min(across) - margin, 2),
        round(min(down) - margin, 2),
        round(max(across) + margin, 2),
        round(max(down) + margin, 2),
    )


def _path(points: Iterable[Point]) -> str:
    steps = [f"{x:.2f} {y:.2f}" for x, y in points]
    # A single tap is a line to itself, which round ends draw as a dot.
    follow = steps[1:] or steps
    return f"{steps[0]} m " + " ".join(f"{step} l" for step in follow)


def _pen(mark: PageMark, width: float) -> str:
    red, green, blue = mark.colour
    return f"/G gs {red} {green} {blue} RG {width:.2f} w 1 J 1 j"


def _ink(mark: PageMark, frame: PageFrame) -> Drawing:
    strokes = [[frame.to_user(point) for point in stroke] for stroke in mark.strokes]
    # One stroking operator for all: where strokes cross, a translucent pen is not doubled.
    paths = "\n".join(_path(stroke) for stroke in strokes)
    box = _box((point for stroke in strokes for point in stroke), mark.width / 2 + 1)
    return Drawing(f"{_pen(mark, mark.width)}\n{paths}\nS", box)


def _highlight(mark: PageMark, frame: PageFrame) -> Drawing:
    corners = [frame.corners(quad) for quad in mark.quads]
    red, green, blue = mark.colour
    paths = "\n".join(_path((tl, tr, br, bl)) + " h" for tl, tr, bl, br in corners)
    box = _box((corner for four in corners for corner in four), 0.5)
    return Drawing(f"/G gs {red} {green} {blue} rg\n{paths}\nf", box)


def _underline(mark: PageMark, frame: PageFrame) -> Drawing:
    lines = []
    for x0, _, x1, y1 in mark.quads:
        height = y1 - _UNDERLINE / 2
        lines.append((frame.to_user((x0, height)), frame.to_user((x1, height))))
    paths = "\n".join(_path(line) for line in lines)
    corners = (corner for quad in mark.quads for corner in frame.corners(quad))
    return Drawing(f"{_pen(mark, _UNDERLINE)}\n{paths}\nS", _box(corners, 1))


def _note(mark: PageMark, frame: PageFrame) -> Drawing:
    left, top = mark.point or (0.0, 0.0)

    def place(points: Iterable[Point]) -> list[Point]:
        return [frame.to_user((left + x, top + y)) for x, y in points]

    red, green, blue = mark.colour
    lines = "\n".join(_path(place(line)) for line in _LINES)
    sheet = f"1 1 0.9 rg {_path(place(_SHEET))} h B"
    box = _box(place(((0, 0), (NOTE_SIZE, NOTE_SIZE))), 0)
    pen = f"/G gs {red} {green} {blue} RG 1.2 w 1 j"
    return Drawing(f"{pen}\n{sheet}\n{_path(place(_FOLD))} S\n{lines}\nS", box)


_DRAWN = {"ink": _ink, "highlight": _highlight, "underline": _underline, "note": _note}


def draw(mark: PageMark, frame: PageFrame) -> Drawing:
    """Return the drawing of `mark` on a page with `frame`."""
    return _DRAWN[mark.kind](mark, frame)
