"""Marks must lie on their page."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.geometry import TOLERANCE, body_on_page
from ecabinet.core.errors import Invalid
from tests.marks import highlight, ink, new, note

PAGES = [(595.28, 841.89), (841.89, 595.28)]
COORDINATES = st.floats(-50, 900, allow_nan=False)


def strokes(**fields: Any) -> Any:
    return body_on_page(new(ink(**fields)), PAGES)["strokes"]


@given(st.lists(st.tuples(COORDINATES, COORDINATES), min_size=1), st.integers(1, 2))
def test_what_is_stored_lies_on_the_page_or_nothing_is(
    points: list[tuple[float, float]], page: int
) -> None:
    width, height = PAGES[page - 1]
    near = all(
        -TOLERANCE <= x <= width + TOLERANCE and -TOLERANCE <= y <= height + TOLERANCE
        for x, y in points
    )
    if not near:
        with pytest.raises(Invalid, match=r"mark\.outside_page"):
            strokes(strokes=[points], page=page)
        return
    (stored,) = strokes(strokes=[points], page=page)
    for (x, y), (sent_x, sent_y) in zip(stored, points, strict=True):
        assert 0 <= x <= width
        assert 0 <= y <= height
        assert abs(x - sent_x) <= TOLERANCE + 0.01
        assert abs(y - sent_y) <= TOLERANCE + 0.01


def test_storing_what_was_stored_changes_nothing() -> None:
    first = strokes(strokes=[[[1.2345, -1], [595.9, 3]]])
    assert strokes(strokes=first) == first == [[[1.23, 0.0], [595.28, 3.0]]]


def test_quads_are_put_the_right_way_round() -> None:
    mark = new(highlight(quads=[[300, 124, 72, 110]]))
    assert body_on_page(mark, PAGES)["quads"] == [[72, 110, 300, 124]]


def test_only_the_fields_of_the_kind_are_stored() -> None:
    body = body_on_page(new(note(strokes=[[[1, 1]]], quads=[[1, 1, 2, 2]])), PAGES)
    assert sorted(body) == ["color", "opacity", "point"]


def test_each_page_has_its_own_size() -> None:
    assert strokes(page=2, strokes=[[[800, 10]]])
    with pytest.raises(Invalid):
        strokes(page=1, strokes=[[[800, 10]]])
    with pytest.raises(Invalid) as refusal:
        strokes(page=3)
    assert (refusal.value.code, refusal.value.params) == (
        "mark.no_such_page", {"page": 3, "pages": 2}
    )  # fmt: skip
