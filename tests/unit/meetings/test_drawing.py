"""Drawings: usual rooms fit their sheet, wrong ones are refused."""

import pytest
from pydantic import ValidationError

from meetings.drawing import SEAT_HEIGHT, SEAT_WIDTH, Drawing, horseshoe, rows, tables

DRAWN = [
    *(rows(12, 25), rows(1, 1), rows(60, 16)),
    *(horseshoe(3, 12), horseshoe(1, 1), horseshoe(60, 16)),
    *(tables(10, 5, 8), tables(1, 5, 1), tables(7, 5, 5)),
]


@pytest.mark.parametrize("drawing", DRAWN)
def test_no_two_seats_share_a_place_and_numbers_run_from_one(drawing: Drawing) -> None:
    taken = {
        (seat.x + dx, seat.y + dy)
        for seat in drawing.seats
        for dx in range(SEAT_WIDTH)
        for dy in range(SEAT_HEIGHT)
    }
    assert len(taken) == len(drawing.seats) * SEAT_WIDTH * SEAT_HEIGHT
    assert drawing.numbers == [str(n + 1) for n in range(len(drawing.seats))]


def test_the_chair_sits_in_the_middle_of_the_head() -> None:
    first, *others = horseshoe(5, 4).seats
    head = sorted(seat.x for seat in (first, *others) if seat.y == 0)
    assert first.x == head[2]


@pytest.mark.parametrize(
    ("seats", "code"),
    [
        ([{"number": "1", "x": 0, "y": 0}, {"number": "1", "x": 4, "y": 0}], "room.number_twice"),
        ([{"number": "1", "x": 17, "y": 0}], "room.outside"),
        ([{"number": "<b>", "x": 0, "y": 0}], "pattern"),
        ([{"number": "1", "x": -1, "y": 0}], "greater than or equal"),
        ([{"number": "1", "x": 0, "y": 0, "script": "x"}], "Extra inputs"),
    ],
)
def test_a_wrong_drawing_is_refused(seats: list[dict[str, object]], code: str) -> None:
    with pytest.raises(ValidationError, match=code):
        Drawing.model_validate({"width": 20, "height": 10, "seats": seats})
