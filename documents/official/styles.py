"""Paragraph styles of reportlab, made from a rule-set."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from documents.official.fonts import face
from documents.official.rules import RuleSet, Style

_LEADING = 1.3


def style(rule: Style, **more: Any) -> ParagraphStyle:
    """Return a style with the face and size of `rule`, centred."""
    options: dict[str, Any] = {
        "fontName": face(bold=rule.bold, italic=rule.italic),
        "fontSize": rule.size,
        "leading": rule.size * _LEADING,
        "alignment": TA_CENTER,
    }
    return ParagraphStyle("line", **{**options, **more})


@dataclass(frozen=True)
class Styles:
    """The styles of the body and the end of a document."""

    body: ParagraphStyle
    heading: ParagraphStyle
    listed: ParagraphStyle
    cell: ParagraphStyle
    cell_number: ParagraphStyle
    cell_head: ParagraphStyle
    recipient: ParagraphStyle


@cache
def styles_of(rules: RuleSet) -> Styles:
    """Return the styles of `rules`."""
    size, leading = rules.body.size, rules.body.leading
    body = ParagraphStyle(
        "body",
        fontName=face(),
        fontSize=size,
        leading=leading,
        alignment=TA_JUSTIFY,
        firstLineIndent=rules.body.first_indent * mm,
        spaceBefore=rules.body.space,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )
    line = Style(size=size - 1)
    return Styles(
        body=body,
        heading=ParagraphStyle("heading", body, fontName=face(bold=True), keepWithNext=1),
        listed=ParagraphStyle("listed", body, spaceBefore=2),
        cell=style(line, alignment=TA_LEFT),
        cell_number=style(line),
        cell_head=style(Style(size=size - 1, bold=True)),
        recipient=style(
            Style(size=rules.recipients.list_size),
            alignment=TA_LEFT,
            leftIndent=6,
            firstLineIndent=-6,
        ),
    )
