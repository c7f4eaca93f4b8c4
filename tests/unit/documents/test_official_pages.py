"""How official papers are set: fonts, geometry, numbers of pages, bookmarks, the same bytes."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from documents.official.invitation import build_invitation
from documents.official.letter import Section, build_letter
from documents.official.minutes import build_minutes
from documents.official.notice import build_notice
from documents.official.rules import rule_set
from tests import official
from tests.readers import lines
from tests.unit.documents.papers_read import MM, pages_of, saved

PAPERS: dict[str, Callable[[], bytes]] = {
    "minutes": lambda: build_minutes(official.MINUTES),
    "state minutes": lambda: build_minutes(official.STATE_MINUTES),
    "letter": lambda: build_letter(official.LETTER),
    "state letter": lambda: build_letter(official.STATE_LETTER),
    "invitation": lambda: build_invitation(official.INVITATION),
    "state invitation": lambda: build_invitation(official.STATE_INVITATION),
    "notice": lambda: build_notice(official.NOTICE),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_font_is_tinos_and_embedded(tmp_path: Path, paper: str) -> None:
    reader = PdfReader(saved(tmp_path, PAPERS[paper]()))
    fonts: list[Any] = []
    for page in reader.pages:
        resources: Any = page["/Resources"]
        fonts += [font.get_object() for font in resources["/Font"].values()]
    assert fonts
    assert {font["/BaseFont"].split("+")[1].split("-")[0] for font in fonts} == {"Tinos"}
    assert all(font["/FontDescriptor"]["/FontFile2"].get_data() for font in fonts)


@pytest.mark.parametrize("paper", PAPERS)
def test_geometry_is_that_of_the_rule_set(tmp_path: Path, paper: str) -> None:
    path = saved(tmp_path, PAPERS[paper]())
    page = rule_set("state" if paper.startswith("state") else "party").page
    for number, sheet in enumerate(PdfReader(path).pages, start=1):
        assert [round(float(v) / MM, 1) for v in sheet.mediabox] == [0, 0, 210, 297]
        found = lines(path, number)
        body = found[1:] if number > 1 else found
        assert min(line.left for line in body) >= page.left * MM - 1  # italics lean out
        assert max(line.right for line in body) <= (page.width - page.right) * MM + 1
        assert body[0].baseline > page.top * MM
        assert body[-1].baseline < (page.height - page.bottom) * MM


def test_paragraphs_are_indented_and_justified(tmp_path: Path) -> None:
    found = lines(saved(tmp_path, build_notice(official.NOTICE)))
    start = next(i for i, line in enumerate(found) if line.text.startswith("Ngày31/8/2022"))
    assert found[start].left == pytest.approx((30 + 10) * MM, abs=1)
    assert found[start + 1].left == pytest.approx(30 * MM, abs=1)
    for line in found[start : start + 2]:
        assert line.right == pytest.approx((210 - 15) * MM, abs=1)


def test_page_number_from_the_second_page_on(tmp_path: Path) -> None:
    path = saved(tmp_path, build_minutes(official.MINUTES))
    assert lines(path, 1)[0].text == "TỈNHỦYVĨNHPHÚC"
    number = lines(path, 2)[0]
    assert number.text == "2"
    assert (number.left + number.right) / 2 == pytest.approx((30 + 165 / 2) * MM, abs=1)
    assert number.baseline == pytest.approx(12 * MM, abs=1)


@pytest.mark.parametrize("paper", PAPERS)
def test_same_facts_give_the_same_bytes(paper: str) -> None:
    assert PAPERS[paper]() == PAPERS[paper]()


def test_same_bytes_in_another_process(tmp_path: Path) -> None:
    program = (
        "import sys; from tests import official; from documents.official.minutes import *;"
        "sys.stdout.buffer.write(build_minutes(official.MINUTES))"
    )
    command = [sys.executable, "-c", program]
    other = subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "7"})
    assert other.stdout == build_minutes(official.MINUTES)


def test_file_tells_when_by_whom_and_what(tmp_path: Path) -> None:
    reader = PdfReader(saved(tmp_path, build_minutes(official.MINUTES)))
    about = reader.metadata
    assert about is not None
    assert about.title == "Biên bản Phiên họp Ban Thường vụ Tỉnh ủy, kỳ thứ 31"
    assert about.author == "Tỉnh ủy Vĩnh Phúc"
    assert about.creation_date == official.MINUTES.closed_at
    assert str(reader.root_object["/Lang"]) == "vi-VN"
    archived = reader.xmp_metadata
    assert archived is not None
    assert archived.dc_title == {"x-default": about.title}
    assert archived.dc_creator == [about.author]
    made = official.MINUTES.closed_at.astimezone(UTC)
    assert archived.xmp_create_date == made.replace(tzinfo=None)


def test_headings_are_bookmarks_that_lead_to_their_page(tmp_path: Path) -> None:
    reader = PdfReader(saved(tmp_path, build_minutes(official.MINUTES)))
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline]
    assert marks[0] == ("1. Thành phần tham dự", 0)
    assert len(marks) > 3
    for title, page in marks:
        assert title[:20] in reader.pages[page].extract_text()


def test_decomposed_letters_give_the_same_paper() -> None:
    apart = unicodedata.normalize("NFD", official.RESULTS)
    assert apart != official.RESULTS
    letters = [replace(official.LETTER, closing=text) for text in (official.RESULTS, apart)]
    assert build_letter(letters[0]) == build_letter(letters[1])


def test_symbols_never_break_over_two_lines(tmp_path: Path) -> None:
    symbols = ("23-CT/TU", "84-CTr/TU", "42/2014/QĐ-TTg", "30/2020/NĐ-CP", "214-BC/VPTU")
    shifted = tuple(
        "a" * n + " " + "thực hiện theo số " + " và số ".join(symbols) for n in range(1, 45)
    )
    letter = replace(official.LETTER, sections=(Section("", shifted),))
    path = saved(tmp_path, build_letter(letter))
    found = [
        line.text
        for n in range(1, 10)
        if n <= len(PdfReader(path).pages)
        for line in lines(path, n)
    ]
    text = "\n".join(found)
    for symbol in symbols:
        assert text.count(f"số{symbol}") == len(shifted)


@pytest.mark.parametrize("count", range(8, 15))
def test_signature_never_stands_alone(count: int) -> None:
    letter = replace(official.LETTER, sections=(Section("", (official.GROUNDS,) * count),))
    last = pages_of(build_letter(letter))[-1]
    assert "kính trình Ban Thường vụ" in last
    assert last.endswith("Phùng Thế Vinh")
