"""The list of a report on tasks as its appendix (phụ lục), when it is too long for the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportlab.platypus import Flowable, Paragraph, Spacer

from documents.official.dates import begin_of
from documents.official.layout import build
from documents.official.long_table import LongTable, Rows
from documents.official.markup import emphasised, plain
from documents.official.rules import RuleSet, Style, rule_set
from documents.official.styles import style
from documents.official.task_report import SMALL, turned

APPENDIX, KIND = "Phụ lục", "Danh mục nhiệm vụ"


@dataclass(frozen=True, slots=True)
class TaskListPaper:
    """All but the rows. `abstract`: the lines below the title, as "Kèm theo báo cáo …"."""

    rule_set: str
    issuer: str
    day: date
    abstract: tuple[str, ...]
    across: bool
    heads: tuple[str, ...]
    widths: tuple[float, ...]


def build_task_list(paper: TaskListPaper, rows: Iterator[Sequence[str]]) -> bytes:
    """Return the PDF; `rows` are read page by page. One text alone is the heading of a group."""
    rules = rule_set(paper.rule_set)
    if paper.across:
        rules = replace(rules, page=turned(rules))
    small = replace(rules, body=replace(rules.body, size=SMALL))
    table = Rows(paper.heads, rows, small, paper.widths)
    story = _title(paper, rules)
    if table.more():
        story.append(LongTable(table))
    return build(
        story, rules, title=f"{KIND} {' '.join(paper.abstract)}", author=paper.issuer,
        made=begin_of(paper.day),
    )  # fmt: skip


def _title(paper: TaskListPaper, rules: RuleSet) -> list[Flowable]:
    """Its heading stands in the middle (Nghị định 30/2020, phụ lục I, III.1)."""
    bold = style(Style(size=rules.body.size, bold=True))
    small = style(Style(size=rules.body.size))
    lines = [Paragraph(plain(APPENDIX), bold), Paragraph(plain(KIND.upper()), bold)]
    lines += [Paragraph(emphasised(text), small) for text in paper.abstract]
    return [*lines, Spacer(0, 10)]
