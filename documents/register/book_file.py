"""A unit's book as a file: XLSX with real dates, or the printed book in the official layout.

Columns: Nghị định 30/2020/NĐ-CP, phụ lục IV (mẫu sổ đăng ký văn bản đến, văn bản đi).
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from documents.official import beginning, parts
from documents.official.layout import across, build
from documents.official.rules import rule_set
from documents.register.models import Direction
from documents.register.queries.shapes import EntryRow
from documents.register.words import URGENCIES
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.sheets_out import Cell, to_xlsx

LETTERS = 11.0  # Small enough that no symbol is broken.
HEADS = {
    Direction.INCOMING: (
        "Số đến", "Ngày đến", "Tác giả", "Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu",
        "Mức độ khẩn", "Hạn trả lời", "Ngày trả lời", "Ghi chú",
    ),
    Direction.OUTGOING: (
        "Số thứ tự", "Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu", "Người ký",
        "Nơi nhận", "Mức độ khẩn", "Ghi chú",
    ),
}  # fmt: skip
WIDTHS = {
    Direction.INCOMING: (6, 10, 16, 15, 10, 32, 8, 10, 10, 12),
    Direction.OUTGOING: (7, 15, 11, 34, 14, 22, 8, 12),
}
TITLES = {
    Direction.INCOMING: "Sổ đăng ký văn bản đến",
    Direction.OUTGOING: "Sổ đăng ký văn bản đi",
}


def cells(row: EntryRow) -> tuple[Cell, ...]:
    """Return the columns of an entry, dates as dates."""
    what = f"{row.type_name}: {row.abstract}"
    urgency = str(URGENCIES[row.urgency])
    note = f"Đã hủy: {row.cancel_reason}" if row.cancelled else row.note
    if row.direction is Direction.INCOMING:
        return (
            row.book_number, row.received_on, row.issuing_body, row.symbol, row.issued_on, what,
            urgency, row.answer_due_on, row.answered_on, note,
        )  # fmt: skip
    return (
        row.book_number, row.symbol, row.issued_on, what, row.signer, row.recipients, urgency, note,
    )  # fmt: skip


def workbook(direction: Direction, rows: Sequence[EntryRow]) -> bytes:
    """Return the book as XLSX: what a spreadsheet would run is only text."""
    return to_xlsx(TITLES[direction], HEADS[direction], [cells(row) for row in rows])


def printed(
    direction: Direction, unit: str, period: str, rows: Sequence[EntryRow], made: date
) -> bytes:
    """Return the book as an A4 landscape PDF; the same entries give the same bytes."""
    rules = across(rule_set("party"), LETTERS)
    shown = [tuple(_plain(cell) for cell in cells(row)) for row in rows]
    return build(
        [
            *beginning.title(TITLES[direction], (unit, period), rules),
            *parts.grid(HEADS[direction], shown, rules, WIDTHS[direction]),
        ],
        rules,
        title=f"{TITLES[direction]} {period}",
        author=unit,
        made=datetime.combine(made, time(), OFFICE_ZONE),
    )


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)
