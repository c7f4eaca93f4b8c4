"""Text and pictures of pages, kinds of files, and the surroundings of the child."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from documents.pdf.errors import PdfRejected
from documents.pdf.filetype import Kind, kind_of
from documents.pdf.render import render_page
from documents.pdf.text import text_of_pages
from ecabinet.core import apart
from tests import samples


def test_text_of_each_page_is_vietnamese(tmp_path: Path) -> None:
    texts = text_of_pages(samples.saved(tmp_path, samples.plain_pdf(2, lines=1)))
    assert texts == tuple(f"Trang {n}\n{samples.SENTENCE}" for n in (1, 2))


def test_page_without_text_is_empty(tmp_path: Path) -> None:
    assert text_of_pages(samples.saved(tmp_path, samples.rectangle_pdf(0, (0, 0, 9, 9)))) == ("",)


def test_picture_has_the_asked_width_and_the_shape_of_the_page(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(2))
    drawn = Image.open(BytesIO(render_page(path, 2, 800)))
    assert (drawn.format, drawn.size) == ("PNG", (800, 1132))
    dark = drawn.convert("L").point(lambda value: 255 if value < 128 else 0)
    assert 500 < sum(dark.histogram()[255:]) < 60_000


def test_rotated_page_is_drawn_rotated(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.rectangle_pdf(90, (50, 60, 350, 660)))
    assert Image.open(BytesIO(render_page(path, 1, 600))).size == (600, 300)


def test_endless_strip_is_drawn_smaller(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.rectangle_pdf(0, (0, 0, 1, 800)))
    width, height = Image.open(BytesIO(render_page(path, 1, 4000))).size
    assert width * height <= 41_000_000


@pytest.mark.parametrize("page", [0, 3])
def test_page_that_is_not_there(tmp_path: Path, page: int) -> None:
    with pytest.raises(PdfRejected) as caught:
        render_page(samples.saved(tmp_path, samples.plain_pdf(2)), page, 300)
    assert (caught.value.reason, caught.value.params) == (
        "no_such_page",
        {"page": page, "pages": 2},
    )


def _zip(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 50)
    return out.getvalue()


def _image(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"%PDF-1.4\n", Kind.PDF),
        (b" " * 1000 + b"%PDF-1.4", Kind.PDF),
        (b" " * 1030 + b"%PDF-1.4", Kind.TEXT),
        ("Văn bản thường".encode(), Kind.TEXT),
        ("ă".encode() * 4096, Kind.TEXT),
        (("a" + "ă" * 4096).encode()[:8192], Kind.TEXT),
        (b"\0\x01\x02", Kind.UNKNOWN),
        (b"\xff\xfe\xfa\xf0 no text", Kind.UNKNOWN),
        (_image("PNG"), Kind.PNG),
        (_image("JPEG"), Kind.JPEG),
        (_image("TIFF"), Kind.TIFF),
        (_zip("[Content_Types].xml", "_rels/.rels", "word/document.xml"), Kind.WORD),
        (_zip("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), Kind.EXCEL),
        (_zip("[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"), Kind.POWERPOINT),
        (_zip("ghi-chu.txt"), Kind.ZIP),
    ],
)
def test_kind_is_told_by_content(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind


def test_child_sees_no_secret_of_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECABINET_SECRET_KEY", "bí mật")
    assert "bí mật" not in str(apart.ENVIRONMENT)
    assert set(apart.ENVIRONMENT) == {"PATH", "LANG", "PYTHONDONTWRITEBYTECODE"}
