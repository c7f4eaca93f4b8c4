"""Marks carried in whatever text: nothing moves without cause, nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.carrying.anchors import ON_WORDS, bounds, points_of
from documents.carrying.fates import Drawing, Fate, judge
from documents.carrying.spots import put
from documents.carrying.words import key_of
from tests.unit.documents.texts_marked import A4, FIRST, OLD, SECOND, marked, sheets, there

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
