"""A copy with the marks drawn into the pages: it looks the same, and nothing is left to read."""

from pathlib import Path
from typing import Any

import pytest
from PIL import ImageChops
from pypdf import PdfReader

from documents.pdf.annotate import write_annotations
from documents.pdf.errors import PdfRejected
from documents.pdf.flatten import flatten
from documents.pdf.runner import Limits
from tests import samples
from tests.readers import picture
from tests.unit.documents.annotating import AUTHOR, HIGHLIGHT, INK, mark
from tests.unit.documents.test_pdf_annotate import NOTE, STICKY, UNDERLINE

ALL = (
    INK, HIGHLIGHT, UNDERLINE, STICKY,
    mark("text", page=2, box=[100, 400, 300, 460], size=14, text="Đề nghị xem lại"),
    mark("stamp", page=2, box=[100, 500, 250, 540], stamp="agreed"),
)  # fmt: skip


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A paper of two pages with marks of six kinds."""
    target = tmp_path / "marked.pdf"
    write_annotations(samples.saved(tmp_path, samples.plain_pdf(2)), target, ALL)
    return target


def test_it_looks_exactly_as_the_paper_with_its_marks(tmp_path: Path, marked: Path) -> None:
    target, bare = tmp_path / "flat.pdf", samples.saved(tmp_path, samples.plain_pdf(2))
    assert flatten(marked, target) == 2
    for page in (1, 2):
        with_marks, flat = picture(marked, page), picture(target, page)
        assert ImageChops.difference(with_marks, flat).getbbox() is None
        assert ImageChops.difference(picture(bare, page), flat).getbbox() is not None


def test_no_mark_author_or_note_can_be_read_from_it(tmp_path: Path, marked: Path) -> None:
    target = tmp_path / "flat.pdf"
    flatten(marked, target)
    pages = PdfReader(target).pages
    assert [page.get("/Annots") for page in pages] == [None, None]
    assert "Trang 1" in pages[0].extract_text()
    assert _told(marked) == {NOTE, AUTHOR}
    assert _told(target) == set()


def _told(path: Path) -> set[str]:
    """Which secrets stand anywhere in the file, also where no page leads to."""
    strings = [str(found) for found in _objects(path)]
    return {secret for secret in (NOTE, AUTHOR) if any(secret in text for text in strings)}


def _objects(path: Path) -> list[Any]:
    reader = PdfReader(path)
    numbers = {*reader.xref.get(0, {}), *reader.xref_objStm}
    return [reader.get_object(number) for number in sorted(numbers) if number]


def test_what_is_no_pdf_or_takes_too_long_is_refused(tmp_path: Path, marked: Path) -> None:
    with pytest.raises(PdfRejected):
        flatten(samples.saved(tmp_path, b"%PDF-1.7 nothing %%EOF"), tmp_path / "a.pdf")
    with pytest.raises(PdfRejected):
        flatten(marked, tmp_path / "b.pdf", limits=Limits(seconds=0.001, memory_mb=1024))
