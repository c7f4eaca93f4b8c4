"""Puts the parts of an official document on pages, and the pages into a file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from documents.official.about import describe
from documents.official.fonts import face
from documents.official.markup import clean
from documents.official.rules import RuleSet

# A4 across, with the margins of a bound book.
LANDSCAPE = {"width": 297, "height": 210, "top": 15, "bottom": 15, "left": 20, "right": 10}


def across(rules: RuleSet, letters: float) -> RuleSet:
    """Return `rules` for a wide table: the sheet lies across, with letters of this many points."""
    page = replace(rules.page, **LANDSCAPE)
    return replace(rules, page=page, body=replace(rules.body, size=letters))


def _number_page(canvas: Canvas, rules: RuleSet) -> None:
    number = canvas.getPageNumber()
    if number == 1:
        return
    canvas.setFont(face(), rules.page_number.size)
    middle = (rules.page.left + rules.page.text_width / 2) * mm
    canvas.drawCentredString(
        middle, (rules.page.height - rules.page_number.from_top) * mm, str(number)
    )


def _date(canvas: Canvas, made: datetime) -> None:
    """Let the file say when the document was made: the same facts give the same bytes."""
    stamp = canvas._doc._timeStamp  # type: ignore[attr-defined]
    offset = int((made.utcoffset() or made - made).total_seconds()) // 60
    stamp.YMDhms = made.timetuple()[:6]
    stamp.dhh, stamp.dmm = divmod(offset, 60)


def build(
    story: Sequence[Flowable], rules: RuleSet, *, title: str, author: str, made: datetime
) -> bytes:
    """Return the PDF of `story`; `made` is the aware moment that the file carries."""
    page = rules.page
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=(page.width * mm, page.height * mm),
        title=clean(title),
        author=clean(author),
        subject=rules.title,
        lang="vi-VN",
        displayDocTitle=1,
        initialFontName=face(),  # else every page would announce Helvetica
        invariant=1,
    )
    frame = Frame(
        page.left * mm,
        page.bottom * mm,
        page.text_width * mm,
        (page.height - page.top - page.bottom) * mm,
        *(0, 0, 0, 0),
    )

    def on_page(canvas: Canvas, _: Any) -> None:
        _date(canvas, made)
        if canvas.getPageNumber() == 1:
            describe(canvas, title=clean(title), author=clean(author), made=made)
        _number_page(canvas, rules)

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=on_page))
    document.build(list(story))
    return out.getvalue()
