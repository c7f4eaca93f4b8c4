"""The sheet of a guide: a band with the role, numbered steps, what to do when, whom to ask.

One page of A4, with the largest letters that fit. Slow: only the child calls it.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from documents.guides.signs import Sign
from documents.official.fonts import REGULAR, face
from documents.official.markup import Markup, plain, strong
from ecabinet.help.roles import Guide, Words

WIDTH, HEIGHT, MARGIN, BAND = 210 * mm, 297 * mm, 18 * mm, 39 * mm
HOUSE, GOLD, INK, LINE = map(HexColor, ("#a3161f", "#fdf6e3", "#1c2430", "#d9dde3"))
SIZES = tuple(size / 2 for size in range(35, 19, -1))  # 17.5 to 10 points
_PAGE = re.compile(rb"/Type /Page\b")


class Number(Flowable):
    """The number of a step in a disc."""

    def __init__(self, number: int, size: float) -> None:
        super().__init__()
        self._words, self._size = str(number), size
        self.width = self.height = size * 1.9

    def draw(self) -> None:
        """Draw the disc, and the figure in its middle."""
        canvas: Any = self.canv
        middle = self.width / 2
        canvas.setFillColor(HOUSE)
        canvas.circle(middle, middle, middle, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(face(bold=True), self._size)
        canvas.drawCentredString(middle, middle - self._size * 0.35, self._words)


def draw_guide(guide: Guide, words: Words, office: str, language: str) -> bytes:
    """Return the PDF; the same words give the same bytes. Raises ValueError: no page holds them."""
    for size in SIZES:
        made = _build(guide, words, office, language, size)
        if len(_PAGE.findall(made)) == 1:
            return made
    raise ValueError(f"the guide of {guide.role} ({language}) is longer than a page")


def _build(guide: Guide, words: Words, office: str, language: str, size: float) -> bytes:
    out = BytesIO()
    title = f"{words.guide}: {guide.title}"
    document = BaseDocTemplate(
        out,
        pagesize=(WIDTH, HEIGHT),
        title=title,
        author=office,
        lang={"vi": "vi-VN", "en": "en-GB"}[language],
        displayDocTitle=1,
        initialFontName=face(),
        invariant=1,
    )
    inside = (MARGIN, 12 * mm, WIDTH - 2 * MARGIN, HEIGHT - BAND - 12 * mm - 7 * mm)
    frame = Frame(*inside, *(0, 0, 0, 0))

    def on_page(canvas: Canvas, _: Any) -> None:
        _band(canvas, guide, words, office)

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=on_page))
    document.build(_story(guide, words, size))
    return out.getvalue()


def _band(canvas: Canvas, guide: Guide, words: Words, office: str) -> None:
    canvas.setFillColor(HOUSE)
    canvas.rect(0, HEIGHT - BAND, WIDTH, BAND, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(face(), 11)
    canvas.drawString(MARGIN, HEIGHT - 13 * mm, f"E-cabinet · {words.guide}")
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 13 * mm, office)
    canvas.setFont(face(bold=True), 25)
    canvas.drawString(MARGIN, HEIGHT - 25 * mm, guide.title)
    about = Paragraph(plain(guide.about), _style(12.5, white))
    _, tall = about.wrap(WIDTH - 2 * MARGIN, BAND)
    about.drawOn(canvas, MARGIN, HEIGHT - 29 * mm - tall)


def _story(guide: Guide, words: Words, size: float) -> list[Flowable]:
    body, heading = _style(size, INK), _style(size + 1.5, HOUSE, bold=True)
    sign = size * 1.9
    rows = [
        [Number(place, size), Sign(step.icon, sign, INK), Paragraph(plain(step.text), body)]
        for place, step in enumerate(guide.steps, start=1)
    ]
    steps = _table(rows, [sign + 10, sign + 14], size, under=True)
    when = [
        [Paragraph(strong(case.happens), body), Paragraph(plain(case.do), body)]
        for case in guide.when
    ]
    cases = _table(when, [54 * mm], size, ground=GOLD)
    ask = Paragraph(Markup(f"{strong(words.ask_heading)} {plain(words.ask)}"), body)
    return [
        steps,
        Spacer(0, size * 0.9),
        Paragraph(plain(words.when_heading), heading),
        Spacer(0, size * 0.5),
        cases,
        Spacer(0, size * 0.9),
        ask,
    ]


def _table(
    rows: Sequence[Sequence[Flowable]],
    widths: Sequence[float],
    size: float,
    *,
    under: bool = False,
    ground: Any = None,
) -> Table:
    """Rows of the width of the sheet; `under`: with lines between them, `ground`: a colour."""
    side = 0 if ground is None else size * 0.8
    look: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if under else "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), side),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), size * 0.45),
        ("BOTTOMPADDING", (0, 0), (-1, -1), size * 0.45),
        ("FONTNAME", (0, 0), (-1, -1), face()),
    ]
    if under:
        look.append(("LINEBELOW", (0, 0), (-1, -2), 0.6, LINE))
    if ground is not None:
        look.append(("BACKGROUND", (0, 0), (-1, -1), ground))
    rest = WIDTH - 2 * MARGIN - sum(widths)
    return Table([list(row) for row in rows], [*widths, rest], style=look, hAlign="LEFT")


def _style(size: float, color: Any, *, bold: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        f"guide-{size}-{bold}",
        fontName=face(bold=bold) if bold else REGULAR,
        fontSize=size,
        leading=size * 1.3,
        textColor=color,
    )
