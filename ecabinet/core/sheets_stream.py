"""Long tables written row by row, in constant memory. Safe cells as in `sheets_out`."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ecabinet.core.sheets_out import Cell, heading_cell, safe_value, sheet_cell, written

ROWS_OF_A_SHEET = 1_000_000
"""A sheet ends at 1,048,576 rows; what is more goes on in the next one."""


def csv_file(path: Path, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write the table as UTF-8 with its mark; return the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(heading)
        for row in rows:
            writer.writerow([written(safe_value(cell)) for cell in row])
            count += 1
    return count


@dataclass(frozen=True)
class SheetOut:
    """A sheet of a workbook, with columns of `widths` letters."""

    title: str
    heading: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int]


def workbook_file(path: Path, sheets: Iterable[SheetOut]) -> None:
    """Write a workbook of several sheets, none longer than `ROWS_OF_A_SHEET`."""
    book = Workbook(write_only=True)
    for one in sheets:
        _fill(_sheet(book, one.title, one.heading, one.widths), one.rows)
    book.save(path)


def xlsx_file(
    path: Path,
    title: str,
    heading: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
) -> int:
    """Write the table as a workbook, with columns of `widths` letters; return the count."""
    book = Workbook(write_only=True)
    source, count = iter(rows), 0
    while True:
        sheet = _sheet(book, f"{title} {len(book.worksheets) + 1}", heading, widths)
        filled = _fill(sheet, islice(source, ROWS_OF_A_SHEET))
        count += filled
        if filled < ROWS_OF_A_SHEET:
            break
    book.save(path)
    return count


def _fill(sheet: Any, rows: Iterable[Sequence[Cell]]) -> int:
    count = 0
    for row in rows:
        sheet.append([sheet_cell(sheet, safe_value(cell)) for cell in row])
        count += 1
    return count


def _sheet(book: Workbook, title: str, heading: Sequence[str], widths: Sequence[int]) -> Any:
    sheet: Any = book.create_sheet(title)
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([heading_cell(sheet, words) for words in heading])
    return sheet
