"""A report on tasks (báo cáo): the sentence, the figures by group, the tasks, the remarks."""

from dataclasses import dataclass, replace
from datetime import date

from reportlab.platypus import Flowable

from documents.official import beginning, parts
from documents.official.dates import begin_of
from documents.official.layout import build
from documents.official.letter import LetterTable
from documents.official.markup import bound, clean, emphasised, plain
from documents.official.rules import Page, RuleSet, rule_set

KIND = "Báo cáo"
SMALL = 13.0
"""Letters of tables are one point smaller than this."""


@dataclass(frozen=True, slots=True)
class TaskReportPaper:
    """All that stands in the report. `abstract` are its lines below the type; `across`: the sheet
    lies across. In `tasks` a row of one text is the heading of a group. `basis` tells from what the
    figures were made, in the last paragraph.
    """

    rule_set: str
    issuer: str
    superior: str | None
    symbol: str
    place: str
    day: date
    abstract: tuple[str, ...]
    across: bool
    summary: tuple[str, ...]
    figures: LetterTable
    tasks: LetterTable
    remarks: tuple[str, ...]
    basis: str
    signer: parts.Signer
    recipients: tuple[str, ...]


def build_task_report(paper: TaskReportPaper) -> bytes:
    """Return the PDF: the same paper always gives the same bytes."""
    rules = rule_set(paper.rule_set)
    if paper.across:
        rules = replace(rules, page=turned(rules))
    story = [*beginning.head(paper, rules), *beginning.title(KIND, paper.abstract, rules)]
    story += _body(paper, rules)
    last = parts.paragraph(emphasised(parts.ended(paper.basis, rules)), rules)
    sent = parts.recipients(paper.recipients, rules)
    signed = parts.two_columns(sent, parts.signature(paper.signer, rules), rules)
    return build(
        story + parts.ending([last], signed),
        rules,
        title=f"{KIND} {' '.join(paper.abstract)}",
        author=paper.issuer,
        made=begin_of(paper.day),
    )


def turned(rules: RuleSet) -> Page:
    """Return the sheet lying across, with the margins of its rule-set; the head grows with it."""
    page = rules.page
    wider = page.height / page.width
    return replace(page, width=page.height, height=page.width, left_head=page.left_head * wider)


def _body(paper: TaskReportPaper, rules: RuleSet) -> list[Flowable]:
    small = replace(rules, body=replace(rules.body, size=SMALL))
    headings = iter(("I", "II", "III"))
    story: list[Flowable] = [parts.heading(f"{next(headings)}. Kết quả chung", rules)]
    story += [parts.paragraph(bound(clean(text)), rules) for text in paper.summary]
    if paper.figures.rows:
        figures = paper.figures
        story += parts.grid(figures.heads, figures.rows, small, figures.widths)
    if paper.tasks.rows:
        tasks = paper.tasks
        story.append(parts.heading(f"{next(headings)}. Danh mục nhiệm vụ", rules))
        story += parts.grid(tasks.heads, tasks.rows, small, tasks.widths)
    if paper.remarks:
        story.append(parts.heading(f"{next(headings)}. Nhận xét, kiến nghị", rules))
        story += [parts.paragraph(plain(text), rules) for text in paper.remarks]
    return story
