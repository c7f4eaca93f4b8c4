import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ecabinet.core.text import collation_key, fold, name_sort_key, nfc


def test_search_folds_diacritics_case_and_d():
    assert fold("Nghị quyết ĐẢNG") == "nghi quyet dang"


def test_composed_and_decomposed_input_fold_alike():
    text = "Thường trực Tỉnh ủy"
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert nfc(unicodedata.normalize("NFD", text)) == text


def test_alphabet_order_is_vietnamese():
    words = ["đa", "da", "ăn", "an", "ân", "ơn", "on", "ôn", "ưa", "ua", "ê", "e"]
    assert sorted(words, key=collation_key) == [
        "an", "ăn", "ân", "da", "đa", "e", "ê", "on", "ôn", "ơn", "ua", "ưa",
    ]  # fmt: skip


def test_tones_break_ties_in_their_own_order():
    assert sorted(["má", "mạ", "mà", "ma", "mã", "mả"], key=collation_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ",
    ]  # fmt: skip


def test_people_are_sorted_by_given_name_then_family_name():
    names = ["Nguyễn Văn Ánh", "Trần An", "Lê An", "Đỗ Bình", "Vũ Ăn"]
    assert sorted(names, key=name_sort_key) == [
        "Lê An", "Trần An", "Nguyễn Văn Ánh", "Vũ Ăn", "Đỗ Bình",
    ]  # fmt: skip


@given(st.text())
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)
