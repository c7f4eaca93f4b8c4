"""Which drawing belongs to which kind of mark."""

from documents.pdf.inside.appearance import Drawing, box_round, highlight, ink, note, underline
from documents.pdf.inside.geometry import PageFrame
from documents.pdf.inside.marks import WORDED, PageMark
from documents.pdf.inside.shapes import ellipse, line, rectangle

_DRAWN = {
    "ink": ink,
    "highlight": highlight,
    "underline": underline,
    "strikeout": underline,
    "note": note,
    "line": line,
    "arrow": line,
    "rectangle": rectangle,
    "ellipse": ellipse,
}


def draw(mark: PageMark, frame: PageFrame) -> Drawing:
    """Return the drawing of `mark` on a page with `frame`; of words only the box they stand in."""
    if mark.kind in WORDED:
        return Drawing("", box_round(frame.corners(mark.box or (0, 0, 1, 1)), 0))
    return _DRAWN[mark.kind](mark, frame)
