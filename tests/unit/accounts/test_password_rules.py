"""Which passwords are taken: length, common words also as keys of Telex and VNI, names."""

import pytest

from ecabinet.accounts.password_rules import check_password
from ecabinet.core.errors import Invalid

KNOWN = ["Nguyễn Minh Khôi", "chutri", "Văn phòng Tỉnh ủy", "Tỉnh ủy Vĩnh Phúc"]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("ngắn quá", "person.weak_password"),
        ("x" * 257, "person.long_password"),
        ("mat-khau-demo", "person.guessable_password"),
        ("maatjkhaaru123", "person.guessable_password"),
        ("mat65khau63 123", "person.guessable_password"),
        ("qwertyuiop123", "person.guessable_password"),
        ("nguyenminhkhoi1975", "person.password_names_you"),
        ("nguyeenxminhkhooi75", "person.password_names_you"),
        ("Vanphongtinhuy1", "person.password_names_you"),
        ("Ecabinet@12345", "person.password_names_you"),
    ],
)
def test_what_is_guessed_is_refused(password, code):
    with pytest.raises(Invalid) as caught:
        check_password(password, KNOWN, 12)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "password",
    [
        "quê hương là chùm khế ngọt",
        "j2#Lq9!vTz8s",
        "gấu trúc 17 lít dấm",
        "con mèo nằm trên mái tôn nóng, " * 5,
    ],
)
def test_long_ones_of_any_letters_are_taken(password):
    check_password(password, KNOWN, 12)
