"""The result sheet of a vote (kết quả kiểm phiếu): question, rules, figures, verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, PageBreak

from documents.official import beginning, parts
from documents.official.counted import counted
from documents.official.dates import begin_of
from documents.official.layout import build
from documents.official.letter import LetterTable
from documents.official.markup import bound, clean, joined, strong
from documents.official.rules import RuleSet, rule_set


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """All that stands on a sheet. `facts` are labels with their texts, in order.

    `figures` tell the votes of each answer or option; `verdict` is the sentence that was frozen
    with the outcome; `remarks` stand below it. `named` lists who answered what, on a sheet of its
    own, for votes by name; `left` and `right` sign.
    """

    rule_set: str
    issuer: str
    symbol: str
    place: str
    day: date
    kind: str
    abstract: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    figures: LetterTable
    verdict: str
    left: parts.Signer
    right: parts.Signer
    superior: str | None = None
    remarks: tuple[str, ...] = ()
    named: LetterTable | None = None


def build_result_sheet(sheet: ResultSheet) -> bytes:
    """Return the PDF of `sheet`: the same sheet always gives the same bytes."""
    rules = rule_set(sheet.rule_set)
    story: list[Flowable] = [
        *beginning.head(sheet, rules),
        *beginning.title(sheet.kind, sheet.abstract, rules),
        *_facts(sheet.facts, rules),
        parts.heading("Kết quả kiểm phiếu", rules),
        *counted(sheet.figures, sheet.remarks, rules),
    ]
    last = joined(strong("Kết luận:"), " ", bound(parts.ended(sheet.verdict, rules)))
    left = parts.signature(sheet.left, rules)
    right = parts.signature(sheet.right, rules, 2)
    signed = parts.two_columns(left, right, rules)
    story += parts.ending([parts.paragraph(last, rules)], signed)
    story += _named(sheet, rules)
    return build(
        story,
        rules,
        title=f"{sheet.kind} {' '.join(sheet.abstract)}",
        author=sheet.issuer,
        made=begin_of(sheet.day),
    )


def _facts(facts: Sequence[tuple[str, str]], rules: RuleSet) -> list[Flowable]:
    return [
        parts.paragraph(joined(strong(f"{label}:"), " ", bound(clean(text))), rules)
        for label, text in facts
        if text
    ]


def _named(sheet: ResultSheet, rules: RuleSet) -> list[Flowable]:
    if sheet.named is None or not sheet.named.rows:
        return []
    title = beginning.title("Danh sách ý kiến", sheet.abstract, rules)
    named = sheet.named
    return [PageBreak(), *title, *parts.grid(named.heads, named.rows, rules, named.widths)]
