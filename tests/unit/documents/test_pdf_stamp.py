"""Stamped copies: the words on every page, in every place a page can have, for any file."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from documents.pdf.errors import PdfRejected
from documents.pdf.runner import Limits
from documents.pdf.sanitise import sanitise
from documents.pdf.stamp import WORDS_AT_MOST, stamp
from tests.readers import pdfium, picture
from tests.samples import (
    encrypted_pdf,
    outlined_pdf,
    plain_pdf,
    rectangle_pdf,
)

WORDS = "Nguyễn Thị Ngọc Quỳnh · Văn phòng Tỉnh ủy Vĩnh Phúc · 14:05 28/11/2026"
LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
    "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬEÈÉẺẼẸÊỀẾỂỄỆIÌÍỈĨỊOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢUÙÚỦŨỤƯỪỨỬỮỰYỲÝỶỸỴĐ"
)


@pytest.fixture
def stamped(tmp_path: Path) -> Callable[..., Path]:
    def make(content: bytes, words: str = WORDS) -> Path:
        source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
        source.write_bytes(content)
        stamp(source, target, words)
        return target

    return make


def texts_by_pdfium(path: Path) -> list[str]:
    document = pdfium.PdfDocument(path)
    told = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return told


def inked(path: Path, page: int = 1) -> tuple[float, float, float, float]:
    """Where anything is drawn, as shares of the page."""
    drawn = picture(path, page).convert("L").point(lambda light: 255 if light < 250 else 0)
    box = drawn.getbbox()
    assert box is not None, "nothing is drawn"
    wide, high = drawn.size
    return box[0] / wide, box[1] / high, box[2] / wide, box[3] / high


def test_every_page_bears_the_words_for_both_readers(stamped: Callable[..., Path]) -> None:
    path = stamped(plain_pdf(7))
    by_pypdf = [page.extract_text() for page in PdfReader(path).pages]
    by_pdfium = texts_by_pdfium(path)
    assert len(by_pypdf) == len(by_pdfium) == 7
    for number, (one, other) in enumerate(zip(by_pypdf, by_pdfium, strict=True), start=1):
        assert WORDS in one
        assert WORDS in other
        assert f"Trang {number}" in one


def test_all_vietnamese_letters_come_back(stamped: Callable[..., Path]) -> None:
    path = stamped(plain_pdf(1), LETTERS)
    assert LETTERS in PdfReader(path).pages[0].extract_text().replace("\n", "")
    assert LETTERS in texts_by_pdfium(path)[0].replace("\r\n", "")


def test_the_same_input_gives_the_same_bytes(stamped: Callable[..., Path]) -> None:
    first = stamped(plain_pdf(3)).read_bytes()
    assert stamped(plain_pdf(3)).read_bytes() == first
    assert stamped(plain_pdf(3), WORDS + "!").read_bytes() != first


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [(0, 0, 600, 800), (60, 120, 500, 420)])
def test_the_words_lie_upright_within_what_is_seen(
    stamped: Callable[..., Path], rotation: int, crop: tuple[float, float, float, float]
) -> None:
    path = stamped(rectangle_pdf(rotation, crop))
    left, top, right, bottom = inked(path)
    assert left < 0.1
    assert right > 0.9
    assert top < 0.1
    assert bottom > 0.97
    # The foot line is the lowest and reads from left to right, whole and in the middle.
    document = pdfium.PdfDocument(path)
    drawn = document[0].render(scale=4).to_pil().convert("L")
    document.close()
    wide, high = drawn.size
    strip = drawn.crop((0, round(high * 0.94), wide, high))
    box = strip.point(lambda light: 255 if light < 170 else 0).getbbox()
    assert box is not None
    assert box[0] > 0.02 * wide
    assert box[2] < 0.98 * wide
    assert abs((box[0] + box[2]) / 2 - wide / 2) < 0.02 * wide


@pytest.mark.parametrize("size", [(20, 400), (400, 20), (72, 72), (3370, 2384), (14400, 200)])
def test_odd_sizes_of_pages(stamped: Callable[..., Path], size: tuple[int, int]) -> None:
    writer = PdfWriter()
    writer.add_blank_page(*size)
    out = BytesIO()
    writer.write(out)
    path = stamped(out.getvalue())
    assert WORDS in PdfReader(path).pages[0].extract_text()
    assert inked(path)


def test_a_page_without_end_has_no_endless_words(stamped: Callable[..., Path]) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 10**8)
    out = BytesIO()
    writer.write(out)
    told = PdfReader(stamped(out.getvalue())).pages[0].extract_text()
    assert 1 < told.count(WORDS) < 600


def test_pages_of_one_size_share_one_drawing(stamped: Callable[..., Path]) -> None:
    path = stamped(plain_pdf(300))
    assert path.stat().st_size < len(plain_pdf(300)) + 60_000
    reader = PdfReader(path)
    drawn: list[Any] = [page["/Resources"] for page in reader.pages]
    forms = {each["/XObject"].raw_get("/EcabinetStamp").idnum for each in drawn}
    assert len(forms) == 1
    assert WORDS in reader.pages[299].extract_text()


def drawing(content: bytes) -> bytes:
    """A page of 600 × 800 pt that draws `content`."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(rectangle_pdf(0, (0, 0, 600, 800)))))
    stream = DecodedStreamObject()
    stream.set_data(content)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"q 0.01 0 0 0.01 5000 5000 cm",  # saved, never restored
        b"Q Q Q 0.01 0 0 0.01 5000 5000 cm",  # restored, never saved
        b"BT 1 0 0 1 9000 9000 Tm",  # text that does not end
        b"BT (never ends \\) q",  # a string that does not end
        b"0 0 1 1 re W n (a(b)c) Tj",  # a clip, and a string in a string
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID (\xff EI q q",
        b"% q q q",
        b"",
    ],
)
def test_what_a_page_leaves_open_neither_moves_nor_hides_the_words(
    stamped: Callable[..., Path], content: bytes
) -> None:
    path = stamped(drawing(content))
    left, top, right, bottom = inked(path)
    assert (left < 0.1, top < 0.1, right > 0.9, bottom > 0.97) == (True,) * 4
    assert WORDS in texts_by_pdfium(path)[0]


@pytest.mark.parametrize("name", ["/ASCII85Decode", "/FlateDecode", "/NoSuchDecode"])
def test_content_that_cannot_be_decoded_is_no_reason_to_have_no_copy(
    stamped: Callable[..., Path], name: str
) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(drawing(b"q ~zzzz \xeb"))))
    content: Any = writer.pages[0]["/Contents"].get_object()
    content[NameObject("/Filter")] = NameObject(name)
    out = BytesIO()
    writer.write(out)
    assert WORDS in texts_by_pdfium(stamped(out.getvalue()))[0]


def test_a_shut_out_page_looks_as_before(stamped: Callable[..., Path]) -> None:
    # A page left open is drawn through a form: it must still be there, in its place.
    path = stamped(drawing(b"q 1 0 0 rg 100 100 200 300 re f"))
    red = picture(path).getpixel((200, 800 - 250))
    assert isinstance(red, tuple)
    assert red[0] > 200
    assert red[1] < 60


def test_outline_and_links_stay(stamped: Callable[..., Path]) -> None:
    reader = PdfReader(stamped(outlined_pdf()))
    top = [str(entry.get("/Title")) for entry in reader.outline if not isinstance(entry, list)]
    assert top == ["I. Kết quả", "II. Nhiệm vụ"]


def test_words_are_one_line_and_not_endless(stamped: Callable[..., Path]) -> None:
    path = stamped(plain_pdf(1), "Nguyễn\nVăn  An " + "x" * 1000)
    told = texts_by_pdfium(path)[0].splitlines()
    assert "Nguyễn Văn An " + "x" * (WORDS_AT_MOST - 14) in told
    assert max(map(len, told)) == WORDS_AT_MOST


def test_a_file_locked_only_against_changes_is_stamped(stamped: Callable[..., Path]) -> None:
    assert WORDS in PdfReader(stamped(encrypted_pdf(""))).pages[0].extract_text()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (encrypted_pdf("mật khẩu"), "encrypted"),
        (b"%PDF-1.7\nnothing that can be read", "broken"),
        (plain_pdf(3)[:900], "broken"),
    ],
)
def test_what_cannot_be_read_is_a_stated_refusal(
    stamped: Callable[..., Path], content: bytes, reason: str
) -> None:
    with pytest.raises(PdfRejected) as refused:
        stamped(content)
    assert refused.value.reason == reason


def test_it_ends_when_its_time_is_over(tmp_path: Path) -> None:
    source = tmp_path / "in.pdf"
    source.write_bytes(plain_pdf(300))
    with pytest.raises(PdfRejected) as refused:
        stamp(source, tmp_path / "out.pdf", WORDS, limits=Limits(seconds=0.001))
    assert refused.value.reason == "timeout"


def test_a_safe_copy_stays_safe(tmp_path: Path, stamped: Callable[..., Path]) -> None:
    again = tmp_path / "again.pdf"
    assert not sanitise(stamped(plain_pdf(1)), again)
    assert PdfReader(again).pages[0].extract_text()
