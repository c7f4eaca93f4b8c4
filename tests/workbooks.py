"""Builds workbooks for tests when they run: ordinary ones, and parts of them replaced."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Họ và tên</t></is></c></row>'


def book(*lines: Sequence[Any]) -> Workbook:
    """A workbook with these lines in its first sheet."""
    made = Workbook()
    assert made.active is not None
    for line in lines:
        made.active.append(line)
    return made


def saved(workbook: Workbook) -> bytes:
    """The file of a workbook."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same file with other parts in place of its own, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return out.getvalue()


def sheet(rows: str) -> bytes:
    """The XML of a sheet: the heading "Họ và tên", then these rows."""
    return f"<worksheet {NS}><sheetData>{HEAD}{rows}</sheetData></worksheet>".encode()
