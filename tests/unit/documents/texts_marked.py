"""Sheets of text with marks."""

from collections.abc import Sequence
from typing import Any

from documents.carrying.fates import Drawing, Sheets, Verdict
from documents.carrying.spots import put
from documents.carrying.words import Box, Text, key_of, quads_of

A4 = (595.0, 842.0)
FIRST = (
    "Ủy ban Nhân dân tỉnh báo cáo kết quả ba năm thực hiện Chỉ thị",
    "Tỷ lệ giải ngân vốn đầu tư công đạt chín mươi lăm phần trăm kế hoạch",
    "Các đơn vị chậm tiến độ phải giải trình trước ngày ba mươi tháng chín",
    "Sở Nội vụ chủ trì, phối hợp với Văn phòng rà soát biên chế",
)
SECOND = (
    "Nhiệm vụ trọng tâm sáu tháng cuối năm gồm bốn nhóm việc chính",
    "Hoàn thành hồ sơ khu công nghiệp phía Nam trước kỳ họp tới",
    "Đôn đốc thu hồi tạm ứng quá hạn, báo cáo Thường trực hằng tuần",
)


def sheets(*pages: Sequence[str], top: float = 80.0) -> Sheets:
    """Pages laid out line by line: each letter 5 pt wide, each line 20 pt high."""
    laid = []
    for lines in pages:
        words: list[tuple[str, Box]] = []
        for row, line in enumerate(lines):
            x, y = 60.0, top + 20 * row
            for word in line.split():
                words.append((word, (x, y, x + 5 * len(word), y + 12)))
                x += 5 * len(word) + 4
        laid.append(words)
    return Sheets(Text(laid), [A4] * len(pages))


def marked(of: Sheets, quote: str, kind: str = "highlight", nth: int = 0) -> Drawing:
    """The nth place of a quote, marked."""
    keys = [key_of(word) for word in quote.split()]
    starts = [n for n in of.text.where(keys[0]) if of.text.keys[n : n + len(keys)] == keys]
    words = of.text.words[starts[nth] : starts[nth] + len(keys)]
    quads = [list(quad) for quad in quads_of(words)]
    return Drawing(kind, words[0].page, {"quads": quads, "quote": quote, "color": "#ffd54f"})


def there(verdict: Verdict, mark: Drawing) -> dict[str, Any]:
    assert verdict.spot is not None
    return put(mark.kind, mark.body, verdict.spot, A4)


OLD = sheets(FIRST, SECOND)
