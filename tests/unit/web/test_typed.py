"""What people type as a date or a time, and symbols that stay on one line."""

from datetime import date

import pytest
from markupsafe import Markup

from ecabinet.web.rendering import keep_symbols, show_typed_date
from ecabinet.web.typed import typed_day, typed_time


@pytest.mark.parametrize(
    "text",
    ["25/11/2026", "25-11-2026", "25.11.2026", " 25 / 11 / 2026 ", "25112026", "2026-11-25"],
)
def test_a_day_is_read_day_first(text: str) -> None:
    assert typed_day(text) == "2026-11-25"


@pytest.mark.parametrize("text", ["", "hôm nay", "31/02/2026", "11/25/2026", "25/11/26"])
def test_what_is_no_day_stays_as_it_was_typed(text: str) -> None:
    assert typed_day(text) == text


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("8:00", "08:00"), ("08.05", "08:05"), ("8h", "08:00"), ("14h30", "14:30"),
        ("8 giờ", "08:00"), ("0800", "08:00"), ("930", "09:30"), (" 23:59 ", "23:59"),
        ("25:00", "25:00"), ("8:60", "8:60"), ("tám giờ", "tám giờ"), ("", ""),
    ],
)  # fmt: skip
def test_a_time_has_24_hours(text: str, clock: str) -> None:
    assert typed_time(text) == clock


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-11-25", "25/11/2026"), (date(2026, 11, 25), "25/11/2026"),
        ("31/02/2026", "31/02/2026"), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_a_date_field_shows_the_day_first(value: str | date | None, shown: str) -> None:
    assert show_typed_date(value) == shown


@pytest.mark.parametrize(
    "symbol", ["23-CT/TU", "84-CTr/TU", "15/QĐ-UBND", "NV-001", "E-cabinet", "10/2026", "2021-2025"]
)
def test_a_symbol_stays_on_one_line(symbol: str) -> None:
    shown = keep_symbols(f"Thực hiện {symbol}, mở rộng")
    assert shown == f'Thực hiện <span class="nowrap">{symbol}</span>, mở rộng'


def test_only_symbols_are_kept_together() -> None:
    long = "1-" + "a" * 40
    assert keep_symbols(f"và/hoặc {long}") == f"và/hoặc {long}"


def test_keeping_symbols_escapes_and_leaves_markup_alone() -> None:
    assert keep_symbols("<b>1-A</b>") == '&lt;b&gt;<span class="nowrap">1-A</span>&lt;/b&gt;'
    assert keep_symbols(Markup("<b>1-A</b>")) == "<b>1-A</b>"
