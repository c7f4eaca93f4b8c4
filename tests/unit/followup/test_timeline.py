"""Where bars stand on the time line."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup.labels import TaskLabel
from followup.routes.timeline import COUNT, Scale, bar, step, window

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(st.sampled_from(Scale), DAYS, DAYS)
def test_windows_follow_each_other(scale: Scale, start: date, today: date) -> None:
    shown = window(scale, start, today)
    assert len(shown.marks) == COUNT
    assert shown.first <= start <= shown.last
    assert shown.moved(COUNT) == step(shown.last, scale, 1)
    assert window(scale, shown.moved(-3), today).moved(3) == shown.first
    assert window(scale, None, today).holds(today)


@given(st.sampled_from(Scale), DAYS, DAYS, DAYS, st.sampled_from(TaskLabel))
def test_a_bar_stays_inside(
    scale: Scale, today: date, issued: date, due: date, label: TaskLabel
) -> None:
    row: Any = SimpleNamespace(issued_on=issued, due_on=due, done_on=None, label=label)
    found = bar(row, window(scale, None, today), today)
    assert 0 <= found.left <= 100
    assert found.width > 0
    assert found.left + found.width <= 101.3
    assert (found.late_to is not None) == (label is TaskLabel.OVERDUE)
