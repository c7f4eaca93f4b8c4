"""Words as people type them against words as papers have them."""

import time

import pytest

from documents.finding import compiled, words_pattern
from ecabinet.core.errors import Invalid

TEXT = "NGHỊ QUYẾT số 12\nvề nghị\nquyết, Đảng bộ và đơn vị; quyét, quyệt; 50 % (a+b)"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nghi quyet", ["NGHỊ QUYẾT", "nghị\nquyết"]),
        ("Nghị  quyết", ["NGHỊ QUYẾT", "nghị\nquyết"]),
        ("nghị quyết", ["NGHỊ QUYẾT", "nghị\nquyết"]),
        ("nghĩ quyết", []),
        ("quyêt", ["QUYẾT", "quyết", "quyệt"]),
        ("quyet", ["QUYẾT", "quyết", "quyét", "quyệt"]),
        ("dang", ["Đảng"]),
        ("đang", ["Đảng"]),
        ("đon vi", ["đơn vị"]),
        ("(a+b)", ["(a+b)"]),
        ("50 %", ["50 %"]),
        (".*", []),
    ],
)
def test_what_is_typed_finds(typed: str, found: list[str]) -> None:
    assert [hit.group() for hit in compiled(typed).finditer(TEXT)] == found


@pytest.mark.parametrize("typed", ["", "  ", "a", " \n đ "])
def test_too_little_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        words_pattern(typed)
    assert refused.value.code == "search.too_short"


def test_hostile_words_take_no_longer() -> None:
    started = time.perf_counter()
    assert not compiled("a" * 199 + "!").search("a" * 100_000)
    assert not compiled("a " * 90 + "!").search("a " * 2_000)
    assert time.perf_counter() - started < 5
