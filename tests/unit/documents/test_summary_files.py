"""The summary as files: what stands in them, hostile words, rows longer than a page, limits."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from openpyxl import load_workbook

from documents.cache import Cache
from documents.summaries import making
from documents.summaries.files import printed, workbook
from documents.summaries.shapes import Comment, Heads, Said, Summary
from ecabinet.core.apart import Limits

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
HEADS = Heads(
    page="Trang", author="Người viết", at="Lúc", layer="Lớp", kind="Loại", quote="Đoạn",
    text="Ý kiến", replies="Trả lời", state="Tình trạng",
)  # fmt: skip


def comment(**fields: Any) -> Comment:
    given: dict[str, Any] = {
        "page": 7, "layer": "Phiên họp", "kind": "Tô sáng", "author": "Nguyễn Thị Ánh Nguyệt",
        "at": AT, "quote": "hết quý III năm 2026", "text": "Đề nghị làm rõ", "state": "Đã xong",
        "replies": (Said(author="Lê Thị Bình", at=AT, text="Đã sửa", settles="Đã xong"),),
    }  # fmt: skip
    return Comment(**(given | fields))


def summary(*comments: Comment) -> Summary:
    return Summary(
        title="Tổng hợp ý kiến", paper="Tờ trình", facts=("Bản 2",), made=AT, heads=HEADS,
        comments=comments,
    )  # fmt: skip


def words(pdf: bytes) -> str:
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.split())


def test_the_printed_table_says_who_when_what_and_the_answers() -> None:
    said = words(printed(summary(comment())))
    for part in (
        "TỔNG HỢP Ý KIẾN", "Tờ trình", "Bản 2", "Nguyễn Thị Ánh Nguyệt", "28/11/2026 16:30",
        "Phiên họp", "Tô sáng", "hết quý III năm 2026", "Đề nghị làm rõ",
        "Lê Thị Bình, 28/11/2026 16:30", "Đã sửa [Đã xong]", "Đã xong",
    ):  # fmt: skip
        assert part in said, part


def test_pdfium_draws_every_page_of_it() -> None:
    document = pypdfium2.PdfDocument(printed(summary(*[comment(page=n) for n in range(1, 60)])))
    assert len(document) > 3
    for page in document:
        drawn = page.render(scale=0.3).to_pil().convert("L")
        assert drawn.getextrema()[0] < 128


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert printed(summary(comment())) == printed(summary(comment()))


def test_markup_in_words_is_only_words() -> None:
    hostile = "<b>đậm</b> <img src='/etc/passwd'/> &amp; </para>"
    said = words(printed(summary(comment(text=hostile, quote=hostile, author=hostile))))
    assert said.count("<b>đậm</b>") == 3
    assert "&amp; </para>" in said


@pytest.mark.parametrize("letters", ["dài ", "x"], ids=["words", "one word"])
def test_a_row_longer_than_a_page_goes_on_and_the_head_comes_once_a_page(letters: str) -> None:
    text = letters * (5_000 // len(letters))
    rows = [comment(), comment(page=8, text=text, replies=()), comment(page=9, text="cuối cùng")]
    pdf = printed(summary(*rows))
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    assert 2 <= len(pages) < 12
    assert [page.count("Tình trạng") for page in pages] == [1] * len(pages)
    whole = "".join("".join(pages).split())
    assert whole.count(letters.strip()) >= 5_000 // len(letters)
    assert "cuốicùng" in whole


def test_no_comments_is_a_table_without_rows() -> None:
    assert "Tình trạng" in words(printed(summary()))
    assert load_workbook(BytesIO(workbook(summary()))).active.max_row == 1


def test_the_workbook_has_real_times_and_runs_nothing() -> None:
    formula = comment(text="=HYPERLINK(1)", author="+1", quote="@x")
    sheet = load_workbook(BytesIO(workbook(summary(comment(), formula)))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [
        "Trang", "Lớp", "Loại", "Người viết", "Lúc", "Đoạn", "Ý kiến", "Trả lời", "Tình trạng",
    ]  # fmt: skip
    assert rows[1][0] == 7
    assert rows[1][4].isoformat() == "2026-11-28T16:30:00"
    assert rows[1][7] == "Lê Thị Bình, 28/11/2026 16:30: Đã sửa [Đã xong]"
    assert {cell.data_type for cell in sheet[3]} <= {"s", "n", "d"}
    assert (rows[2][6], rows[2][3], rows[2][5]) == ("'=HYPERLINK(1)", "'+1", "'@x")


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_a_child_writes_it_once(tmp_path: Path, monkeypatch: Any, kind: making.Kind) -> None:
    cache, said = Cache(tmp_path), making.told(summary(comment()))
    file = making.made(cache, said, kind)
    assert file.read_bytes()[:4] == {"pdf": b"%PDF", "xlsx": b"PK\x03\x04"}[kind]

    def never(*_args: Any) -> None:
        raise AssertionError("it is there already")

    monkeypatch.setattr(making, "run_apart", never)
    assert making.made(cache, said, kind) == file


def test_what_takes_too_long_is_ended_and_leaves_nothing(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(making, "LIMITS", Limits(seconds=0.001, memory_mb=1024))
    with pytest.raises(TimeoutError):
        making.made(Cache(tmp_path), making.told(summary(comment())), "pdf")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_child_that_fails_is_told_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="Field required"):
        making.made(Cache(tmp_path), "{}", "pdf")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
