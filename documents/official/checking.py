"""Says which rules of a rule-set a document breaks, from how its pages are set.

The rules stand in party.toml and state.toml (`allowed` and what goes with it), with their source.
Pure: it is told how the pages are set (`documents.pdf.layout`), whoever made the file.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.official.rules import RuleSet, Span
from documents.pdf.layout import Run, Sheet

MM = 72 / 25.4
_NEAR = 2.0  # Points by which letters may lean out of a margin.
_SIZE = 0.3
_FACES = re.compile(r"tinos|times|liberation ?serif|nimbus ?roman|thorndale", re.IGNORECASE)
_DATE = re.compile(r"\S.*, ngày (0[1-9]|[12]\d|3[01]) tháng (0[1-9]|[3-9]|1[0-2]) năm \d{4}")
_PARTY = re.compile(r"Số \d{2,}-[^\W\d_]+/[^\W\d_]+(-[^\W\d_]+)*")
_STATE = re.compile(r"Số: \d{2,}(/\d{4})?/[^\W\d_]+-[^\W\d_]+(-[^\W\d_]+)*")


class LayoutRule(StrEnum):
    """What can be broken."""

    PAGE_SIZE = "page_size"
    MARGIN = "margin"
    FACE = "face"
    MOTTO = "motto"
    ISSUER = "issuer"
    NUMBER = "number"
    DATE = "date"
    KIND = "kind"
    BODY = "body"
    RECIPIENTS = "recipients"
    PAGE_NUMBER = "page_number"


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that is broken: on which page (from 1), what is there, what should be."""

    rule: LayoutRule
    page: int
    found: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What this document must have; a draft has no number yet, a plain letter no type."""

    numbered: bool = True
    dated: bool = True
    recipients: bool = False
    titled: bool = True


def check(sheets: Sequence[Sheet], rules: RuleSet, asked: Asked) -> list[Fault]:
    """Return the faults in the order of the pages; none when the document keeps to the rules."""
    if not sheets:
        return []
    found = [*_first(sheets[0], rules, asked)]
    for number, sheet in enumerate(sheets, start=1):
        found += _sheet(number, sheet, rules)
    found += _body(sheets, rules)
    if asked.recipients:
        found += _recipients(sheets, rules)
    return found


def _first(sheet: Sheet, rules: RuleSet, asked: Asked) -> Iterator[Fault]:
    for motto, span in zip(rules.motto, rules.allowed.motto, strict=True):
        line = _line(sheet, motto.text)
        yield from _fits(LayoutRule.MOTTO, 1, line, span, motto.text, bold=True)
        if line is not None and (line.left + line.right) / 2 < sheet.width / 2:
            yield Fault(LayoutRule.MOTTO, 1, motto.text, "bên phải")
    top = next(iter(sorted(sheet.runs, key=lambda run: (run.baseline, run.left))), None)
    if top is None or top.left > sheet.width / 2 or not top.text.isupper():
        yield Fault(LayoutRule.ISSUER, 1, top.text if top else "", "in hoa, bên trái")
    yield from _number(sheet, rules, numbered=asked.numbered)
    if asked.dated:
        date = next((run for run in sheet.runs if _DATE.fullmatch(run.text)), None)
        yield from _fits(
            LayoutRule.DATE, 1, date, rules.allowed.place_date, "…, ngày … tháng … năm …"
        )
        if date is not None and not date.italic:
            yield Fault(LayoutRule.DATE, 1, date.text, "nghiêng")
    if asked.titled:
        yield from _kind(sheet, rules)


def _line(sheet: Sheet, text: str) -> Run | None:
    return next((run for run in sheet.runs if run.text == text), None)


def _fits(
    rule: LayoutRule, page: int, run: Run | None, span: Span, wanted: str, *, bold: bool = False
) -> Iterator[Fault]:
    if run is None:
        yield Fault(rule, page, "", wanted)
        return
    if not span[0] - _SIZE <= run.size <= span[1] + _SIZE:
        yield Fault(rule, page, f"{run.size:g}", _sizes(span))
    if bold and not run.bold:
        yield Fault(rule, page, run.text, "đậm")


def _sizes(span: Span) -> str:
    low, high = span
    return f"cỡ {low:g}" if low == high else f"cỡ {low:g}–{high:g}"


def _number(sheet: Sheet, rules: RuleSet, *, numbered: bool) -> Iterator[Fault]:
    label = rules.number.label.strip()
    run = next((run for run in sheet.runs if run.text.startswith(label)), None)
    if run is None and not numbered:
        return
    yield from _fits(LayoutRule.NUMBER, 1, run, rules.allowed.number, f"{label} …")
    pattern = _PARTY if rules.name == "party" else _STATE
    if run is not None and numbered and not pattern.fullmatch(run.text):
        example = rules.number.label + rules.symbol(15, "QĐ", "TU")
        yield Fault(LayoutRule.NUMBER, 1, run.text, example)


def _kind(sheet: Sheet, rules: RuleSet) -> Iterator[Fault]:
    """The type: the first line in capitals, bold, in the middle of the text below the head."""
    middle = (sheet.width + (rules.page.left - rules.page.right) * MM) / 2
    lines = (
        run for run in sheet.runs
        if run.text.isupper() and run.bold and abs((run.left + run.right) / 2 - middle) < 6
    )  # fmt: skip
    yield from _fits(
        LayoutRule.KIND, 1, next(lines, None), rules.allowed.kind, "in hoa, đậm, ở giữa"
    )


def _sheet(number: int, sheet: Sheet, rules: RuleSet) -> Iterator[Fault]:
    page = rules.page
    sides = sorted((round(sheet.width / MM), round(sheet.height / MM)))
    if sides != [page.width, page.height]:
        yield Fault(LayoutRule.PAGE_SIZE, number, f"{sides[0]} × {sides[1]} mm", "210 × 297 mm")
    wrong = {run.face for run in sheet.runs if not _FACES.search(run.face)}
    for face in sorted(wrong):
        yield Fault(LayoutRule.FACE, number, face, "Times New Roman")
    body = list(sheet.runs)
    if number > 1:
        at = next((run for run in sheet.runs if run.text == str(number)), None)
        above = at is not None and at.baseline <= page.top * MM
        shown = at if above else None
        yield from _fits(
            LayoutRule.PAGE_NUMBER, number, shown, rules.allowed.page_number, str(number)
        )
        body = [run for run in body if run is not shown]
    yield from _margins(number, sheet, body, rules)


def _margins(number: int, sheet: Sheet, body: Sequence[Run], rules: RuleSet) -> Iterator[Fault]:
    if not body:
        return
    allowed = rules.allowed
    room = {
        "trái": (min(run.left for run in body), allowed.left[0]),
        "phải": (sheet.width - max(run.right for run in body), allowed.right[0]),
        "trên": (min(run.baseline - run.size * 0.75 for run in body), allowed.top[0]),
        "dưới": (sheet.height - max(run.baseline for run in body), allowed.bottom[0]),
    }
    for side, (points, least) in room.items():
        if points < least * MM - _NEAR:
            yield Fault(LayoutRule.MARGIN, number, f"{side} {points / MM:.0f} mm", f"{least:g} mm")


def _body(sheets: Sequence[Sheet], rules: RuleSet) -> Iterator[Fault]:
    """The size in which most letters are set."""
    counted: Counter[float] = Counter()
    for sheet in sheets:
        for run in sheet.runs:
            if not run.bold and not run.italic:
                counted[run.size] += len(run.text)
    if not counted:
        return
    size, span = counted.most_common(1)[0][0], rules.allowed.body
    # Long tables may be set one point smaller than the text, as in the samples of the decree.
    if not span[0] - 2 - _SIZE <= size <= span[1] + _SIZE:
        yield Fault(LayoutRule.BODY, 1, f"{size:g}", _sizes(span))


def _recipients(sheets: Sequence[Sheet], rules: RuleSet) -> Iterator[Fault]:
    runs = [run for sheet in sheets for run in sheet.runs]
    line = next((run for run in runs if run.text == "Nơi nhận:"), None)
    yield from _fits(
        LayoutRule.RECIPIENTS, len(sheets), line, rules.allowed.recipients, "Nơi nhận:",
        bold=rules.recipients.bold,
    )  # fmt: skip
    saved = any(re.match(r"- Lưu\b", run.text) for run in runs)
    if line is not None and not saved:
        yield Fault(LayoutRule.RECIPIENTS, len(sheets), "", "- Lưu …")
