"""Workbooks of strangers are opened in a process of their own, with limits."""

import json
from dataclasses import asdict
from typing import cast

from ecabinet.core.apart import run_apart
from ecabinet.core.errors import Invalid
from ecabinet.core.sheets_limits import LIMITS


def workbook_lines(data: bytes) -> list[tuple[int, list[str]]]:
    """Return number and cells of each line of the first sheet.

    Raises:
        Invalid: as `sheets_in.workbook_lines`; `sheet.too_costly`: more than 15 s or 512 MB.
        RuntimeError: the fault is in the installation.
    """
    return cast(list[tuple[int, list[str]]], _read(data, "lines"))


def workbook_sheets(data: bytes) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """Return name and lines of every sheet that is not hidden. Raises as `workbook_lines`."""
    return cast(list[tuple[str, list[tuple[int, list[str]]]]], _read(data, "sheets"))


def _read(data: bytes, wanted: str) -> object:
    arguments = [json.dumps(asdict(LIMITS)), wanted]
    ended = run_apart("ecabinet.core.sheets_child", arguments, data, LIMITS)
    if ended.took_too_long:
        raise Invalid("sheet.too_costly", field="file")
    try:
        answer = json.loads(ended.answer)
    except ValueError:
        if "Error: No module" in ended.complaint:
            raise RuntimeError(f"the sheets child could not start: {ended.complaint}") from None
        # It died of its limits in the middle of C code, which has no time for an exception.
        raise Invalid("sheet.too_costly", field="file") from None
    if "code" in answer:
        raise Invalid(answer["code"], **answer["params"])
    return answer["read"]
