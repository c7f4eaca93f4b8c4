"""A summary as a printed table (A4 across) or as a workbook. Slow: only the child calls it."""

from dataclasses import replace
from datetime import datetime

from reportlab.platypus import Paragraph

from documents.official import beginning
from documents.official.layout import across, build
from documents.official.markup import Markup, emphasised, plain, strong
from documents.official.rules import RuleSet, rule_set
from documents.official.styles import styles_of
from documents.official.tables import table
from documents.summaries.shapes import Comment, Said, Summary
from ecabinet.core.clock import office_time
from ecabinet.core.sheets_out import Cell, to_xlsx

LETTERS = 10.5
WIDTHS = (6, 17, 25, 30, 32, 11)
BREAK = Markup("<br/>")


def workbook(summary: Summary) -> bytes:
    """Return an XLSX with real times; what a spreadsheet would run is only text."""
    heads = summary.heads
    heading = (
        heads.page, heads.layer, heads.kind, heads.author, heads.at,
        heads.quote, heads.text, heads.replies, heads.state,
    )  # fmt: skip
    return to_xlsx(summary.title, heading, [_cells(comment) for comment in summary.comments])


def _cells(comment: Comment) -> tuple[Cell, ...]:
    replies = "\n".join(f"{_who(said)}: {_answer(said)}" for said in comment.replies)
    return (
        comment.page, comment.layer, comment.kind, comment.author, comment.at,
        comment.quote, comment.text, replies, comment.state,
    )  # fmt: skip


def printed(summary: Summary) -> bytes:
    """Return the PDF; the same summary gives the same bytes."""
    rules = across(rule_set("party"), LETTERS)
    rules = replace(rules, abstract=replace(rules.abstract, rule=0))
    heads = summary.heads
    columns = (heads.page, f"{heads.author}, {heads.at.lower()}", heads.quote, heads.text,
               heads.replies, heads.state)  # fmt: skip
    rows = [_row(comment, rules) for comment in summary.comments]
    return build(
        [
            *beginning.title(summary.title, (summary.paper, *summary.facts), rules),
            *table(columns, rows, rules, WIDTHS),
        ],
        rules,
        title=f"{summary.title}: {summary.paper}",
        author="",
        made=office_time(summary.made),
    )


def _row(comment: Comment, rules: RuleSet) -> list[Paragraph]:
    styles = styles_of(rules)
    who = (strong(comment.author), plain(_time(comment.at)), emphasised(comment.layer))
    said = (emphasised(comment.kind), *_lines(comment.text))
    replies = [line for reply in comment.replies for line in _reply(reply)]
    return [
        Paragraph(plain(str(comment.page)), styles.cell_number),
        Paragraph(_under(*who), styles.cell),
        Paragraph(_under(*_lines(comment.quote)), styles.cell),
        Paragraph(_under(*said), styles.cell),
        Paragraph(_under(*replies), styles.cell),
        Paragraph(plain(comment.state), styles.cell),
    ]


def _reply(said: Said) -> list[Markup]:
    return [strong(_who(said)), *_lines(_answer(said))]


def _answer(said: Said) -> str:
    if said.settles and said.text.strip():
        return f"{said.text} [{said.settles}]"
    return said.text or f"[{said.settles}]"


def _who(said: Said) -> str:
    return f"{said.author}, {_time(said.at)}"


def _time(moment: datetime) -> str:
    return office_time(moment).strftime("%d/%m/%Y %H:%M")


def _lines(text: str) -> list[Markup]:
    return [plain(line) for line in text.splitlines() if line.strip()]


def _under(*lines: Markup) -> Markup:
    return Markup(BREAK.join(lines))
