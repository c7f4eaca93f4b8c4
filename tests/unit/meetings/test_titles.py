"""The title of a task, from the text of its conclusion."""

import pytest

from meetings.commands.issue import TITLE_LENGTH, _title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Cấp tài khoản cho cấp ủy cơ sở.", "Cấp tài khoản cho cấp ủy cơ sở"),
        ("Cấp tài khoản", "Cấp tài khoản"),
        ("Rà soát danh mục.\nBáo cáo kết quả.", "Rà soát danh mục"),
        ("Kiểm tra các đơn vị...", "Kiểm tra các đơn vị..."),
    ],
)
def test_a_title_is_the_first_line_without_full_stop(text: str, title: str) -> None:
    assert _title(text) == title


def test_a_long_title_is_cut_at_a_word() -> None:
    title = _title("chữ " * 200 + "cuối.")
    assert len(title) <= TITLE_LENGTH
    assert title.endswith("chữ…")
