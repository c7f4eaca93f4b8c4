"""What becomes of marks in a newer version: each kind of fate, and what always holds."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.carrying.anchors import ON_WORDS, bounds, points_of
from documents.carrying.fates import Drawing, Fate, Sheets, Verdict, judge
from documents.carrying.spots import Spot, put, tapped
from documents.carrying.words import Box, Text, key_of, quads_of
from documents.pdf.words import words_of_pages
from tests.samples import plain_pdf

A4 = (595.0, 842.0)
FIRST = (
    "Ủy ban Nhân dân tỉnh báo cáo kết quả ba năm thực hiện Chỉ thị",
    "Tỷ lệ giải ngân vốn đầu tư công đạt chín mươi lăm phần trăm kế hoạch",
    "Các đơn vị chậm tiến độ phải giải trình trước ngày ba mươi tháng chín",
    "Sở Nội vụ chủ trì, phối hợp với Văn phòng rà soát biên chế",
)
SECOND = (
    "Nhiệm vụ trọng tâm sáu tháng cuối năm gồm bốn nhóm việc chính",
    "Hoàn thành hồ sơ khu công nghiệp phía Nam trước kỳ họp tới",
    "Đôn đốc thu hồi tạm ứng quá hạn, báo cáo Thường trực hằng tuần",
)


def sheets(*pages: Sequence[str], top: float = 80.0) -> Sheets:
    """Pages laid out line by line: each letter 5 pt wide, each line 20 pt high."""
    laid = []
    for lines in pages:
        words: list[tuple[str, Box]] = []
        for row, line in enumerate(lines):
            x, y = 60.0, top + 20 * row
            for word in line.split():
                words.append((word, (x, y, x + 5 * len(word), y + 12)))
                x += 5 * len(word) + 4
        laid.append(words)
    return Sheets(Text(laid), [A4] * len(pages))


def marked(of: Sheets, quote: str, kind: str = "highlight", nth: int = 0) -> Drawing:
    """The nth place of a quote, marked."""
    keys = [key_of(word) for word in quote.split()]
    starts = [n for n in of.text.where(keys[0]) if of.text.keys[n : n + len(keys)] == keys]
    words = of.text.words[starts[nth] : starts[nth] + len(keys)]
    quads = [list(quad) for quad in quads_of(words)]
    return Drawing(kind, words[0].page, {"quads": quads, "quote": quote, "color": "#ffd54f"})


def there(verdict: Verdict, mark: Drawing) -> dict[str, Any]:
    assert verdict.spot is not None
    return put(mark.kind, mark.body, verdict.spot, A4)


OLD = sheets(FIRST, SECOND)
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


SOME = "tỉnh ủy họp bàn về đất rừng biển lúa cây vốn công"
WORDS = st.sampled_from(SOME.split())
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6)
PAGES = st.lists(LINES, min_size=1, max_size=4)


@st.composite
def marks(draw: st.DrawFn, pages: int) -> Drawing:
    """Any mark on one of so many pages."""
    page = draw(st.integers(1, pages))
    x, y = draw(st.integers(0, 580)), draw(st.integers(0, 830))
    wide, high = draw(st.integers(0, 200)), draw(st.integers(0, 60))
    box = [float(x), float(y), min(x + wide, A4[0]), min(y + high, A4[1])]
    kind = draw(st.sampled_from(["highlight", "note", "rectangle", "ink"]))
    body = {
        "highlight": {"quads": [box], "quote": ""},
        "note": {"point": box[:2]},
        "rectangle": {"box": box},
        "ink": {"strokes": [[box[:2], box[2:]]]},
    }[kind]
    return Drawing(kind, page, body)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_in_the_same_text_nothing_moves_and_nothing_is_lost(data: st.DataObject) -> None:
    pages = data.draw(PAGES)
    same = sheets(*pages)
    mark = data.draw(marks(len(pages)))
    verdict = judge(mark, same, same)
    assert verdict.fate in {Fate.KEPT, Fate.UNCERTAIN}
    if verdict.fate == Fate.KEPT:
        assert there(verdict, mark) == mark.body


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_came_of_the_text_a_mark_lies_on_a_page_or_is_an_orphan(
    data: st.DataObject,
) -> None:
    before, after = data.draw(PAGES), data.draw(PAGES)
    old, new = sheets(*before), sheets(*after)
    mark = data.draw(marks(len(before)))
    verdict = judge(mark, old, new)
    assert verdict == judge(mark, sheets(*before), sheets(*after)), "the same twice"
    assert (verdict.spot is None) == (verdict.fate == Fate.ORPHANED)
    for spot in (*([verdict.spot] if verdict.spot else []), *verdict.others):
        assert 1 <= spot.page <= len(after)
        body = put(mark.kind, mark.body, spot, A4)
        x0, y0, x1, y1 = bounds(body)
        assert 0 <= x0 <= x1 <= A4[0]
        assert 0 <= y0 <= y1 <= A4[1]
        assert len(list(points_of(body))) > 0
    if verdict.fate == Fate.MOVED and mark.kind in ON_WORDS:
        assert verdict.spot is not None
        assert [key_of(w) for w in verdict.spot.quote.split()] == [
            key_of(w) for w in verdict.quote.split()
        ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_pages_put_in_front_move_every_known_mark_by_as_many(data: st.DataObject) -> None:
    front = data.draw(st.integers(1, 3))
    new = sheets(*([f"Trang bìa số {n} của tập tài liệu"] for n in range(front)), FIRST, SECOND)
    line = data.draw(st.sampled_from([*FIRST, *SECOND]))
    words = line.split()
    first = data.draw(st.integers(0, len(words) - 5))
    mark = marked(OLD, " ".join(words[first : first + 5]))
    verdict = judge(mark, OLD, new)
    assert verdict.fate == Fate.MOVED
    assert verdict.spot is not None
    assert verdict.spot.page == mark.page + front
