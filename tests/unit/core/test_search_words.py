"""Queries as people type them, and the piece of a text that is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.core.search.words import MOST_WORDS, Phrase, read_query, show

TEXT = (
    "Nghị quyết số 52-NQ/TW ngày 27/9/2019 của Bộ Chính trị. "
    + "Các cơ quan báo cáo định kỳ hằng quý về Văn phòng. " * 12
    + "Lấy chuyển đổi số làm khâu đột phá, hình thành nền hành chính không giấy tờ. "
    + "Số đơn vị đổi mới còn chuyển biến chậm. " * 8
)


def hits(text: str, typed: str, *, whole: bool = False) -> list[str]:
    return [piece.text for piece in show(text, read_query(typed), whole=whole) if piece.hit]


def shown(text: str, typed: str) -> str:
    return "".join(piece.text for piece in show(text, read_query(typed)))


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("chuyển đổi", [Phrase(("chuyển",)), Phrase(("đổi",), begun=True)]),
        ("chuyển đổi ", [Phrase(("chuyển",)), Phrase(("đổi",))]),
        ('"chuyển đổi" số', [Phrase(("chuyển", "đổi")), Phrase(("số",), begun=True)]),
        ('"chuyển đổi', [Phrase(("chuyển", "đổi"))]),
        ("52-NQ/TW.", [Phrase(("52",)), Phrase(("nq",)), Phrase(("tw",))]),
        ('"" -- * ( ) : ^ \x00', []),
        ("", []),
    ],
)
def test_a_query_is_read(typed: str, phrases: list[Phrase]) -> None:
    assert list(read_query(typed).phrases) == phrases


def test_composed_and_decomposed_ask_the_same() -> None:
    assert read_query("nghi\u0323 quye\u0302\u0301t") == read_query("nghị quyết")
    assert read_query("nghị quyết").has_diacritics
    assert not read_query("nghi quyet").has_diacritics


def test_words_together_are_shown_before_words_apart() -> None:
    assert hits(TEXT, "chuyen doi so ") == ["chuyển đổi số"]
    assert "đột phá" in shown(TEXT, "chuyen doi so ")


def test_a_begun_word_is_found_and_exact_ones_come_first() -> None:
    assert hits("Nghi thức. Nghị quyết.", "nghị") == ["Nghị"]
    assert hits("Nghi thức. Nghị quyết.", "nghi") == ["Nghi", "Nghị"]
    assert hits("Nghị quyết", "quy", whole=True) == ["quyết"]
    assert hits("Chỉ thị 23-CT/TU", "23-ct/tu ", whole=True) == ["23-CT/TU"]


def test_a_text_without_hits_is_shown_from_its_beginning() -> None:
    assert shown(TEXT, "không-có-từ-này").startswith("Nghị quyết số 52-NQ/TW")
    assert shown("", "gì") == ""


@given(st.text(max_size=400), st.text(max_size=60))
def test_nothing_typed_breaks_it_and_nothing_is_invented(text: str, typed: str) -> None:
    query = read_query(typed)
    assert len(query.phrases) <= MOST_WORDS
    from ecabinet.core.text import nfc

    plain = nfc(" ".join(text.split()))
    whole = show(text, query, whole=True)
    assert "".join(piece.text for piece in whole) == plain
    part = "".join(piece.text for piece in show(text, query)).strip("…")
    assert part in plain
