"""The directives named in the article, registered with their real symbols and dates."""

from datetime import date
from uuid import UUID

from ecabinet.demo.teller import Teller
from followup.commands.directives import RegisterDirective, register_directive

DIRECTIVES = (
    (
        "52-NQ/TW",
        date(2019, 9, 27),
        "Bộ Chính trị",
        "Nghị quyết về một số chủ trương, chính sách chủ động tham gia cuộc Cách mạng công nghiệp "
        "lần thứ tư",
    ),
    (
        "84-CTr/TU",
        date(2019, 12, 31),
        "Ban Chấp hành Đảng bộ tỉnh",
        "Chương trình hành động thực hiện Nghị quyết số 52-NQ/TW của Bộ Chính trị",
    ),
    (
        "27-QĐ/TW",
        date(2021, 8, 10),
        "Ban Bí thư Trung ương Đảng",
        "Quyết định về chương trình ứng dụng công nghệ thông tin trong hoạt động của các cơ quan "
        "Đảng giai đoạn 2021-2025",
    ),
    (
        "81-KH/TU",
        date(2022, 4, 19),
        "Tỉnh ủy Vĩnh Phúc",
        "Kế hoạch ứng dụng công nghệ thông tin trong hoạt động của các cơ quan Đảng tỉnh giai đoạn "
        "2021-2025",
    ),
    (
        "23-CT/TU",
        date(2022, 5, 16),
        "Ban Thường vụ Tỉnh ủy",
        "Chỉ thị về tăng cường công tác lãnh đạo của Đảng đối với quá trình chuyển đổi số trên địa "
        "bàn tỉnh",
    ),
)


def register(teller: Teller) -> dict[str, UUID]:
    """Register them all; return their ids by symbol."""
    return {
        symbol: teller.do(
            "thuky",
            register_directive,
            RegisterDirective(symbol=symbol, title=title, issued_on=day, issuing_body=body),
        ).id
        for symbol, day, body, title in DIRECTIVES
    }
