"""The figures of a vote and what is said of them: the same on every paper that tells a result."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from documents.official import parts
from documents.official.letter import LetterTable
from documents.official.markup import bound, clean
from documents.official.rules import RuleSet

_WIDTHS = (1, 6, 2)


def counted(
    figures: LetterTable | Sequence[tuple[str, int]], remarks: Sequence[str], rules: RuleSet
) -> list[Flowable]:
    """Return the table of `figures`, if there are any, and `remarks` as paragraphs below it.

    Figures are a table made already, or what could be chosen and how often it was.
    """
    table = figures if isinstance(figures, LetterTable) else _table(figures)
    lines = [parts.paragraph(bound(clean(text)), rules) for text in remarks if text]
    if not table.rows:
        return [*lines]
    return [*parts.grid(table.heads, table.rows, rules, table.widths), *lines]


def _table(figures: Sequence[tuple[str, int]]) -> LetterTable:
    rows = tuple((str(n), label, str(count)) for n, (label, count) in enumerate(figures, 1))
    return LetterTable(("STT", "Phương án", "Số phiếu"), rows, _WIDTHS)
