"""A generic official letter: proposal, report, plan, directive, notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Spacer

from documents.official import beginning, parts
from documents.official.dates import begin_of
from documents.official.fonts import face
from documents.official.layout import build
from documents.official.markup import Markup, bound, clean, emphasised, plain
from documents.official.rules import RuleSet, rule_set
from documents.official.styles import style


@dataclass(frozen=True, slots=True)
class LetterTable:
    """A table; `widths` are relative."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its number ("I. ...", "1. ..."), paragraphs, a table."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    table: LetterTable | None = None


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """All that stands in a letter; `kind` is its type ("Tờ trình") and `abstract` its lines.

    Without `kind` it is a plain letter (công văn), whose abstract stands below the number.
    `closing` is the last sentence, which never parts from the signature.
    """

    rule_set: str
    issuer: str
    symbol: str
    place: str
    day: date
    kind: str
    abstract: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: str
    signer: parts.Signer
    superior: str | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def _about(lines: Sequence[str], rules: RuleSet) -> list[Flowable]:
    """The abstract of a plain letter (Nghị định 30/2020, phụ lục I, II.5.c)."""
    words = f"V/v {' '.join(lines)}"
    return beginning.line(words, rules.about, rules.page.left_head * mm) if lines else []


def _addressees(names: Sequence[str], rules: RuleSet) -> list[Flowable]:
    """One on the line of "Kính gửi", several below each other (Nghị định 30/2020, II.9.d)."""
    if not names:
        return []
    rule = rules.addressee
    if len(names) == 1:
        return [Paragraph(plain(f"Kính gửi: {names[0]}"), style(rule)), Spacer(0, 6)]
    indent = 35 * mm
    colon = indent + stringWidth("Kính gửi", face(), rule.size)  # The dashes stand below it.
    found: list[Flowable] = [
        Paragraph(Markup("Kính gửi:"), style(rule, alignment=0, leftIndent=indent))
    ]
    separator = rules.recipients.separator
    for place, name in enumerate(names, start=1):
        end = separator if place < len(names) else "."
        text = plain(f"- {clean(name).rstrip('.,;')}{end}")
        hanging = style(rule, alignment=0, leftIndent=colon + 8, firstLineIndent=-8)
        found.append(Paragraph(text, hanging))
    return [*found, Spacer(0, 6)]


def _bases(texts: Sequence[str], rules: RuleSet) -> list[Flowable]:
    """Grounds in italics, each ending with a semicolon, the last with a full stop (II.6.a)."""
    ends = [";"] * (len(texts) - 1) + ["."]
    pairs = zip(texts, ends, strict=True) if texts else ()
    return [parts.paragraph(emphasised(t.rstrip(".;,") + end), rules) for t, end in pairs]


def _section(section: Section, rules: RuleSet) -> list[Flowable]:
    found: list[Flowable] = []
    if section.heading:
        found.append(parts.heading(section.heading, rules))
    found += [parts.paragraph(bound(text), rules) for text in section.paragraphs]
    if section.table:
        table = section.table
        found += parts.grid(table.heads, table.rows, rules, table.widths)
    return found


def build_letter(letter: OfficialLetter) -> bytes:
    """Return the PDF of `letter`: the same letter always gives the same bytes."""
    rules = rule_set(letter.rule_set)
    if letter.kind:
        story = beginning.head(letter, rules) + beginning.title(letter.kind, letter.abstract, rules)
    else:
        story = [
            *beginning.head(letter, rules, under=_about(letter.abstract, rules)),
            Spacer(0, 14),
        ]
    story += _addressees(letter.addressees, rules) + _bases(letter.bases, rules)
    story += [part for section in letter.sections for part in _section(section, rules)]
    last = [parts.paragraph(bound(parts.ended(letter.closing, rules)), rules)]
    sent = parts.recipients(letter.recipients, rules) if letter.recipients else []
    end = parts.two_columns(sent, parts.signature(letter.signer, rules), rules)
    return build(
        story + parts.ending(last, end),
        rules,
        title=f"{letter.kind or 'Công văn'} {' '.join(letter.abstract)}",
        author=letter.issuer,
        made=begin_of(letter.day),
    )
