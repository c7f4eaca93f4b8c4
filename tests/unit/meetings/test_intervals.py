"""From when to when somebody was there, in words, and only of who was not there throughout."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.queries.intervals import intervals

OPENED = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)  # 08:00 in the office


def at(minutes: float) -> datetime:
    return OPENED + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("spans", "closes", "said"),
    [
        ([(-15, 120)], 120, ""),
        ([(0.4, 120)], 120, ""),  # within the minute
        ([(20, 120)], 120, "08:20–10:00"),
        ([(-5, 30), (50, 120)], 120, "08:00–08:30, 08:50–10:00"),
        ([(-20, -5)], 120, ""),  # left before it began
        ([(20, 1500)], 1500, "08:20 30/11–09:00 01/12"),
    ],
)
def test_intervals(spans: list[tuple[float, float]], closes: float, said: str) -> None:
    assert intervals([(at(a), at(b)) for a, b in spans], (OPENED, at(closes))) == said
