"""The rule-sets are data: they load strictly, and keep within what their sources say."""

from datetime import date, datetime
from importlib.resources import files
from unittest.mock import patch

import pytest

from documents.official import places
from documents.official import rules as module
from documents.official.dates import clock, long_date, short_date
from documents.official.markup import bound, clean, lower_first, plain
from documents.official.rules import NAMES, RuleSet, rule_set
from tests.official import ZONE


def test_party_rule_set() -> None:
    party = rule_set("party")
    page = party.page
    assert (page.top, page.bottom, page.left, page.right) == (20, 20, 30, 15)
    assert [line.text for line in party.motto] == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert (party.motto[0].size, party.motto[0].bold, party.motto[0].rule) == (15, True, 1.0)
    assert (party.issuer.size, party.issuer.bold, party.issuer.mark) == (14, True, "*")
    assert 15 <= party.kind.size <= 16
    assert 14 <= party.abstract.size <= 15
    assert 14 <= party.body.size <= 15
    assert (party.abstract.mark, party.recipients.underline) == ("-----", True)
    assert "36-HD/VPTW" in party.source


def test_state_rule_set_keeps_within_the_decree() -> None:
    state = rule_set("state")
    page = state.page
    assert (page.width, page.height) == (210, 297)
    assert 20 <= page.top <= 25
    assert 20 <= page.bottom <= 25
    assert 30 <= page.left <= 35
    assert 15 <= page.right <= 20
    assert [line.text for line in state.motto] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert 12 <= state.motto[0].size <= 13
    assert 13 <= state.motto[1].size <= 14
    assert 12 <= state.issuer.size <= 13
    assert 1 / 3 <= state.issuer.rule <= 1 / 2
    assert 1 / 3 <= state.abstract.rule <= 1 / 2
    assert state.number.size == 13
    assert 13 <= state.page_number.size <= 14
    assert 13 <= state.body.size <= 14
    assert state.body.first_indent in {10, 12.7}
    assert state.body.space >= 6
    # Single to one and a half lines: letters of Times take 1.15 of their size.
    assert 1.15 * state.body.size <= state.body.leading <= 1.5 * 1.15 * state.body.size
    assert (state.recipients.size, state.recipients.list_size) == (12, 11)
    assert (state.recipients.bold, state.recipients.italic) == (True, True)
    assert state.authority["for_head"] == "KT."
    assert "30/2020/NĐ-CP" in state.source


@pytest.mark.parametrize(
    ("name", "number", "kind", "body", "symbol"),
    [
        ("party", 15, "NQ", "TU", "15-NQ/TU"),
        ("party", 5, "CTr", "VPTU", "5-CTr/VPTU"),
        ("state", 15, "QĐ", "UBND", "15/QĐ-UBND"),
        ("state", 5, "BB", "VP", "05/BB-VP"),
    ],
)
def test_symbols(name: str, number: int, kind: str, body: str, symbol: str) -> None:
    assert rule_set(name).symbol(number, kind, body) == symbol


def test_rule_sets_are_shared_and_cannot_be_changed() -> None:
    assert all(isinstance(rule_set(name), RuleSet) for name in NAMES)
    assert rule_set("party") is rule_set("party")
    with pytest.raises(AttributeError):
        rule_set("party").page.top = 5  # type: ignore[misc]


def test_unknown_name_and_misspelt_entry_are_errors() -> None:
    with pytest.raises(ValueError, match="provincial"):
        rule_set("provincial")
    read = files("documents.official").joinpath("party.toml").read_text("utf-8")
    with patch.object(module, "files") as found:
        found.return_value.joinpath.return_value.read_text.return_value = read.replace(
            "first_indent", "first_ident"
        )
        with pytest.raises(TypeError, match="first_ident"):
            rule_set.__wrapped__("party")


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020", "05/01/2020"),
        (date(2022, 8, 31), "ngày 31 tháng 8 năm 2022", "31/8/2022"),
        (date(2022, 12, 9), "ngày 09 tháng 12 năm 2022", "09/12/2022"),
    ],
)
def test_dates(day: date, long: str, short: str) -> None:
    assert (long_date(day), short_date(day)) == (long, short)


def test_clock_is_of_24_hours() -> None:
    assert clock(datetime(2022, 8, 31, 16, 5, tzinfo=ZONE)) == "16 giờ 05 phút"


def test_text_is_composed_cleaned_and_escaped() -> None:
    assert clean("  Tỉnh\tủy\r\n\0Vĩnh\u200bPhúc ") == "Tỉnh ủy Vĩnh Phúc"
    assert plain("a < b & c") == "a &lt; b &amp; c"
    assert bound("Chỉ thị số 23-CT/TU, số 5") == "Chỉ thị số\u00a023-CT/TU, số 5"
    assert [lower_first(t) for t in ("Hoàn thiện", "UBND tỉnh", "")] == [
        "hoàn thiện",
        "UBND tỉnh",
        "",
    ]


def test_the_place_is_that_of_the_body_or_of_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_office", ["Tỉnh ủy Vĩnh Phúc"])
    assert places.locality("Huyện ủy Tam Đảo") == "Tam Đảo"
    assert places.locality("Ban Thường vụ Tỉnh ủy") == "Vĩnh Phúc"
    monkeypatch.setattr(places, "_office", [])
    assert places.locality("Ban Thường vụ Tỉnh ủy") == "Ban Thường vụ Tỉnh ủy"
