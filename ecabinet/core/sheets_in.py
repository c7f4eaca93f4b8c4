"""What `sheets` needs to open files of strangers: limits first, then parsing."""

import codecs
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ecabinet.core.errors import Invalid
from ecabinet.core.sheets_limits import (
    LAST_LINE,
    LONGEST_CELL,
    MAX_COLUMNS,
    MAX_LETTERS,
    MAX_PARTS,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_UNPACKED,
    TITLE_LINES,
)
from ecabinet.core.text import nfc

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

# Whatever openpyxl and the XML reader raise on a workbook made by hand or by an attacker.
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError,
    AssertionError, OverflowError, SyntaxError,
)  # fmt: skip


Line = tuple[int, list[str]]


def workbook_lines(data: bytes) -> Iterator[Line]:
    """Yield number and cells of each line of the first sheet.

    Raises:
        Invalid: damaged, too large when unpacked, too many rows or columns.
    """
    try:
        yield from _lines(_opened(data).worksheets[0])
    except BROKEN as error:
        raise Invalid("sheet.unreadable", field="file") from error


def workbook_sheets(data: bytes) -> Iterator[tuple[str, list[Line]]]:
    """Yield name and lines of every sheet that is not hidden, the first twenty.

    Raises:
        Invalid: as `workbook_lines`; `sheet.too_long`: too many letters in all.
    """
    letters = 0
    try:
        shown = [one for one in _opened(data).worksheets if one.sheet_state == "visible"]
        for sheet in shown[:MAX_SHEETS]:
            lines: list[Line] = []
            for line in _lines(sheet, MAX_ROWS + TITLE_LINES):
                letters += sum(map(len, line[1]))
                if letters > MAX_LETTERS:
                    raise Invalid("sheet.too_long", field="file")
                lines.append(line)
            yield sheet.title[:60], lines
    except BROKEN as error:
        raise Invalid("sheet.unreadable", field="file") from error


def _opened(data: bytes) -> Any:
    _check_archive(data)
    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _lines(sheet: Any, most: int = MAX_ROWS + 1) -> Iterator[Line]:
    """Yield the lines that are not empty, `most` with the heading."""
    # The size a file claims may be false, both ways.
    sheet.reset_dimensions()
    kept = 0
    for number, line in enumerate(sheet.iter_rows(), start=1):
        if number > LAST_LINE:
            raise Invalid("sheet.unreadable", field="file")
        if not any(cell.value is not None for cell in line):
            continue
        if any(cell.value is not None for cell in line[MAX_COLUMNS:]):
            raise Invalid("sheet.too_many_columns", field="file", most=MAX_COLUMNS)
        kept += 1
        if kept > most:
            raise Invalid("sheet.too_many_rows", field="file", most=MAX_ROWS)
        yield number, [_short(_shown(cell)) for cell in line[:MAX_COLUMNS]]


def _shown(cell: Any) -> str:
    """Return what a reader sees: a share that is shown as a percentage is one."""
    value = cell.value
    counts = isinstance(value, int | float) and not isinstance(value, bool)
    if counts and "%" in (cell.number_format or ""):
        return f"{round(value * 100, 2):g}%"
    return cell_text(value)


def _check_archive(data: bytes) -> None:
    """Refuse what would unpack to too much, or declares entities, before anything is parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        # A part never unpacks to more than the size it declares: zipfile stops there.
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Invalid("sheet.unpacks_too_large", field="file", megabytes=MAX_UNPACKED >> 20)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                head = archive.open(part).read(4096).replace(b"\0", b"")
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise Invalid("sheet.unreadable", field="file")


def decoded(data: bytes) -> str:
    """Return the text of a CSV file: UTF-8 with or without its mark, UTF-16 with it.

    Raises:
        Invalid: another encoding, or not text at all.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("sheet.encoding", field="file") from error
    if "\0" in text:
        raise Invalid("sheet.unreadable", field="file")
    return text


def decoded_1258(data: bytes) -> str:
    """Return the text of a file in windows-1258, "" when it is not; letters are put together."""
    try:
        return nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        return ""


def cell_text(value: Any) -> str:
    """Return a cell as a person would type it; the quote that keeps a formula still is left off."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = nfc(str(value)).replace("\0", "").strip()
    return text[1:] if is_quoted(text) else text


def _short(text: str) -> str:
    """Return no more of a cell than shows that it is too long."""
    return text[: LONGEST_CELL + 1]


def is_quoted(text: str) -> bool:
    """Whether `text` is what `still` makes of something a spreadsheet would run."""
    return text.startswith("'") and text.lstrip("'").startswith(FORMULA_SIGNS)
