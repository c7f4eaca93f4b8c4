"""How an official document begins: the head of its first page and its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from documents.official.dates import long_date
from documents.official.fonts import face
from documents.official.markup import Markup, clean, plain
from documents.official.rules import RuleSet, Style
from documents.official.styles import style
from documents.official.tables import bare

_GAP = 4 * mm  # Between the two halves of the head.


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
    halves.setStyle(bare())
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
