"""Written opinions compiled into tables, with what became of each (tổng hợp, giải trình, tiếp thu).

A4 across; the same parts make the PDF and the DOCX. Words are Vietnamese whoever reads it.
"""

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, Paragraph

from documents.official import beginning, parts
from documents.official.dates import begin_of
from documents.official.layout import across, build
from documents.official.markup import Markup, bound, emphasised, plain, strong
from documents.official.rules import RuleSet, rule_set
from documents.official.styles import styles_of
from documents.official.tables import table
from documents.official.word import write_word

TITLE = "Bảng tổng hợp ý kiến"
WIDTHS = (5, 22, 38, 35)
LETTERS = 12.0
NOT_ANSWERED = "Chưa giải trình"
NONE = "Chưa có ý kiến nào."
_BREAK = Markup("<br/>")


@dataclass(frozen=True, slots=True)
class CompiledOpinion:
    """One row: whose (or on what) it is, what it says, what became of it ("Tiếp thu", why)."""

    label: str
    under: str
    text: str
    files: tuple[str, ...] = ()
    kind: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class CompiledGroup:
    """A heading (an item, a person, a unit), a line below it, and the rows."""

    heading: str
    under: str
    rows: tuple[CompiledOpinion, ...]


@dataclass(frozen=True, slots=True)
class CompiledOpinions:
    """All that stands in the paper; `label` heads the second column."""

    rule_set: str
    issuer: str
    place: str
    day: date
    meeting_title: str
    label: str
    groups: tuple[CompiledGroup, ...]
    secretary: str = ""
    superior: str | None = None


def build_opinions(facts: CompiledOpinions) -> bytes:
    """Return the PDF: the same facts always give the same bytes."""
    rules = across(rule_set(facts.rule_set), LETTERS)
    return build(
        _story(facts, rules),
        rules,
        title=f"{TITLE}: {facts.meeting_title}",
        author=facts.issuer,
        made=begin_of(facts.day),
    )


def write_opinions(facts: CompiledOpinions) -> bytes:
    """Return the same as DOCX."""
    rules = across(rule_set(facts.rule_set), LETTERS)
    title = f"{TITLE}: {facts.meeting_title}"
    return write_word(_story(facts, rules), rules, title=title, author=facts.issuer)


def _story(facts: CompiledOpinions, rules: RuleSet) -> list[Flowable]:
    head = beginning.Head(facts.superior, facts.issuer, "", facts.place, facts.day)
    story = [*beginning.head(head, rules), *beginning.title(TITLE, (facts.meeting_title,), rules)]
    for group in facts.groups:
        story += _group(group, facts.label, rules)
    if not facts.groups:
        story.append(parts.paragraph(plain(NONE), rules))
    signer = parts.Signer(facts.secretary, "Người tổng hợp")
    signed = parts.two_columns([], parts.signature(signer, rules), rules)
    return [*story, *parts.ending([], signed)]


def _group(group: CompiledGroup, label: str, rules: RuleSet) -> list[Flowable]:
    heads = ("STT", label, "Nội dung ý kiến", "Giải trình, tiếp thu")
    rows = [_row(number, row, rules) for number, row in enumerate(group.rows, 1)]
    found: list[Flowable] = [parts.heading(group.heading, rules)]
    if group.under:
        found.append(parts.paragraph(bound(group.under), rules))
    if not rows:
        return [*found, parts.paragraph(plain(NONE), rules)]
    return [*found, *table(heads, rows, rules, WIDTHS)]


def _row(number: int, row: CompiledOpinion, rules: RuleSet) -> list[Paragraph]:
    styles = styles_of(rules)
    files = [emphasised(f"Kèm theo: {'; '.join(row.files)}")] if row.files else []
    made = [strong(row.kind or NOT_ANSWERED), *_lines(row.reply)]
    return [
        Paragraph(plain(str(number)), styles.cell_number),
        Paragraph(_under([strong(row.label), *_lines(row.under)]), styles.cell),
        Paragraph(_under([*_lines(row.text), *files]), styles.cell),
        Paragraph(_under(made), styles.cell),
    ]


def _lines(text: str) -> list[Markup]:
    return [plain(line) for line in text.splitlines() if line.strip()]


def _under(lines: list[Markup]) -> Markup:
    return Markup(_BREAK.join(lines))
