"""What is removed from the served copy, and what stays."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from documents.pdf.errors import PdfRejected
from documents.pdf.inspect import inspect
from documents.pdf.render import render_page
from documents.pdf.sanitise import sanitise
from documents.pdf.text import text_of_pages
from tests import samples

REMOVED = {
    "JavaScript": "/JavaScript",
    "OpenAction": "/OpenAction",
    "AA": "/AA",
    "Launch": "/A",
    "chained Launch": "/Next",
    "javascript: link": "/A",
    "SubmitForm": "/A",
    "EmbeddedFiles": "/EmbeddedFiles",
    "FileAttachment": "/Annots",
    "RichMedia": "/Annots",
    "XFA": "/XFA",
}


@pytest.mark.parametrize("kind", samples.ACTIVE_KINDS)
def test_active_content_is_gone_from_the_bytes(tmp_path: Path, kind: str) -> None:
    source, clean = samples.saved(tmp_path, samples.active_pdf(kind)), tmp_path / "sach.pdf"
    original = source.read_bytes()
    assert b"hidden" in original
    assert sanitise(source, clean) == (REMOVED[kind],)
    assert b"hidden" not in clean.read_bytes()
    assert source.read_bytes() == original
    assert sanitise(clean, tmp_path / "again.pdf") == ()
    assert text_of_pages(clean) == text_of_pages(source)


def test_page_looks_the_same(tmp_path: Path) -> None:
    source, clean = samples.saved(tmp_path, samples.active_pdf("AA")), tmp_path / "sach.pdf"
    sanitise(source, clean)
    assert render_page(clean, 1, 400) == render_page(source, 1, 400)


def test_links_outline_title_and_fonts_stay(tmp_path: Path) -> None:
    source, clean = samples.saved(tmp_path, samples.linked_pdf()), tmp_path / "sach.pdf"
    assert sanitise(source, clean) == ()
    reader = PdfReader(clean)
    page: Any = reader.pages[0]
    outline: list[Any] = reader.outline
    assert page["/Annots"][0].get_object()["/A"]["/URI"] == "https://example.invalid/trang"
    assert [entry["/Title"] for entry in outline] == ["Phần thứ nhất", "Phần thứ hai"]
    assert "/AA" in page["/Resources"]["/Font"]
    assert inspect(clean).title == samples.TITLE


def test_file_locked_against_changes_is_served_unlocked(tmp_path: Path) -> None:
    source, clean = samples.saved(tmp_path, samples.encrypted_pdf("")), tmp_path / "sach.pdf"
    sanitise(source, clean)
    assert not PdfReader(clean).is_encrypted
    assert samples.SENTENCE in text_of_pages(clean)[0]


def test_unreadable_file_is_refused(tmp_path: Path) -> None:
    source = samples.saved(tmp_path, b"%PDF-1.7\nnothing at all\n%%EOF\n")
    with pytest.raises(PdfRejected) as caught:
        sanitise(source, tmp_path / "sach.pdf")
    assert caught.value.reason == "broken"
