"""Minutes and notices as DOCX: the words of the PDF, with its sheet, faces and tables."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm

from documents.official.minutes import build_minutes, write_minutes
from documents.official.notice import build_notice, write_notice
from documents.pdf.text import text_of_pages
from tests import official


def words_of(part: Any) -> list[str]:
    """The words of a document or cell, tables included, in reading order."""
    found: list[str] = []
    for inner in part.iter_inner_content():
        if hasattr(inner, "rows"):
            for row in inner.rows:
                for cell in row.cells:
                    found += words_of(cell)
        else:
            found += inner.text.split()
    return found


@pytest.mark.parametrize(
    ("pdf", "word"),
    [
        (build_notice(official.NOTICE), write_notice(official.NOTICE)),
        (build_minutes(official.MINUTES), write_minutes(official.MINUTES)),
        (build_minutes(official.STATE_MINUTES), write_minutes(official.STATE_MINUTES)),
    ],
    ids=["notice", "minutes", "state minutes"],
)
def test_the_words_are_those_of_the_pdf(tmp_path: Path, pdf: bytes, word: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf)
    pages = text_of_pages(path)
    printed = re.sub(r"^2\s", "", pages[1]) if len(pages) > 1 else ""
    expected = sorted(" ".join([pages[0], printed, *pages[2:]]).split())
    document = docx.Document(BytesIO(word))
    assert sorted(words_of(document)) == expected


def test_sheet_faces_and_tables() -> None:
    document = docx.Document(BytesIO(write_minutes(official.MINUTES)))
    section = document.sections[0]
    assert abs((section.page_width or 0) - Mm(210)) < Mm(0.1)
    assert abs((section.left_margin or 0) - Mm(30)) < Mm(0.1)
    assert document.core_properties.title == "Biên bản Phiên họp Ban Thường vụ Tỉnh ủy, kỳ thứ 31"
    titles = [p for p in document.paragraphs if p.text == "BIÊN BẢN"]
    assert len(titles) == 1
    assert titles[0].runs[0].bold
    assert titles[0].runs[0].font.name == "Times New Roman"
    body = next(p for p in document.paragraphs if p.text.startswith("Vào hồi"))
    assert abs((body.paragraph_format.first_line_indent or 0) - Mm(10)) < Mm(0.1)


def test_text_from_people_is_only_text() -> None:
    text = "<script>alert(1)</script> & =HYPERLINK()"
    document = docx.Document(BytesIO(write_notice(replace(official.NOTICE, opening=text))))
    assert text in [p.text for p in document.paragraphs]
