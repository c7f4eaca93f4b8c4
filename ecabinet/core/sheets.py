"""Tables in files: XLSX and CSV, in and out. Pure: no database, no words, no HTTP.

How to use it (people, units and catalogues do; the pages are `ecabinet.web.importing`):

* ``Column(key, title, required, example)`` names one column. `title` is what stands in the first
  row of the file (a translation is fine); `names` are other headings to take, the key always is.
* ``read_table(data, filename, columns)`` returns rows of cells by key. Cells are text as a person
  would type it: a real date becomes dd/mm/yyyy, a whole number has no decimals, an empty cell is
  "". Row numbers are those of the file. ``read_day(text)`` turns a cell into a date.
* ``read_sheets(data, filename)`` returns all sheets as they stand, for a door that lets a person
  say which columns mean what (tasks do).
* ``write_xlsx(title, columns, rows)`` and ``write_csv(columns, rows)`` take text, dates, numbers
  or None by key. What they write, `read_table` reads back.
* Parsing is work: call these through ``concurrency.run_blocking``, never in a transaction, and
  resolve translations before (`ecabinet.web.importing.in_words` does both for a door).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ecabinet.core import sheets_apart
from ecabinet.core.errors import Invalid
from ecabinet.core.sheets_columns import Column, names_of, plain
from ecabinet.core.sheets_csv import csv_lines
from ecabinet.core.sheets_limits import LONGEST_CELL, MAX_LETTERS, MAX_ROWS
from ecabinet.core.sheets_out import Cell, to_csv, to_xlsx

__all__ = [
    "Cell", "Column", "Problem", "Row", "Sheet", "Table",
    "read_day", "read_sheets", "read_table", "write_csv", "write_xlsx",
]  # fmt: skip

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")


@dataclass(frozen=True)
class Row:
    """One row of the file, by its number there; every column has a cell, "" when empty."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Problem:
    """Something wrong: in row `number`, or (None) with the file as a whole. Words by `code`."""

    number: int | None
    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """What was read. `problems` do not keep the rows from being used (a heading not known)."""

    rows: list[Row]
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """A sheet as it stands: number and cells of each line that is not empty."""

    name: str
    lines: list[tuple[int, list[str]]]


def read_sheets(data: bytes, filename: str, columns: Sequence[Column]) -> list[Sheet]:
    """Return the sheets of an XLSX or CSV file that are not empty; the content decides which.

    `columns` help to find encoding and delimiter of CSV.

    Raises:
        Invalid: with field "file": see `read_table`; `sheet.too_long`: too many letters in all.
    """
    if data.startswith(b"PK\x03\x04"):
        found = [
            Sheet(name, [(number, cells) for number, cells in lines])
            for name, lines in sheets_apart.workbook_sheets(data)
        ]
    else:
        lines = []
        for number, line in _lines(data, columns):
            if any(line):
                lines.append((number, [cell[: LONGEST_CELL + 1] for cell in line]))
            if len(lines) > MAX_ROWS + 1:
                raise Invalid("sheet.too_many_rows", field="file", most=MAX_ROWS)
        if sum(len(cell) for _, line in lines for cell in line) > MAX_LETTERS:
            raise Invalid("sheet.too_long", field="file")
        found = [Sheet(filename.rsplit("/", 1)[-1][:60] or "CSV", lines)]
    if not any(sheet.lines for sheet in found):
        raise Invalid("sheet.empty", field="file")
    return [sheet for sheet in found if sheet.lines]


def read_table(data: bytes, filename: str, columns: Sequence[Column]) -> Table:
    """Return the rows of an XLSX or CSV file; the content decides which it is, not the name.

    Raises:
        Invalid: with field "file": empty, not readable as a table, more than 5,000 rows or 64
            columns, unpacked too large, too costly to read, a required column missing, or a
            heading twice.
    """
    lines = _lines(data, columns)
    number, header = next(((n, line) for n, line in lines if any(line)), (0, []))
    if not header:
        raise Invalid("sheet.empty", field="file")
    places, problems = _places(header, columns, number)
    rows: list[Row] = []
    for number, line in lines:
        if not any(line):
            continue
        if len(rows) == MAX_ROWS:
            raise Invalid("sheet.too_many_rows", field="file", most=MAX_ROWS)
        cells = {key: line[at] if at < len(line) else "" for key, at in places.items()}
        rows.append(Row(number, {c.key: cells.get(c.key, "") for c in columns}))
        problems += _too_long(number, cells)
    if not rows:
        raise Invalid("sheet.empty", field="file")
    return Table(rows, problems)


def read_day(text: str) -> date:
    """Return the day in a cell, dd/mm/yyyy or ISO. Raises Invalid `sheet.bad_day`."""
    found = DAY.fullmatch(text.strip())
    try:
        if found:
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid("sheet.bad_day", text=text[:40]) from error


def write_xlsx(title: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]]) -> bytes:
    """Return a workbook: one sheet, bold frozen heading, real dates, nothing that computes."""
    heading = [str(column.title) for column in columns]
    return to_xlsx(title, heading, _in_order(columns, rows))


def write_csv(columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]]) -> bytes:
    """Return CSV as Excel opens it by a double click: UTF-8 with its mark, commas, dd/mm/yyyy."""
    heading = [str(column.title) for column in columns]
    return to_csv(heading, _in_order(columns, rows))


def _in_order(
    columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]]
) -> Iterator[list[Cell]]:
    return ([row.get(column.key) for column in columns] for row in rows)


def _lines(data: bytes, columns: Sequence[Column]) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of each line."""
    if data.startswith(b"PK\x03\x04"):
        yield from sheets_apart.workbook_lines(data)
        return
    if data.startswith(OLD_WORKBOOK):
        raise Invalid("sheet.old_workbook", field="file")
    yield from csv_lines(data, columns)


def _places(
    header: list[str], columns: Sequence[Column], number: int
) -> tuple[dict[str, int], list[Problem]]:
    """Return where each column stands, and the headings nobody knows."""
    known = {name: column.key for column in columns for name in names_of(column)}
    places: dict[str, int] = {}
    problems: list[Problem] = []
    for at, heading in enumerate(header):
        key = known.get(plain(heading))
        if key is None:
            if heading:
                problems.append(Problem(number, "sheet.unknown_column", {"title": heading[:60]}))
        elif key in places:
            raise Invalid("sheet.column_twice", field="file", title=heading[:60])
        else:
            places[key] = at
    missing = [str(c.title) for c in columns if c.required and c.key not in places]
    if missing:
        raise Invalid("sheet.missing_columns", field="file", titles=", ".join(missing))
    return places, problems


def _too_long(number: int, cells: Mapping[str, str]) -> list[Problem]:
    over = any(len(cell) > LONGEST_CELL for cell in cells.values())
    return [Problem(number, "sheet.cell_too_long", {"most": LONGEST_CELL})] if over else []
