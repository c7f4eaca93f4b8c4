"""Parts every official document is put together from after its beginning: text, tables, end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFDictionary
from reportlab.platypus import Flowable, Paragraph, Spacer, Table
from reportlab.platypus.flowables import KeepTogether

from documents.official.about import Heading
from documents.official.markup import Markup, clean, plain, strong, whole
from documents.official.rules import RuleSet, Style
from documents.official.styles import style, styles_of
from documents.official.tables import bare, table

SIGNATURE_PLACE = "signature-"
_SIGNS_OF_NUMBERS = str.maketrans("", "", ".,%/- ")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: lines of authority ("T/L BAN THƯỜNG VỤ"), the position, the name."""

    name: str
    position: str = ""
    authority: tuple[str, ...] = ()


def paragraph(text: Markup, rules: RuleSet) -> Paragraph:
    """Return a paragraph of the body."""
    return Paragraph(text, styles_of(rules).body)


def heading(text: str, rules: RuleSet) -> Paragraph:
    """Return a heading, which never stands alone at the end of a page."""
    return Heading(plain(text), styles_of(rules).heading)


def listed(texts: Sequence[Markup], rules: RuleSet) -> list[Flowable]:
    """Return lines of a list, each with a dash."""
    return [Paragraph(Markup(f"- {text}"), styles_of(rules).listed) for text in texts]


def cell(text: str, rules: RuleSet) -> Paragraph:
    """Return a cell; numbers stand in the middle."""
    styles = styles_of(rules)
    is_number = clean(text).translate(_SIGNS_OF_NUMBERS).isdigit()
    return Paragraph(plain(text), styles.cell_number if is_number else styles.cell)


def grid(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    rules: RuleSet,
    widths: Sequence[float] = (),
) -> list[Flowable]:
    """Return a table with lines; `widths` are relative, and the head is repeated on each page.

    A row of one text is the heading of those below it.
    """
    lines = [
        [Paragraph(strong(row[0]), styles_of(rules).cell)]
        if len(row) == 1 < len(heads)
        else [cell(text, rules) for text in row]
        for row in rows
    ]
    return table(heads, lines, rules, widths)


def name_place(canvas: Any, name: str, width: float, height: float) -> None:
    """Give the rectangle at the origin a name in the file's table of destinations."""
    left, bottom = canvas.absolutePosition(0, 0)
    place = canvas.bookmarkPage(
        name, fit="FitR", left=left, bottom=bottom, right=left + width, top=bottom + height
    )
    catalog = canvas._doc.Catalog  # reportlab itself names destinations only for its outline
    known = getattr(catalog, "Dests", None) or PDFDictionary()
    known[name] = place
    catalog.Dests = known


class RoomToSign(Flowable):
    """Empty room whose place the file tells: as the named destination `signature-<number>`."""

    def __init__(self, number: int, height: float) -> None:
        super().__init__()
        self._number, self._height = number, height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the whole width."""
        del available_height
        self.width, self.height = available_width, self._height
        return self.width, self.height

    def draw(self) -> None:
        """Leave the room empty, and say where it is."""
        name_place(self.canv, f"{SIGNATURE_PLACE}{self._number}", self.width, self.height)


def signature(signer: Signer, rules: RuleSet, number: int = 1) -> list[Flowable]:
    """Return the authority, the position, room to sign, and the name.

    `number`: who signs first, second; the room is known by it.
    """
    rule = rules.signature
    bold = style(Style(size=rule.size, bold=True))
    position = style(Style(size=rule.size, bold=rule.position_bold or not signer.authority))
    found: list[Flowable] = [Paragraph(plain(text.upper()), bold) for text in signer.authority]
    if signer.position:
        found.append(Paragraph(plain(signer.position.upper()), position))
    room = RoomToSign(number, rule.space_for_name * mm)
    return [*found, room, Paragraph(plain(whole(signer.name)), bold)]


def recipients(names: Sequence[str], rules: RuleSet) -> list[Flowable]:
    """Return "Nơi nhận:" and the list under it, whose last line ends with a full stop."""
    rule = rules.recipients
    words = Markup("<u>Nơi nhận:</u>" if rule.underline else "Nơi nhận:")
    found: list[Flowable] = [Paragraph(words, style(rule, alignment=0))]
    for place, name in enumerate(names, start=1):
        end = rule.separator if place < len(names) else "."
        text = plain("- " + clean(name).rstrip(".,;") + end)
        found.append(Paragraph(text, styles_of(rules).recipient))
    return found


def ended(text: str, rules: RuleSet) -> str:
    """Return the last sentence of a document with the sign that ends it ("./.")."""
    return clean(text).rstrip(".") + (rules.end_mark or ".")


def two_columns(left: list[Flowable], right: list[Flowable], rules: RuleSet) -> Table:
    """Return two columns of the same width, as at the end of a document."""
    half = rules.page.text_width * mm / 2
    return Table(
        [[left or "", right or ""]], [half, half], style=bare(), hAlign="LEFT", splitInRow=1
    )


def ending(last: Sequence[Flowable], *columns: Table) -> list[Flowable]:
    """Return the last paragraph and the signatures, which are never parted from it."""
    parts: list[Flowable] = [*last]
    for half in columns:
        parts += [Spacer(0, 14), half]
    return [KeepTogether(parts)]
