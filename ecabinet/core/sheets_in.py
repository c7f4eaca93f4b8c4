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
from ecabinet.core.text import nfc

MAX_ROWS = 5_000
MAX_COLUMNS = 64
MAX_UNPACKED = 48 << 20
"""Bytes of all parts of a workbook together: 5,000 rows of 64 short cells need about half."""

MAX_PARTS = 500
LAST_LINE = 1_048_576
"""The last line a spreadsheet has; a file may claim a higher number to keep us counting."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

# Whatever openpyxl and the XML reader raise on a workbook made by hand or by an attacker.
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError,
    AssertionError, OverflowError, SyntaxError,
)  # fmt: skip


def workbook_lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each line of the first sheet.

    Raises:
        Invalid: damaged, too large when unpacked, too many rows or columns.
    """
    try:
        _check_archive(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # The size a file claims may be false, both ways.
        sheet.reset_dimensions()
        kept = 0
        for number, line in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > LAST_LINE:
                raise Invalid("sheet.unreadable", field="file")
            if not any(value is not None for value in line):
                continue
            if any(value is not None for value in line[MAX_COLUMNS:]):
                raise Invalid("sheet.too_many_columns", field="file", most=MAX_COLUMNS)
            kept += 1
            if kept > MAX_ROWS + 1:  # The heading is one more.
                raise Invalid("sheet.too_many_rows", field="file", most=MAX_ROWS)
            yield number, [cell_text(value) for value in line[:MAX_COLUMNS]]
    except BROKEN as error:
        raise Invalid("sheet.unreadable", field="file") from error


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


def is_quoted(text: str) -> bool:
    """Whether `text` is what `still` makes of something a spreadsheet would run."""
    return text.startswith("'") and text.lstrip("'").startswith(FORMULA_SIGNS)
