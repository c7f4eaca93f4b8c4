"""Entries of the audit log as a table: columns and cells, in the language that is set."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ecabinet.core.sheets_out import Cell
from ecabinet.core.sheets_stream import csv_file, xlsx_file
from ecabinet.oversight.audit_words import one_line, sentence, thing
from ecabinet.oversight.queries.audit_log import EntryRow

COLUMNS = (
    (_l("Số"), 10),
    (_l("Thời điểm"), 18),
    (_l("Người làm"), 28),
    (_l("Thay mặt"), 28),
    (_l("Việc"), 40),
    (_l("Đối tượng"), 22),
    (_l("Tên hoặc số"), 28),
    (_l("Địa chỉ mạng"), 18),
    (_l("Chi tiết"), 60),
    (_l("Mã việc"), 24),
    (_l("Mã đối tượng"), 38),
)


@dataclass(frozen=True)
class Sheet:
    """The words round the rows, translated once: what writes them may know no language."""

    title: str
    heading: tuple[str, ...]
    widths: tuple[int, ...]


def sheet() -> Sheet:
    """Return the words in the language that is set."""
    words = tuple(str(words) for words, _width in COLUMNS)
    return Sheet(_("Nhật ký"), words, tuple(width for _words, width in COLUMNS))


def write(path: Path, kind: str, sheet: Sheet, rows: Iterable[list[Cell]]) -> int:
    """Write a file of `kind` xlsx or csv; return the number of rows in it."""
    if kind == "csv":
        return csv_file(path, sheet.heading, rows)
    return xlsx_file(path, sheet.title, sheet.heading, rows, sheet.widths)


def cells(rows: Iterable[EntryRow]) -> Iterator[list[Cell]]:
    """Yield the cells of each entry, in the order of COLUMNS."""
    system = _("Hệ thống")
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows:
        key = (row.action, row.kind)
        if key not in said:
            said[key] = (sentence(row.action), thing(row.kind))
        detail = {name: value for name, value in row.detail.items() if name != "address"}
        yield [
            row.seq,
            row.at,
            row.person or system,
            row.behalf,
            *said[key],
            row.label,
            str(row.detail.get("address", "")),
            one_line(detail, {}),
            row.action,
            row.subject_id,
        ]
