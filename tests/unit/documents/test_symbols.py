"""Symbols of documents, both styles."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.catalogue_seeds import BODIES, PARTY, STATE
from documents.symbols import Symbol, SymbolStyle, parse_symbol

P, N = SymbolStyle.PARTY, SymbolStyle.STATE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27-QĐ/TW", Symbol(P, 27, "QĐ", "TW")),
        ("23-CT/TU", Symbol(P, 23, "CT", "TU")),
        ("84-CTr/TU", Symbol(P, 84, "CTr", "TU")),
        ("52-NQ/TW", Symbol(P, 52, "NQ", "TW")),
        ("81-KH/TU", Symbol(P, 81, "KH", "TU")),
        ("1043-CV/VPTW", Symbol(P, 1043, "CV", "VPTW")),
        ("15-QĐi/TU", Symbol(P, 15, "QĐi", "TU")),
        ("42/2014/QĐ-TTg", Symbol(N, 42, "QĐ", "TTg", 2014)),
        ("26/2015/QĐ-UBND", Symbol(N, 26, "QĐ", "UBND", 2015)),
        ("30/2020/NĐ-CP", Symbol(N, 30, "NĐ", "CP", 2020)),
        ("15/QĐ-UBND", Symbol(N, 15, "QĐ", "UBND")),
        ("219/QĐ-UBND-VX", Symbol(N, 219, "QĐ", "UBND-VX")),
    ],
)
def test_symbols_of_the_seed_and_the_decree(text: str, expected: Symbol) -> None:
    assert parse_symbol(text) == expected
    assert str(expected) == text


@pytest.mark.parametrize(
    "text",
    ["Số 15-NQ/TU", "số: 15-NQ/TU", " 15 - NQ / TU ", "SỐ 15-NQ/TU", "15\u2011NQ/TU",
     unicodedata.normalize("NFD", "Số 15-NQ/TU")],
)  # fmt: skip
def test_symbols_as_people_type_them(text: str) -> None:
    assert str(parse_symbol(text)) == "15-NQ/TU"


@pytest.mark.parametrize(
    "text",
    ["", "15", "NQ/TU", "15-NQ", "15/NQ/TU", "0-NQ/TU", "15-nq/tu", "-3-NQ/TU", "15-NQ/TU x",
     "123456-NQ/TU", "42/1814/QĐ-TTg", "15-NQ/TU\n16-NQ/TU", "١٥-NQ/TU"],
)  # fmt: skip
def test_what_is_no_symbol(text: str) -> None:
    assert parse_symbol(text) is None


def test_headings() -> None:
    assert Symbol(P, 15, "NQ", "TU").heading == "Số 15-NQ/TU"
    assert Symbol(N, 15, "QĐ", "UBND").heading == "Số: 15/QĐ-UBND"
    assert Symbol(N, 5, "QĐ", "UBND").heading == "Số: 05/QĐ-UBND"


def test_a_section_writes_for_its_body() -> None:
    assert Symbol(N, 219, "QĐ", "UBND-VX").issuer == "UBND"
    assert Symbol(P, 1, "XY", "ZZ").issuer == "ZZ"


party = st.builds(
    Symbol,
    style=st.just(P),
    number=st.integers(1, 9999),
    type_code=st.sampled_from(sorted(PARTY)),
    body_code=st.sampled_from(sorted(BODIES)),
)
state = st.builds(
    Symbol,
    style=st.just(N),
    number=st.integers(1, 9999),
    type_code=st.sampled_from(sorted(STATE)),
    body_code=st.sampled_from(sorted(BODIES)),
    year=st.none() | st.integers(1945, 2099),
)


@given(party | state)
def test_what_is_written_is_read_back(symbol: Symbol) -> None:
    assert parse_symbol(str(symbol)) == symbol
    assert parse_symbol(symbol.heading) == symbol


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    found = parse_symbol(text)
    assert found is None or parse_symbol(str(found)) == found
