"""What `sheets` needs to write files that a spreadsheet opens and never runs."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from ecabinet.core.clock import office_time
from ecabinet.core.sheets_in import FORMULA_SIGNS, is_quoted

Cell = str | int | float | date | datetime | None

NARROWEST, WIDEST = 10, 60
DAY_FORMAT, MOMENT_FORMAT = "DD/MM/YYYY", "DD/MM/YYYY HH:MM"
HEADING = {
    "font": Font(bold=True),
    "fill": PatternFill("solid", fgColor="EDEDED"),
    "alignment": Alignment(vertical="center", wrap_text=True),
}


def to_xlsx(title: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the workbook; times are those of the office."""
    return to_workbook([(title, heading, rows)])


def to_workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """Return a workbook of several sheets: title, heading and rows of each."""
    book = Workbook(write_only=True)
    for title, heading, rows in sheets:
        _write(book.create_sheet(_sheet_name(title)), heading, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    lines = [[safe_value(cell) for cell in row] for row in rows]
    for at, words in enumerate(heading, start=1):
        longest = max([len(words) + 2, *(len(str(line[at - 1])) + 2 for line in lines)])
        width = min(max(longest, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([heading_cell(sheet, words) for words in heading])
    for line in lines:
        sheet.append([sheet_cell(sheet, value) for value in line])


def to_csv(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return UTF-8 with its mark, so that Excel does not guess the encoding."""
    return codecs.BOM_UTF8 + csv_lines([heading]) + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return some lines of a table in CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([written(safe_value(cell)) for cell in row] for row in rows)
    return out.getvalue().encode()


def still(text: str) -> str:
    """Return `text` such that no spreadsheet takes it for a formula (CSV injection)."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    return "'" + clean if clean.startswith(FORMULA_SIGNS) or is_quoted(clean) else clean


def safe_value(cell: Cell) -> Any:
    """Return what may stand in a cell: still text, the office's time, numbers, days."""
    if isinstance(cell, str):
        return still(cell)
    if isinstance(cell, datetime):
        return office_time(cell).replace(tzinfo=None)  # Workbooks know no zones.
    return cell


def written(value: Any) -> Any:
    """Return a safe value as CSV writes it."""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def heading_cell(sheet: Any, words: str) -> Any:
    """Return a cell of the first row."""
    cell = WriteOnlyCell(sheet, still(words))
    for name, value in HEADING.items():
        setattr(cell, name, value)
    return cell


def sheet_cell(sheet: Any, value: Any) -> Any:
    """Return a safe value as a workbook takes it; days and moments with their format."""
    if not isinstance(value, date):
        return value
    cell: Any = WriteOnlyCell(sheet)
    cell.value = value
    cell.number_format = MOMENT_FORMAT if isinstance(value, datetime) else DAY_FORMAT
    return cell


def _sheet_name(title: str) -> str:
    """Return a name a workbook allows: 31 characters, none of []:*?/\\."""
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in title)[:31] or "1"
