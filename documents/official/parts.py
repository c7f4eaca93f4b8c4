"""Parts every official document is put together from: head, title, tables, end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol

from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfdoc import PDFDictionary
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.flowables import KeepTogether

from documents.official.about import Heading
from documents.official.dates import long_date
from documents.official.fonts import face
from documents.official.markup import Markup, clean, plain, strong, whole
from documents.official.rules import RuleSet, Style
from documents.official.styles import style, styles_of
from documents.official.tables import table

SIGNATURE_PLACE = "signature-"
_GAP = 4 * mm  # Between the two halves of the head.
_SIGNS_OF_NUMBERS = str.maketrans("", "", ".,%/- ")


class Headed(Protocol):
    """Facts of a document that tell what stands in its head; see `Head`."""

    @property
    def superior(self) -> str | None: ...
    @property
    def issuer(self) -> str: ...
    @property
    def symbol(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def day(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Head:
    """Who issues the document, its number and symbol, and where and when."""

    superior: str | None
    issuer: str
    symbol: str
    place: str
    day: date


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: lines of authority ("T/L BAN THƯỜNG VỤ"), the position, the name."""

    name: str
    position: str = ""
    authority: tuple[str, ...] = ()


@cache
def _bare() -> TableStyle:
    """Columns without lines; reportlab would announce Helvetica for their cells."""
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


class RuleLine(Flowable):
    """A horizontal line in the middle of the width there is; lengths in points."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self._length = length

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the whole width, and the space between the words and the line."""
        del available_height
        self.width, self.height = available_width, 3.5
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line at the foot."""
        start = (self.width - self._length) / 2
        self.canv.setLineWidth(0.75)
        self.canv.line(start, 0, start + self._length, 0)


def balanced(text: str, font: str, size: float, width: float) -> list[str]:
    """Break `text` into as few lines as fit into `width`, and these about equally long."""
    lines: list[str] = simpleSplit(text, font, size, width)
    for narrower in range(int(width), 0, -3):
        tried: list[str] = simpleSplit(text, font, size, narrower)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def line(text: str, rule: Style, width: float) -> list[Flowable]:
    """Return `text` set by `rule`, with the line or the sign below it."""
    shown = clean(text).upper() if rule.caps else clean(text)
    font = face(bold=rule.bold, italic=rule.italic)
    lines = balanced(shown, font, rule.size, width)
    found: list[Flowable] = [Paragraph(plain(each), style(rule)) for each in lines]
    if rule.rule:
        longest = max(stringWidth(each, font, rule.size) for each in lines or [""])
        found.append(RuleLine(longest * rule.rule))
    if rule.mark:
        sign = style(Style(size=rule.size), leading=rule.size * 1.15)
        found.append(Paragraph(plain(rule.mark), sign))
    return found


def head(
    facts: Headed, rules: RuleSet, *, dated: bool = True, under: Sequence[Flowable] = ()
) -> list[Flowable]:
    """Return the two columns at the top of the first page; `under` stands below the number."""
    left, right = rules.page.left_head * mm, (rules.page.text_width - rules.page.left_head) * mm
    issuer: list[Flowable] = []
    if facts.superior:
        issuer += line(facts.superior, rules.superior, left)
    issuer += line(facts.issuer, rules.issuer, left)
    motto = [part for rule in rules.motto for part in line(rule.text, rule, right - _GAP)]
    words = plain(rules.number.label + facts.symbol) if facts.symbol else Markup("")
    number = Paragraph(words, style(Style(size=rules.number.size)))
    place = line(f"{facts.place}, {long_date(facts.day)}", rules.place_date, right)
    below = [[number, *under], place if dated else ""]
    halves = Table([[issuer, motto], below], [left, right], hAlign="LEFT")
    halves.setStyle(_bare())
    halves.setStyle(
        TableStyle([("TOPPADDING", (0, 1), (-1, 1), 4), ("LEFTPADDING", (1, 0), (1, -1), _GAP)])
    )
    return [halves]


def title(kind: str, abstract: Sequence[str], rules: RuleSet) -> list[Flowable]:
    """Return the type of the document and what it is about, one string for each line."""
    width = rules.page.text_width * mm
    found: list[Flowable] = [Spacer(0, 16), *line(kind, rules.kind, width)]
    plain_style = Style(size=rules.abstract.size, bold=rules.abstract.bold)
    for text in abstract[:-1]:
        found += line(text, plain_style, width)
    if abstract:
        found += line(abstract[-1], rules.abstract, width)
    return [*found, Spacer(0, 8)]


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
        [[left or "", right or ""]], [half, half], style=_bare(), hAlign="LEFT", splitInRow=1
    )


def ending(last: Sequence[Flowable], *columns: Table) -> list[Flowable]:
    """Return the last paragraph and the signatures, which are never parted from it."""
    parts: list[Flowable] = [*last]
    for half in columns:
        parts += [Spacer(0, 14), half]
    return [KeepTogether(parts)]
