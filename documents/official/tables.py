"""Tables with lines, whose rows may be longer than a page."""

from collections.abc import Sequence
from functools import cache
from math import inf

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from documents.official.fonts import face
from documents.official.markup import plain
from documents.official.rules import RuleSet
from documents.official.styles import styles_of

_SIDES, _ENDS = 12.0, 6.0  # Room inside a cell: left and right, top and bottom.
_TALLEST = 0.85  # Of a page: room stays for the head, with some to spare.


@cache
def _lines() -> TableStyle:
    return TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("FONTNAME", (0, 0), (-1, -1), face()),
        ]
    )


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[Paragraph]],
    rules: RuleSet,
    widths: Sequence[float] = (),
) -> list[Flowable]:
    """Return a table with lines; `widths` are relative, and the head is repeated on each page.

    A row of one cell stands across the table, as the heading of those below it. One that is too
    tall goes on in further rows: reportlab's own way of breaking inside a row (`splitInRow`) breaks
    the repeated head instead, page after page.
    """
    page, styles = rules.page, styles_of(rules)
    shares = list(widths) or [1.0] * len(heads)
    columns = [page.text_width * mm * share / sum(shares) for share in shares]
    tallest = (page.height - page.top - page.bottom) * mm * _TALLEST
    cells: list[list[Flowable]] = [[Paragraph(plain(text), styles.cell_head) for text in heads]]
    headings = TableStyle()
    for row in rows:
        if len(row) < len(columns) and len(row) == 1:
            _across(headings, len(cells))
            cells.append([*row, *[Spacer(0, 0)] * (len(columns) - 1)])
        else:
            cells += _in_pieces(row, columns, tallest)
    lined = Table(cells, columns, repeatRows=1, style=_lines())
    lined.setStyle(headings)
    return [Spacer(0, 6), lined, Spacer(0, 4)]


def _across(style: TableStyle, at: int) -> None:
    """Let row `at` be one cell, which no page parts from the row below."""
    style.add("SPAN", (0, at), (-1, at))
    style.add("NOSPLIT", (0, at), (0, at + 1))


def _in_pieces(
    row: Sequence[Paragraph], columns: Sequence[float], tallest: float
) -> list[list[Flowable]]:
    """Return `row` as rows no taller than `tallest`; what is short stands in the first."""
    pieces: list[list[Flowable]] = []
    left: list[Flowable] = list(row)
    while any(_is_tall(cell, w, tallest) for cell, w in zip(left, columns, strict=True)):
        broken = [_break(cell, w, tallest) for cell, w in zip(left, columns, strict=True)]
        pieces.append([first for first, _ in broken])
        left = [rest for _, rest in broken]
    return [*pieces, left]


def _is_tall(cell: Flowable, width: float, tallest: float) -> bool:
    if not isinstance(cell, Paragraph):
        return False
    if cell.style.leading * _most_lines(cell, width - _SIDES) <= tallest - _ENDS:
        return False  # Known without setting it, which takes as long as all the rest.
    return bool(cell.wrap(width - _SIDES, tallest)[1] > tallest - _ENDS)


def _most_lines(cell: Paragraph, width: float) -> float:
    """Return how many lines it has at most: each letter as wide as it is high."""
    texts = [getattr(frag, "text", None) for frag in cell.frags]
    letters = [inf if text is None else len(text) for text in texts]  # None: broken before.
    return sum(letters) * cell.style.fontSize / width * 2 + 1 + len(letters)


def _break(cell: Flowable, width: float, tallest: float) -> tuple[Flowable, Flowable]:
    parts = cell.split(width - _SIDES, tallest - _ENDS) if isinstance(cell, Paragraph) else []
    return (parts[0], parts[1]) if len(parts) == 2 else (cell, Spacer(0, 0))
