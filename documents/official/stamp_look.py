"""What a digital signature shows on the page: a frame with who signed and when.

Place and colours: the rule-set's (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II, khoản 7, 8).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from documents.official.fonts import face
from documents.official.markup import clean
from documents.official.rules import Stamp

_EDGE = 4.0
_LEADING = 1.2

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class StampLook:
    """A frame of this size in points, its colour, letters, and lines.

    Where two frames overlap neither has words: those stand from `start` on, `room` wide.
    """

    width: float
    height: float
    size: float
    colour: str
    lines: tuple[str, ...]
    start: float
    room: float


def look_of(stamp: Stamp, lines: Sequence[str], *, of_office: bool) -> StampLook:
    """Return how a person's signature looks, or the office's."""
    width = (stamp.office_width if of_office else stamp.width) * mm
    covered = stamp.width * stamp.covers * mm
    return StampLook(
        width=width,
        height=stamp.height * mm,
        size=stamp.size,
        colour=stamp.office_colour if of_office else stamp.person_colour,
        lines=tuple(lines),
        start=_EDGE + (0 if of_office else covered),
        room=width - covered - 2 * _EDGE,
    )


def box_in(room: Box, stamp: Stamp, *, of_office: bool) -> Box:
    """Return where it stands in the `room` to sign: [left, bottom, right, top] in points.

    A person's in the middle; the office's reaches from the left over a part of it.
    """
    left, bottom, right, top = room
    width, height = min(stamp.width * mm, right - left), min(stamp.height * mm, top - bottom)
    start = (left + right - width) / 2
    if of_office:
        start, width = (
            start + width * stamp.covers - stamp.office_width * mm,
            stamp.office_width * mm,
        )
    foot = (bottom + top - height) / 2
    return (start, foot, start + width, foot + height)


def draw_stamp(look: StampLook) -> bytes:
    """Return a PDF of one page, as large as the stamp."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(look.width, look.height), invariant=1)
    canvas.setFont(face(), look.size)
    canvas.setStrokeColor(HexColor(look.colour))
    canvas.setFillColor(HexColor(look.colour))
    canvas.setLineWidth(0.8)
    canvas.roundRect(0.6, 0.6, look.width - 1.2, look.height - 1.2, 3)
    lines = _lines(look)
    step = look.size * _LEADING
    first = (look.height + step * len(lines)) / 2 - look.size
    for place, text in enumerate(lines):
        canvas.setFont(face(bold=place == 0), look.size)
        canvas.drawString(look.start, first - place * step, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _lines(look: StampLook) -> list[str]:
    """Break lines to the width there is; what would stand below the frame is left out."""
    broken: list[str] = []
    for place, text in enumerate(look.lines):
        broken += simpleSplit(clean(text), face(bold=place == 0), look.size, look.room)
    return broken[: int((look.height - 4) / (look.size * _LEADING))]
