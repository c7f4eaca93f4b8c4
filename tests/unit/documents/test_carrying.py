"""What becomes of marks in a newer version: each kind of fate, and what always holds."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from documents.carrying.anchors import ON_WORDS, points_of
from documents.carrying.fates import Drawing, Fate, judge
from documents.carrying.spots import Spot, put, tapped
from documents.carrying.words import key_of
from documents.pdf.words import words_of_pages
from tests.samples import plain_pdf
from tests.unit.documents.texts_marked import A4, FIRST, OLD, SECOND, marked, sheets, there

GIVEN = "giải ngân vốn đầu tư công đạt"


@pytest.mark.parametrize("kind", sorted(ON_WORDS))
def test_what_stands_where_it_was_is_kept_as_it_was(kind: str) -> None:
    mark = marked(OLD, GIVEN, kind)
    verdict = judge(mark, OLD, OLD)
    assert (verdict.fate, verdict.others, verdict.quote) == (Fate.KEPT, (), GIVEN)
    assert there(verdict, mark) == mark.body


def test_text_that_moved_a_page_takes_its_mark_along() -> None:
    new = sheets(("Bìa của báo cáo",), FIRST, SECOND)
    mark = marked(OLD, GIVEN)
    verdict = judge(mark, OLD, new)
    assert verdict.fate == Fate.MOVED
    assert verdict.spot is not None
    assert verdict.spot.page == 2
    assert there(verdict, mark)["quads"] == mark.body["quads"]


def test_a_new_paragraph_above_moves_the_boxes_down() -> None:
    new = sheets(("Một đoạn mới được thêm vào", *FIRST), SECOND)
    mark = marked(OLD, GIVEN)
    verdict = judge(mark, OLD, new)
    assert verdict.fate == Fate.MOVED
    assert there(verdict, mark)["quads"] == marked(new, GIVEN).body["quads"]


def test_words_that_break_into_lines_elsewhere_get_a_box_for_each_line() -> None:
    new = sheets((FIRST[0], "Tỷ lệ giải ngân vốn", "đầu tư công đạt chín mươi", *FIRST[2:]), SECOND)
    verdict = judge(marked(OLD, GIVEN), OLD, new)
    assert verdict.fate == Fate.MOVED
    assert len(there(verdict, marked(OLD, GIVEN))["quads"]) == 2


def test_changed_words_are_uncertain_and_named() -> None:
    new = sheets((FIRST[0], FIRST[1].replace("công đạt", "phát triển đạt"), *FIRST[2:]), SECOND)
    mark = marked(OLD, GIVEN)
    verdict = judge(mark, OLD, new)
    assert verdict.fate == Fate.UNCERTAIN
    assert verdict.spot is not None
    assert 75 <= verdict.spot.likeness < 100
    assert verdict.spot.quote == "giải ngân vốn đầu tư phát triển đạt"


def test_a_deleted_paragraph_leaves_an_orphan() -> None:
    new = sheets((FIRST[0], *FIRST[2:]), SECOND)
    verdict = judge(marked(OLD, FIRST[1]), OLD, new)
    assert (verdict.fate, verdict.spot, verdict.quote) == (Fate.ORPHANED, None, FIRST[1])


def test_a_page_that_is_gone_leaves_an_orphan_with_words_and_without() -> None:
    new = sheets(FIRST)
    assert judge(marked(OLD, SECOND[1]), OLD, new).fate == Fate.ORPHANED
    blank = Drawing("note", 2, {"point": [300.0, 700.0]})
    assert judge(blank, OLD, new).fate == Fate.ORPHANED


def test_a_sentence_that_stands_twice_is_told_apart_by_what_stands_around_it() -> None:
    twice = "Đề nghị đồng chí cho ý kiến"
    old = sheets((FIRST[0], twice, FIRST[1]), (SECOND[0], twice, SECOND[1]))
    new = sheets((SECOND[0], twice, SECOND[1]), (FIRST[0], twice, FIRST[1]))
    for nth, page in ((0, 2), (1, 1)):
        verdict = judge(marked(old, twice, nth=nth), old, new)
        assert verdict.fate == Fate.MOVED
        assert verdict.spot is not None
        assert verdict.spot.page == page


def test_several_equal_places_are_uncertain_and_all_offered() -> None:
    twice = "Đề nghị đồng chí cho ý kiến"
    old = sheets((FIRST[0], twice))
    new = sheets((SECOND[0],), (SECOND[1], twice), (SECOND[2], twice))
    verdict = judge(marked(old, twice), old, new)
    assert verdict.fate == Fate.UNCERTAIN
    assert verdict.spot is not None
    assert [verdict.spot.page, *(spot.page for spot in verdict.others)] == [2, 3]


def test_one_word_elsewhere_is_not_taken_for_the_passage() -> None:
    new = sheets(("Kế hoạch tài chính năm nay của Sở",), SECOND)
    assert judge(marked(OLD, "hoạch"), OLD, new).fate == Fate.UNCERTAIN


def test_composed_and_decomposed_letters_are_the_same_words() -> None:
    apart = sheets(
        *([unicodedata.normalize("NFD", line) for line in page] for page in (FIRST, SECOND))
    )
    mark = marked(OLD, GIVEN)
    # Decomposed letters are longer here, so the boxes differ: found by words, wherever they are.
    verdict = judge(mark, OLD, apart)
    assert verdict.fate in {Fate.KEPT, Fate.MOVED}
    assert key_of(unicodedata.normalize("NFD", "ĐẠT,")) == key_of("đạt")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("ink", {"strokes": [[[100.0, 105.0], [140.0, 112.0]], [[120.0, 100.0]]], "width": 2.0}),
        ("note", {"point": [200.0, 100.0]}),
        ("rectangle", {"box": [90.0, 95.0, 210.0, 118.0]}),
        ("arrow", {"ends": [[40.0, 130.0], [120.0, 110.0]]}),
        ("stamp", {"box": [300.0, 96.0, 380.0, 130.0], "stamp": "seen"}),
    ],
)
def test_what_is_drawn_follows_the_words_under_it(kind: str, body: dict[str, Any]) -> None:
    mark = Drawing(kind, 1, body)
    assert judge(mark, OLD, OLD).fate == Fate.KEPT
    new = sheets(("Bìa của báo cáo",), ("Lời nói đầu của bản này", *FIRST), SECOND)
    verdict = judge(mark, OLD, new)
    assert verdict.fate == Fate.MOVED
    assert verdict.spot is not None
    assert (verdict.spot.page, verdict.spot.right, verdict.spot.down) == (2, 0.0, 20.0)
    assert list(points_of(there(verdict, mark))) == [(x, y + 20) for x, y in points_of(body)]


def test_far_from_all_words_only_the_place_is_left_and_it_is_uncertain() -> None:
    mark = Drawing("note", 1, {"point": [300.0, 700.0]})
    verdict = judge(mark, OLD, OLD)
    assert verdict.fate == Fate.UNCERTAIN
    assert there(verdict, mark) == mark.body


def test_a_mark_stays_on_a_smaller_page_with_its_shape() -> None:
    body = {"strokes": [[[500.0, 800.0], [560.0, 830.0]]]}
    moved = put("ink", body, Spot(page=1), (300.0, 400.0))
    assert moved["strokes"] == [[[240.0, 370.0], [300.0, 400.0]]]


def test_a_tap_puts_the_middle_of_the_mark_there() -> None:
    body = {"box": [10.0, 10.0, 30.0, 20.0]}
    assert put("rectangle", body, tapped(body, 1, (100.0, 100.0)), A4)["box"] == [90, 95, 110, 105]
    assert put("rectangle", body, tapped(body, 1, (0.0, 0.0)), A4)["box"] == [0, 0, 20, 10]


def test_words_of_a_real_file_stand_where_they_are_drawn(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(plain_pdf(2))
    first, second = words_of_pages(file)
    assert [word for word, _ in second[:2]] == ["Trang", "2"]
    assert "Quỳnh" in [word for word, _ in first]
    x0, y0, x1, y1 = first[0][1]
    # Drawn at 72, 760 from below, in letters of 24 pt.
    assert 70 < x0 < 76
    assert 841.89 - 760 - 24 < y0 < y1 < 841.89 - 760 + 8
    assert x1 > x0 + 40
