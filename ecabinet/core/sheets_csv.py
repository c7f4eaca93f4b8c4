"""CSV as offices have it: which encoding, which delimiter, then the lines."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from ecabinet.core import sheets_in
from ecabinet.core.errors import Invalid
from ecabinet.core.sheets_columns import Column, names_of, plain
from ecabinet.core.sheets_limits import MAX_COLUMNS


def csv_lines(data: bytes, columns: Sequence[Column]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each line; `columns` help to find encoding and delimiter.

    Raises:
        Invalid: no text, an unknown encoding, too many columns.
    """
    text = _text(data, columns)
    delimiter = _delimiter(text, columns)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for line in reader:
            if len(line) > MAX_COLUMNS:
                raise Invalid("sheet.too_many_columns", field="file", most=MAX_COLUMNS)
            yield reader.line_num, [sheets_in.cell_text(cell) for cell in line]
    except csv.Error as error:
        raise Invalid("sheet.unreadable", field="file") from error


def _text(data: bytes, columns: Sequence[Column]) -> str:
    """Return the text of a CSV file.

    Excel in Vietnam writes windows-1258. Any bytes can be read so, hence it is believed only when
    every required heading comes out right.
    """
    try:
        return sheets_in.decoded(data)
    except Invalid:
        text = sheets_in.decoded_1258(data)
        first = {plain(cell) for cell in re.split(r"[,;\t\r\n]", text[:20_000])}
        wanted = [column for column in columns if column.required]
        if wanted and all(names_of(column) & first for column in wanted):
            return text
        raise


def _delimiter(text: str, columns: Sequence[Column]) -> str:
    """Return the delimiter with which most headings are found in the first line; else the usual."""
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")[:20_000]
    known = {name for column in columns for name in names_of(column)}

    def found(delimiter: str) -> int:
        return sum(plain(cell) in known for cell in next(csv.reader([first], delimiter=delimiter)))

    try:
        return max(",;\t", key=lambda sign: (found(sign), text[:20_000].count(sign)))
    except csv.Error as error:
        raise Invalid("sheet.unreadable", field="file") from error
