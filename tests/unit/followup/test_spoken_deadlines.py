"""Deadlines as a chair says them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.core.text import fold
from followup.deadlines import Calendar, working_days_after
from followup.models.enums import DeadlineKind, Period
from followup.spoken_deadlines import FURTHEST, Spoken, understand

WEDNESDAY = date(2026, 11, 25)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))

SAID = {
    "trước 15/12": date(2026, 12, 15),
    "trước ngày 15/12": date(2026, 12, 15),
    "trước 31/12/2026": date(2026, 12, 31),
    "15/12/2026": date(2026, 12, 15),
    "15.12.26": date(2026, 12, 15),
    "15-12": date(2026, 12, 15),
    "24/11": date(2027, 11, 24),
    "24/11/2026": date(2026, 11, 24),
    "29/2": date(2028, 2, 29),
    "2027-01-05": date(2027, 1, 5),
    "ngày 15 tháng 12": date(2026, 12, 15),
    "15 tháng 12 năm 2027": date(2027, 12, 15),
    "chậm nhất 30/11": date(2026, 11, 30),
    "xong trước cuối tháng 12": date(2026, 12, 31),
    "ngày 5": date(2026, 12, 5),
    "ngày 31": date(2026, 12, 31),
    "ngày 30 tháng này": date(2026, 11, 30),
    "ngày 5 tháng sau": date(2026, 12, 5),
    "hôm nay": WEDNESDAY,
    "ngày mai": date(2026, 11, 26),
    "mai": date(2026, 11, 26),
    "ngày kia": date(2026, 11, 27),
    "thứ sáu": date(2026, 11, 27),
    "T6": date(2026, 11, 27),
    "thứ tư": date(2026, 12, 2),
    "thứ 2 tuần sau": date(2026, 11, 30),
    "thứ sáu tuần này": date(2026, 11, 27),
    "chủ nhật": date(2026, 11, 29),
    "10 ngày làm việc": date(2026, 12, 9),
    "mười ngày làm việc": date(2026, 12, 9),
    "trong 10 ngày": date(2026, 12, 5),
    "năm ngày": date(2026, 11, 30),
    "hai mươi ngày": date(2026, 12, 15),
    "mười lăm ngày": date(2026, 12, 10),
    "20 ngày kể từ ngày ký": date(2026, 12, 15),
    "5 ngày nữa": date(2026, 11, 30),
    "48 giờ": date(2026, 11, 27),
    "2 tuần": date(2026, 12, 9),
    "sau 3 tháng": date(2027, 2, 25),
    "1 năm": date(2027, 11, 25),
    "nửa tháng": date(2026, 12, 10),
    "nửa năm": date(2027, 5, 25),
    "trong tuần": date(2026, 11, 27),
    "cuối tuần sau": date(2026, 12, 4),
    "đầu tuần sau": date(2026, 11, 30),
    "giữa tuần sau": date(2026, 12, 2),
    "đầu tuần": date(2026, 11, 30),
    "cuối tháng": date(2026, 11, 30),
    "cuối tháng sau": date(2026, 12, 31),
    "cuối tháng 2": date(2027, 2, 28),
    "đầu tháng": date(2026, 12, 5),
    "giữa tháng 12": date(2026, 12, 15),
    "thượng tuần tháng 12": date(2026, 12, 10),
    "trung tuần tháng 12": date(2026, 12, 20),
    "hạ tuần tháng 12": date(2026, 12, 31),
    "trong tháng 12": date(2026, 12, 31),
    "hết tháng 12/2026": date(2026, 12, 31),
    "12/2026": date(2026, 12, 31),
    "tháng 3": date(2027, 3, 31),
    "trước tháng 12": date(2026, 11, 30),
    "quý I": date(2027, 3, 31),
    "cuối quý I": date(2027, 3, 31),
    "quý IV": date(2026, 12, 31),
    "quý 1/2028": date(2028, 3, 31),
    "cuối quý": date(2026, 12, 31),
    "đầu quý I": date(2027, 1, 31),
    "giữa quý I năm 2027": date(2027, 2, 15),
    "trước quý II": date(2027, 3, 31),
    "quý sau": date(2027, 3, 31),
    "cuối năm": date(2026, 12, 31),
    "đầu năm sau": date(2027, 1, 31),
    "giữa năm 2027": date(2027, 6, 30),
    "trước năm 2027": date(2026, 12, 31),
    "năm 2027": date(2027, 12, 31),
    "6 tháng đầu năm": date(2027, 6, 30),
    "6 tháng cuối năm 2026": date(2026, 12, 31),
    "trước tuần sau": date(2026, 11, 29),
}
OFTEN = {
    "hàng tuần": Period.WEEK,
    "mỗi tuần": Period.WEEK,
    "hằng tháng": Period.MONTH,
    "hàng tháng": Period.MONTH,
    "định kỳ hàng tháng": Period.MONTH,
    "mỗi tháng một lần": Period.MONTH,
    "theo quý": Period.QUARTER,
    "hàng quý": Period.QUARTER,
    "6 tháng một lần": Period.HALF_YEAR,
    "hàng năm": Period.YEAR,
}
NONSENSE = [
    "", " ", "linh tinh", "31/2", "0/0", "32/1", "tháng 13", "quý V", "quý 5", "0 ngày", "999 năm",
    "9999 ngày", "thứ 8", "thứ 1", "t9", "trước", "ngày", "định kỳ", "một", "15/12/9999", "12/0",
    "ngày 31 tháng sau sau", "ngày 5 hàng tháng", "x" * 100,
]  # fmt: skip


@pytest.mark.parametrize(("words", "day"), SAID.items())
def test_a_day_is_understood(words: str, day: date) -> None:
    assert understand(words, WEDNESDAY) == Spoken(DeadlineKind.DATED, day)


@pytest.mark.parametrize("words", [*SAID, *OFTEN, "thường xuyên"])
def test_typed_in_a_hurry_it_means_the_same(words: str) -> None:
    said = understand(words, WEDNESDAY)
    assert understand(fold(words).upper(), WEDNESDAY) == said
    assert understand(f"  {words.replace(' ', '  ')}. ", WEDNESDAY) == said


@pytest.mark.parametrize(("words", "period"), OFTEN.items())
def test_how_often_is_understood(words: str, period: Period) -> None:
    assert understand(words, WEDNESDAY) == Spoken(DeadlineKind.PERIODIC, period=period)


@pytest.mark.parametrize("words", ["thường xuyên", "thường xuyên, liên tục", "liên tục"])
def test_standing_work_is_understood(words: str) -> None:
    assert understand(words, WEDNESDAY) == Spoken(DeadlineKind.STANDING)


@pytest.mark.parametrize("words", NONSENSE)
def test_what_names_no_deadline_is_not_guessed(words: str) -> None:
    assert understand(words, WEDNESDAY) is None


def test_working_days_follow_the_offices_calendar() -> None:
    closed = Calendar(off=frozenset({date(2026, 12, 3)}))
    said = understand("10 ngày làm việc", WEDNESDAY, closed)
    assert said == Spoken(DeadlineKind.DATED, date(2026, 12, 10))


@given(days, st.integers(1, 200))
def test_counted_days(today: date, count: int) -> None:
    dated = Spoken(DeadlineKind.DATED, today + timedelta(days=count))
    assert understand(f"{count} ngày", today) == dated
    working = understand(f"{count} ngày làm việc", today)
    assert working == Spoken(DeadlineKind.DATED, working_days_after(today, count))


@given(days, st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_written_day_is_that_day_and_without_a_year_the_next_such(today: date, day: date) -> None:
    if abs(day - today) <= FURTHEST:
        whole = understand(f"trước {day.day}/{day.month}/{day.year}", today)
        assert whole == Spoken(DeadlineKind.DATED, day)
    said = understand(f"{day.day}/{day.month}", today)
    assert said is not None
    assert said.due_on is not None
    assert said.due_on >= today
    assert (said.due_on.day, said.due_on.month) == (day.day, day.month)


@given(days, st.sampled_from([words for words in SAID if "20" not in words and "26" not in words]))
def test_what_names_no_year_is_never_past(today: date, words: str) -> None:
    said = understand(words, today)
    if said is None:  # "ngày 30 tháng này" in February
        assert "tháng" in words
        return
    assert said.due_on is not None
    assert said.due_on >= today or "này" in words or words == "trong tuần"


@given(st.text(max_size=60), days)
def test_whatever_is_typed_gives_a_sane_answer(words: str, today: date) -> None:
    said = understand(words, today)
    if said is not None and said.due_on is not None:
        assert abs(said.due_on - today) <= FURTHEST
