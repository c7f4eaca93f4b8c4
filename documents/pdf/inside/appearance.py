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
# A bubble with three lines of words on a field of 20 × 20 points: the viewer's own sign of a note.
_BUBBLE = (
    (0.5, 15.5),
    (0.5, 0.5),
    (19.5, 0.5),
    (19.5, 15.5),
    (8.5, 15.5),
    (6.5, 19.5),
    (4.5, 15.5),
)
_LINES = tuple(((2.5, y), (17.5, y)) for y in (4.25, 8.0, 11.75))
_DARK = 0.45


@dataclass(frozen=True, slots=True)
class Drawing:
    """PDF drawing instructions and the box they stay in, in user space."""

    instructions: str
    box: tuple[float, float, float, float]


def box_round(points: Iterable[Point], margin: float) -> tuple[float, float, float, float]:
    """Return the box that holds `points` and `margin` more on each side."""
    pairs = list(points)
    across, down = [x for x, _ in pairs], [y for _, y in pairs]
    return (
        round(min(across) - margin, 2),
        round(min(down) - margin, 2),
        round(max(across) + margin, 2),
        round(max(down) + margin, 2),
    )


def path(points: Iterable[Point]) -> str:
    """Return the instructions of a line through `points`."""
    steps = [f"{x:.2f} {y:.2f}" for x, y in points]
    # A single tap is a line to itself, which round ends draw as a dot.
    follow = steps[1:] or steps
    return f"{steps[0]} m " + " ".join(f"{step} l" for step in follow)


def pen(mark: PageMark, width: float) -> str:
    """Return the instructions that take up the pen of `mark`."""
    red, green, blue = mark.colour
    return f"/G gs {red} {green} {blue} RG {width:.2f} w 1 J 1 j"


def ink(mark: PageMark, frame: PageFrame) -> Drawing:
    """Draw strokes of a pen."""
    strokes = [[frame.to_user(point) for point in stroke] for stroke in mark.strokes]
    # One stroking operator for all: where strokes cross, a translucent pen is not doubled.
    paths = "\n".join(path(stroke) for stroke in strokes)
    box = box_round((point for stroke in strokes for point in stroke), mark.width / 2 + 1)
    return Drawing(f"{pen(mark, mark.width)}\n{paths}\nS", box)


def highlight(mark: PageMark, frame: PageFrame) -> Drawing:
    """Colour the field behind words."""
    corners = [frame.corners(quad) for quad in mark.quads]
    red, green, blue = mark.colour
    paths = "\n".join(path((tl, tr, br, bl)) + " h" for tl, tr, bl, br in corners)
    box = box_round((corner for four in corners for corner in four), 0.5)
    return Drawing(f"/G gs {red} {green} {blue} rg\n{paths}\nf", box)


def underline(mark: PageMark, frame: PageFrame) -> Drawing:
    """Draw a line below words, or through them."""
    lines = [
        tuple(frame.to_user(point) for point in _line_of(quad, mark.kind, frame.rotation))
        for quad in mark.quads
    ]
    paths = "\n".join(path(line) for line in lines)
    corners = (corner for quad in mark.quads for corner in frame.corners(quad))
    return Drawing(f"{pen(mark, _UNDERLINE)}\n{paths}\nS", box_round(corners, 1))


def _line_of(quad: tuple[float, ...], kind: str, rotation: int) -> tuple[Point, Point]:
    """Return the line of a quad in page space, as `underlineOf` and `strikeoutOf` of the viewer."""
    x0, y0, x1, y1 = quad
    through = kind == "strikeout"
    if rotation % 180 == 0 or y1 - y0 <= x1 - x0:
        height = (y0 + y1) / 2 if through else y1
        return (x0, height), (x1, height)
    # The words run down the page as it is shown.
    side = (x0 + x1) / 2 if through else x0 if rotation % 360 == 90 else x1
    return (side, y0), (side, y1)


def note(mark: PageMark, frame: PageFrame) -> Drawing:
    """Draw the sign of a note."""
    left, top = mark.point or (0.0, 0.0)

    def place(points: Iterable[Point]) -> list[Point]:
        return [frame.to_user((left + x, top + y)) for x, y in points]

    red, green, blue = mark.colour
    # Lines are seen on any colour, as the viewer chooses them.
    edge = "1 1 1" if 0.299 * red + 0.587 * green + 0.114 * blue < _DARK else "0 0 0"
    lines = "\n".join(path(place(line)) for line in _LINES)
    box = box_round(place(((0, 0), (NOTE_SIZE, NOTE_SIZE))), 0)
    pen = f"/G gs {red} {green} {blue} rg {edge} RG 1 w"
    return Drawing(f"{pen}\n{path(place(_BUBBLE))} h B\n{lines}\nS", box)
