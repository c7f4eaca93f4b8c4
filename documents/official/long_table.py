"""A table of any length in constant memory: its rows are read and set page by page."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from documents.official.markup import strong
from documents.official.parts import cell
from documents.official.rules import RuleSet
from documents.official.styles import styles_of
from documents.official.tables import ENDS, SIDES, across, head_row, in_pieces, lines, measures

_ENDLESS = 1e6


class LongTable(Flowable):
    """The rest of a table, which always splits: into what the page has room for, and the rest.

    The head stands on each page; the heading of a group never at its foot.
    """

    def __init__(self, rows: "Rows") -> None:
        super().__init__()
        self._rows = rows

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take more than any page has."""
        del available_height
        return available_width, _ENDLESS

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Return the part for this page and the rest; nothing when not one row has room."""
        del available_width
        found = self._rows.page(available_height)
        if found is None:
            return []
        return [found, LongTable(self._rows)] if self._rows.more() else [found]


class Rows:
    """The rows still to be set. `texts`: of one text the heading of those below it."""

    def __init__(
        self,
        heads: Sequence[str],
        texts: Iterator[Sequence[str]],
        rules: RuleSet,
        widths: Sequence[float] = (),
    ) -> None:
        self._texts, self._rules = texts, rules
        self._columns, self._tallest = measures(len(heads), rules, widths)
        self._head = head_row(heads, rules)
        self._head_height = self._height(self._head)
        self._ready: list[tuple[list[Flowable], float, bool]] = []

    def more(self) -> bool:
        """Whether rows are left."""
        return bool(self._ready) or self._read()

    def page(self, room: float) -> Table | None:
        """Return the next rows as a table no higher than `room`; None: there is no room for one."""
        left, taken = room - self._head_height, 0
        while self._at(taken) and self._ready[taken][1] <= left:
            left -= self._ready[taken][1]
            taken += 1
        if self._at(taken):
            while taken and self._ready[taken - 1][2]:
                taken -= 1
        if not taken:
            return None
        rows, self._ready = self._ready[:taken], self._ready[taken:]
        return self._set(rows)

    def _set(self, rows: list[tuple[list[Flowable], float, bool]]) -> Table:
        cells = [self._head, *(row for row, _height, _heading in rows)]
        heights = [self._head_height, *(height for _row, height, _heading in rows)]
        headings = TableStyle()
        for at, (_row, _height, heading) in enumerate(rows, start=1):
            if heading:
                across(headings, at)
        table = Table(cells, self._columns, heights, style=lines())
        table.setStyle(headings)
        return table

    def _at(self, place: int) -> bool:
        """Whether there is a row at this place of those to come."""
        while len(self._ready) <= place and self._read():
            pass
        return len(self._ready) > place

    def _read(self) -> bool:
        texts = next(self._texts, None)
        if texts is None:
            return False
        if len(texts) == 1 < len(self._columns):
            words = Paragraph(strong(texts[0]), styles_of(self._rules).cell)
            height = words.wrap(sum(self._columns) - SIDES, _ENDLESS)[1] + ENDS
            row = [words, *(Spacer(0, 0) for _ in self._columns[1:])]
            self._ready.append((row, height, True))
            return True
        set_as = [cell(text, self._rules) for text in texts]
        for piece in in_pieces(set_as, self._columns, self._tallest):
            self._ready.append((piece, self._height(piece), False))
        return True

    def _height(self, row: Sequence[Flowable]) -> float:
        pairs = zip(row, self._columns, strict=True)
        return max(each.wrap(width - SIDES, _ENDLESS)[1] for each, width in pairs) + ENDS
