"""Texts of directives fall into articles, points in parts, points, or paragraphs."""

import pytest

from followup.splitting import MOST, Piece, split

DECISION = """QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế
sử dụng phòng họp không giấy.
Điều 2. Văn phòng Tỉnh ủy theo dõi việc thực hiện theo
Điều 5 của Quy chế này.
2
Điều 3. Quyết định này có hiệu lực từ ngày ký.
Nơi nhận:
- Như Điều 3,
"""
DIRECTIVE = """I. ĐÁNH GIÁ TÌNH HÌNH
1. Thời gian qua, việc thực hiện đạt kết quả.
2. Còn hạn chế.
II- NHIỆM VỤ, GIẢI PHÁP
1. Các cấp ủy quán triệt.
1.1. Hằng tháng báo cáo.
2. Giao Sở Tài chính bố trí kinh phí
2025. Ưu tiên các xã.
III. TỔ CHỨC THỰC HIỆN
Ban Tuyên giáo tuyên truyền.
"""
NOTICE = """Ban Thường vụ kết luận như sau:
1. Giao Văn phòng chủ trì.
2. Giao Ban Tổ chức phối hợp;
hoàn thành trước 30/12.
"""


def labels(text: str) -> list[str]:
    """Return what the pieces are called."""
    return [piece.label for piece in split(text)]


def test_articles_with_their_wrapped_lines_and_without_those_only_spoken_of() -> None:
    assert split(DECISION) == [
        Piece(
            "Điều 1",
            "Ban hành kèm theo Quyết định này Quy chế sử dụng phòng họp không giấy.",
        ),
        Piece(
            "Điều 2",
            "Văn phòng Tỉnh ủy theo dõi việc thực hiện theo Điều 5 của Quy chế này.",
        ),
        Piece("Điều 3", "Quyết định này có hiệu lực từ ngày ký."),
    ]


def test_points_are_called_by_their_part_and_years_are_no_points() -> None:
    assert labels(DIRECTIVE) == ["I.1", "I.2", "II.1", "II.2", "III"]
    assert split(DIRECTIVE)[2].text.endswith("1.1. Hằng tháng báo cáo.")
    assert split(DIRECTIVE)[3].text.endswith("2025. Ưu tiên các xã.")
    assert labels(NOTICE) == ["1", "2"]
    assert split(NOTICE)[1].text.endswith("trước 30/12.")


def test_other_texts_fall_into_paragraphs_and_nothing_gives_nothing() -> None:
    text = "Thực hiện chỉ thị, Tỉnh ủy yêu cầu.\n\nCác đơn vị báo cáo\nđịnh kỳ."
    assert split(text) == [
        Piece("Đoạn 1", "Thực hiện chỉ thị, Tỉnh ủy yêu cầu."),
        Piece("Đoạn 2", "Các đơn vị báo cáo định kỳ."),
    ]
    assert split(" \n 3 \n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Điều 1. a\n" * 5_000,
        "I. A\n1. b\n" * 3_000,
        "(" * 100_000,
        "Điều 999a " * 9_000,
        "1. " * 50_000,
    ],
)
def test_hostile_texts_end_soon_and_small(text: str) -> None:
    assert len(split(text)) <= MOST
