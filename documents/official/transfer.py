"""The transfer slip (phiếu chuyển): which document goes to whom, with which instruction.

Layout: Nghị định 30/2020/NĐ-CP, phụ lục III (phiếu chuyển), with the head of the rule-set.
"""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from documents.official import beginning, parts
from documents.official.dates import begin_of
from documents.official.layout import build
from documents.official.markup import bound
from documents.official.rules import RuleSet, rule_set

MOST_HEIGHT = 110 * mm
HEADS, WIDTHS = ("STT", "Nơi nhận", "Vai trò", "Ghi chú"), (9, 43, 17, 31)

Strokes = tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives the document, as what."""

    name: str
    role: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """All that stands on a slip. `said` tells of the document, one line each.

    `strokes` is what was written by hand, in thousandths of the sheet's width.
    """

    rule_set: str
    issuer: str
    symbol: str
    place: str
    day: date
    about: str
    said: tuple[str, ...]
    receivers: tuple[Receiver, ...]
    instruction: tuple[str, ...]
    signer: parts.Signer
    superior: str | None = None
    strokes: Strokes = ()


class Handwriting(Flowable):
    """Strokes of a sheet, as large as the width allows, cut to what was written on."""

    def __init__(self, strokes: Strokes, width: float) -> None:
        super().__init__()
        self._strokes = strokes
        places = [place for stroke in strokes for place in stroke]
        self._left = min(x for x, _ in places) - 10
        self._top = min(y for _, y in places) - 10
        wide = max(x for x, _ in places) + 10 - self._left
        high = max(y for _, y in places) + 10 - self._top
        self._scale = min(width / 1000, MOST_HEIGHT / high)
        self.width, self.height = wide * self._scale, high * self._scale

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the room of what was written."""
        del available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw each stroke as a line with round ends; y grows downwards on the sheet."""
        self.canv.setLineWidth(1.4)
        self.canv.setLineCap(1)
        self.canv.setLineJoin(1)
        for stroke in self._strokes:
            path = self.canv.beginPath()
            path.moveTo(*self._at(*stroke[0]))
            for x, y in stroke[1:] or stroke[:1]:
                path.lineTo(*self._at(x, y))
            self.canv.drawPath(path)

    def _at(self, x: int, y: int) -> tuple[float, float]:
        return (x - self._left) * self._scale, self.height - (y - self._top) * self._scale


def build_transfer(facts: TransferFacts) -> bytes:
    """Return the PDF of the slip: the same facts always give the same bytes."""
    rules = rule_set(facts.rule_set)
    names = [f"{one.name} ({one.role.lower()})" for one in facts.receivers]
    end = parts.two_columns(
        parts.recipients([*names, f"Lưu {facts.issuer}"], rules),
        parts.signature(facts.signer, rules),
        rules,
    )
    story = [
        *beginning.head(facts, rules),
        *beginning.title("Phiếu chuyển", (), rules),
        *parts.listed([bound(text) for text in facts.said], rules),
        *_receivers(facts, rules),
        *_instruction(facts, rules),
        *parts.ending([], end),
    ]
    made = begin_of(facts.day)
    title = f"Phiếu chuyển {facts.about}"
    return build(story, rules, title=title, author=facts.issuer, made=made)


def _receivers(facts: TransferFacts, rules: RuleSet) -> list[Flowable]:
    rows = [
        (str(place), one.name, one.role, one.note)
        for place, one in enumerate(facts.receivers, start=1)
    ]
    return [parts.heading("Kính chuyển", rules), *parts.grid(HEADS, rows, rules, WIDTHS)]


def _instruction(facts: TransferFacts, rules: RuleSet) -> list[Flowable]:
    found: list[Flowable] = [parts.heading("Ý kiến chỉ đạo", rules)]
    found += [parts.paragraph(bound(line), rules) for line in facts.instruction]
    if facts.strokes:
        found.append(Handwriting(facts.strokes, rules.page.text_width * mm))
    return found
