"""Files of an import: what comes in, the sample to fill in, the rows that stayed out."""

import hashlib
from uuid import UUID

from flask import Response
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from ecabinet.concurrency import run_blocking
from ecabinet.core.errors import Invalid, TooLarge
from ecabinet.core.sheets import Cell, Column, read_sheets
from ecabinet.core.sheets_out import to_xlsx
from ecabinet.web.handing_out import noted
from ecabinet.web.importing import LARGEST_FILE, in_words, sentence
from ecabinet.web.made_files import XLSX, made_file
from ecabinet.web.requests import current_actor, execute, platform
from followup.importing import access
from followup.importing.commands import SendSheet, TaskImportRef, send_sheet
from followup.importing.fields import NAMES, Field
from followup.importing.looking import Looked, look
from followup.importing.words import FIELDS

EXAMPLES: dict[Field, str] = {
    Field.CONTENT: "Kết nối phần mềm theo dõi đến 100% chi bộ",
    Field.LEAD: "Văn phòng Tỉnh ủy",
    Field.COORDINATING: "Ban Tổ chức Tỉnh ủy; Sở Tài chính",
    Field.SUPERVISOR: "Nguyễn Văn A",
    Field.DUE: "31/12/2026",
    Field.ISSUED: "05/01/2026",
    Field.SYMBOL: "23-CT/TU",
    Field.DATED: "16/05/2022",
    Field.ABSTRACT: "Về chuyển đổi số trong cơ quan Đảng",
    Field.WORK: "Chuyển đổi số",
    Field.PRIORITY: "Thường",
    Field.STATUS: "Đang thực hiện",
    Field.PERCENT: "45%",
    Field.DONE: "",
    Field.RESULT: "Đã kết nối 45/100 chi bộ",
    Field.NOTE: "",
}


def keep_sheet(file: FileStorage) -> TaskImportRef:
    """Read a file that was sent, and keep what stands in it.

    The right is asked first, so that nobody without it makes the server read.

    Raises:
        Denied; TooLarge: above 8 MB. Invalid: it cannot be read as a table.
    """
    access.imports(current_actor())
    data = file.stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise TooLarge("file.too_large", megabytes=LARGEST_FILE >> 20, field="file")
    if not data:
        raise Invalid("sheet.empty", field="file")
    name = (file.filename or "").rsplit("/", 1)[-1][-120:]
    sheets = run_blocking(read_sheets, data, name, in_words(_columns()))
    wish = SendSheet(
        filename=name or "bang-theo-doi",
        sha256=hashlib.sha256(data).hexdigest(),
        sheets=[(sheet.name, sheet.lines) for sheet in sheets],
    )
    return execute(send_sheet, wish)


def _columns() -> list[Column]:
    return [
        Column(key.value, words, key is Field.CONTENT, EXAMPLES[key], NAMES[key])
        for key, words in FIELDS.items()
    ]


def sample_file() -> Response:
    """Answer a workbook to fill in, with one row as an example. Raises Denied."""
    access.imports(current_actor())
    heading = [str(words) for words in FIELDS.values()]
    rows: list[list[Cell]] = [[EXAMPLES[key] for key in FIELDS]]
    return _workbook(_("Theo dõi nhiệm vụ"), heading, rows, "bang-theo-doi-mau.xlsx")


def faults_file(import_id: UUID) -> Response:
    """Answer the rows that do not become tasks, as they stood in the file, each with the reason.

    Raises NotFound: the import is somebody else's, or what stood in the file was forgotten.
    """
    looked = look(platform().store, current_actor(), import_id)
    heading = [*looked.heading, _("Dòng trong tệp"), _("Lý do")]
    wide = len(looked.heading)
    rows: list[list[Cell]] = [
        [*_cells(looked, row.number, wide), row.number, reason]
        for row in looked.rows
        if (reason := _reason(row.task, [sentence(p) for p in row.problems]))
    ]
    sent = _workbook(_("Dòng không nhập"), heading, rows, "dong-khong-nhap.xlsx")
    return noted(sent, "task_import.faults_downloaded", "task_import", import_id, rows=len(rows))


def _cells(looked: Looked, number: int, wide: int) -> list[Cell]:
    line = looked.lines.get(number, [])
    return [line[at] if at < len(line) else "" for at in range(wide)]


def _reason(task: str, problems: list[str]) -> str:
    return _("Đã có: nhiệm vụ %(task)s.", task=task) if task else " ".join(problems)


def _workbook(title: str, heading: list[str], rows: list[list[Cell]], name: str) -> Response:
    sent = made_file(run_blocking(to_xlsx, title, heading, rows), XLSX, name, saved=True)
    sent.headers["Cache-Control"] = "private, no-store"
    return sent
