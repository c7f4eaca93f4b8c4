"""The same text as DOCX, for offices that must edit it: what is edited is another document.

The parts of which the PDF is set are written one by one, so that both say the same.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, cast

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table
from reportlab.platypus.flowables import KeepTogether

from documents.official.parts import RoomToSign
from documents.official.rules import RuleSet

FONT = "Times New Roman"
_SIDES: dict[Any, Any] = {
    TA_CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    TA_JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def write_word(story: Sequence[Flowable], rules: RuleSet, *, title: str, author: str) -> bytes:
    """Return the DOCX of a story: sheet and margins of the rule-set, words, tables, faces."""
    document = docx.Document()
    page, section = rules.page, document.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    normal = cast(Any, document.styles["Normal"])
    normal.font.name, normal.font.size = FONT, Pt(rules.body.size)
    document.core_properties.title, document.core_properties.author = title, author
    for part in _flat(story):
        _put(document, document, part)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _flat(story: Any) -> Iterator[Any]:
    for part in story:
        if isinstance(part, KeepTogether):
            yield from _flat(part._content)  # type: ignore[attr-defined]
        else:
            yield part


def _put(document: Document, where: Any, part: Any) -> None:
    """Write one part into the document, or into a cell of a table."""
    if isinstance(part, Paragraph):
        _paragraph(where.add_paragraph(), part)
    elif isinstance(part, Table):
        _table(document, where, part)
    elif isinstance(part, PageBreak):
        where.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif isinstance(part, RoomToSign):
        for _line in range(3):
            where.add_paragraph()
    elif not isinstance(part, Spacer) and isinstance(part, str) and part:
        where.add_paragraph(part)


def _paragraph(line: Any, part: Paragraph) -> None:
    style = part.style
    line.alignment = _SIDES.get(style.alignment, WD_ALIGN_PARAGRAPH.LEFT)
    shape = line.paragraph_format
    shape.space_before, shape.space_after = Pt(style.spaceBefore), Pt(0)
    shape.first_line_indent = Pt(style.firstLineIndent)
    for piece in part.frags:
        run = line.add_run(getattr(piece, "text", ""))
        run.font.name, run.font.size = FONT, Pt(piece.fontSize)
        face = piece.fontName.lower()
        run.bold, run.italic = "bold" in face, "italic" in face


def _table(document: Document, where: Any, part: Table) -> None:
    cells = cast(Any, part)._cellvalues
    made = where.add_table(len(cells), len(cells[0]))
    if cast(Any, part)._linecmds:
        made.style = cast(Any, document.styles["Table Grid"])
    for row, values in zip(made.rows, cells, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            inside = value if isinstance(value, list | tuple) else [value]
            for each in _flat(inside):
                _put(document, cell, each)
            if len(cell.paragraphs) > 1:  # a new cell begins with an empty one
                first = cell.paragraphs[0]._element
                first.getparent().remove(first)
