"""Tables with lines, whose rows may be longer than a page, and columns without."""

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

SIDES, ENDS = 12.0, 6.0  # Room inside a cell: left and right, top and bottom.
_TALLEST = 0.85  # Of a page: room stays for the head, with some to spare.


@cache
def lines() -> TableStyle:
    """Return the lines of tables, and the room inside their cells."""
    return TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("FONTNAME", (0, 0), (-1, -1), face()),
        ]
    )


@cache
def bare() -> TableStyle:
    """Return columns without lines; reportlab would announce Helvetica for their cells."""
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
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
    columns, tallest = measures(len(heads), rules, widths)
    cells: list[list[Flowable]] = [head_row(heads, rules)]
    headings = TableStyle()
    for row in rows:
        if len(row) < len(columns) and len(row) == 1:
            across(headings, len(cells))
            cells.append([*row, *[Spacer(0, 0)] * (len(columns) - 1)])
        else:
            cells += in_pieces(row, columns, tallest)
    lined = Table(cells, columns, repeatRows=1, style=lines())
    lined.setStyle(headings)
    return [Spacer(0, 6), lined, Spacer(0, 4)]


def measures(count: int, rules: RuleSet, widths: Sequence[float] = ()) -> tuple[list[float], float]:
    """Return the widths of `count` columns, and how tall a row may be; in points."""
    page = rules.page
    shares = list(widths) or [1.0] * count
    columns = [page.text_width * mm * share / sum(shares) for share in shares]
    return columns, (page.height - page.top - page.bottom) * mm * _TALLEST


def head_row(heads: Sequence[str], rules: RuleSet) -> list[Flowable]:
    """Return the cells of the head."""
    return [Paragraph(plain(text), styles_of(rules).cell_head) for text in heads]


def across(style: TableStyle, at: int) -> None:
    """Let row `at` be one cell, which no page parts from the row below."""
    style.add("SPAN", (0, at), (-1, at))
    style.add("NOSPLIT", (0, at), (0, at + 1))


def in_pieces(
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
    if cell.style.leading * _most_lines(cell, width - SIDES) <= tallest - ENDS:
        return False  # Known without setting it, which takes as long as all the rest.
    return bool(cell.wrap(width - SIDES, tallest)[1] > tallest - ENDS)


def _most_lines(cell: Paragraph, width: float) -> float:
    """Return how many lines it has at most: each letter as wide as it is high."""
    texts = [getattr(frag, "text", None) for frag in cell.frags]
    letters = [inf if text is None else len(text) for text in texts]  # None: broken before.
    return sum(letters) * cell.style.fontSize / width * 2 + 1 + len(letters)


def _break(cell: Flowable, width: float, tallest: float) -> tuple[Flowable, Flowable]:
    parts = cell.split(width - SIDES, tallest - ENDS) if isinstance(cell, Paragraph) else []
    return (parts[0], parts[1]) if len(parts) == 2 else (cell, Spacer(0, 0))
