"""The mark of secrecy on a first page is found, words that only speak of secrecy are not."""

import unicodedata

import pytest

from documents.secrecy_marks import SecretPaper, refuse_secret, secrecy_of

HEAD = "TỈNH ỦY VĨNH PHÚC\n*\nSố 12-BC/TU\n{mark}\nBÁO CÁO\nvề công tác cán bộ"


@pytest.mark.parametrize(
    ("mark", "level"),
    [("MẬT", 1), ("TỐI MẬT", 2), ("TUYỆT MẬT", 3), ("M Ậ T", 1), ("| MẬT |", 1), ("TỐI  MẬT", 2)],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_mark_standing_alone_is_found(mark: str, level: int, form: str) -> None:
    assert secrecy_of(unicodedata.normalize(form, HEAD.format(mark=mark))) == level  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    ["về bảo mật thông tin", "BẢO MẬT", "bí mật nhà nước", "Độ mật của tài liệu", "Mật", "MẬT ĐỘ"],
)
def test_words_that_only_speak_of_it_are_not_a_mark(line: str) -> None:
    assert secrecy_of(HEAD.format(mark=line)) == 0


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("MẬT Vĩnh Phúc, ngày 15 tháng 9 năm 2022", 1),
        ("TUYỆT MẬT Vĩnh Phúc, ngày 15 tháng 9 năm 2022", 3),
        ("| TỐI MẬT | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 2),
        ("ĐẢNG CỘNG SẢN VIỆT NAM MẬT", 1),
        ("Số 12-BC/TU MẬT", 1),
        ("M Ậ T Độc lập - Tự do - Hạnh phúc", 1),
        ("MẬT danh, ngày nào cũng dùng, được giao cho các đơn vị trong toàn tỉnh biết", 0),
        ("Tài liệu MẬT Vĩnh Phúc, ngày 15 tháng 9 năm 2022", 0),
        ("BẢO MẬT Vĩnh Phúc, ngày 15 tháng 9 năm 2022", 0),
        ("MẬT mã quốc gia", 0),
    ],
)
def test_the_other_column_of_the_head_may_stand_on_the_same_line(line: str, level: int) -> None:
    assert secrecy_of(HEAD.format(mark=line)) == level


def test_the_highest_mark_counts_and_only_the_head_is_looked_at() -> None:
    assert secrecy_of("MẬT\nTUYỆT MẬT\nTỐI MẬT") == 3
    assert secrecy_of("\n".join(["Điều khoản"] * 40 + ["MẬT"])) == 0


def test_a_marked_paper_is_refused_unless_the_office_takes_such() -> None:
    pages = [HEAD.format(mark="MẬT"), "trang hai"]
    with pytest.raises(SecretPaper):
        refuse_secret(pages, allowed=False)
    refuse_secret(pages, allowed=True)
    refuse_secret([], allowed=False)
    refuse_secret(["trang một", "MẬT"], allowed=False)
