"""Catalogues as tables in files: one importer for each."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from sqlalchemy.orm import Session

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.content import EntryContent
from ecabinet.catalogues.commands.sheet import ImportEntries, SheetRow, import_entries, judge
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.catalogues.queries import Entry, book
from ecabinet.catalogues.registry import Catalogue
from ecabinet.catalogues.widgets import Day
from ecabinet.catalogues.words import CatalogueWords, words_of
from ecabinet.core.imports import Checked, Imported, Refused
from ecabinet.core.sheets import Cell, Column, Problem, Row, Table
from ecabinet.web.errors import MESSAGES, field_errors
from ecabinet.web.importing import Importer
from ecabinet.web.requests import current_actor, execute

EFFECTS = {"new": _l("Thêm mới"), "changed": _l("Cập nhật"), "same": _l("Không đổi")}
RETIRED = Day(_l("Ngừng dùng từ ngày"))


def importer_of(key: str) -> Importer:
    """Return the importer of a catalogue. Raises NotFound, Denied."""
    catalogue = access.catalogue(current_actor(), key, CataloguePermission.MANAGE)
    words = words_of(catalogue)
    return Importer(
        name=catalogue.key,
        title=_("Nhập %(catalogue)s", catalogue=words.title),
        back="catalogues.entries",
        columns=columns_of(catalogue, words),
        may=lambda session, actor: access.catalogue(actor, key, CataloguePermission.MANAGE),
        check=lambda session, table: _check(session, catalogue, words, table),
        carry_out=lambda table, skip_bad: _carry_out(catalogue, words, table, skip_bad),
        export=lambda session: [
            _written(catalogue, words, entry) for entry in book(session, catalogue).entries
        ],
        advice=_(
            "Dòng có mã đã có trong danh mục thì cập nhật mục đó; mã mới thì thêm vào cuối. "
            "Mục không có trong tệp giữ nguyên."
        ),
        place={"key": key},
    )


def columns_of(catalogue: Catalogue[Any], words: CatalogueWords) -> list[Column]:
    """Return the columns of a catalogue's file."""
    code = [] if catalogue.code_of else [("code", words.code, True)]
    own = [*code, ("name", words.name, True), ("english", _l("Tên tiếng Anh"), False)]
    data = [
        (name, words.fields[name].label, its.is_required())
        for name, its in catalogue.fields.model_fields.items()
    ]
    columns = [*own, *data, ("retired_on", RETIRED.label, False)]
    return [Column(k, title, must, words.examples.get(k, "")) for k, title, must in columns]


def _written(
    catalogue: Catalogue[Any], words: CatalogueWords, entry: Entry[Any]
) -> Mapping[str, Cell]:
    cells: dict[str, Cell] = {
        name: widget.show(getattr(entry.data, name)) for name, widget in words.fields.items()
    }
    if not catalogue.code_of:
        cells["code"] = entry.code
    retired = RETIRED.show(entry.retired_on)
    return {**cells, "name": entry.name, "english": entry.english, "retired_on": retired}


def _check(
    session: Session, catalogue: Catalogue[Any], words: CatalogueWords, table: Table
) -> Checked:
    rows, problems = _read(catalogue, words, table)
    good, refused = judge(session, catalogue, rows)
    return Checked([*problems, *refused], {one.number: EFFECTS[one.effect] for one in good})


def _carry_out(
    catalogue: Catalogue[Any], words: CatalogueWords, table: Table, skip_bad: bool
) -> Imported:
    rows, problems = _read(catalogue, words, table)
    numbers = {row.number for row in table.rows}
    unread = [p for p in (*table.problems, *problems) if p.number in numbers]
    bad = {problem.number for problem in unread}
    command = ImportEntries(
        catalogue=catalogue.key,
        rows=tuple(row for row in rows if row.number not in bad),
        unread=tuple(
            Refused(number=p.number, code=p.code, params=p.params) for p in unread if p.number
        ),
        skip_bad=skip_bad,
    )
    return execute(import_entries, command)


def _read(
    catalogue: Catalogue[Any], words: CatalogueWords, table: Table
) -> tuple[list[SheetRow], list[Problem]]:
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    for row in table.rows:
        found = _row(catalogue, words, row)
        if isinstance(found, SheetRow):
            rows.append(found)
        else:
            problems += found
    return rows, problems


def _row(catalogue: Catalogue[Any], words: CatalogueWords, row: Row) -> SheetRow | list[Problem]:
    """Return a row as the command takes it, or everything that is wrong with it."""
    data: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, widget in (*words.fields.items(), ("retired_on", RETIRED)):
        try:
            data[name] = widget.read(row.cells.get(name, ""))
        except ValueError as error:
            wrong[name] = str(MESSAGES[str(error)])
    retired = data.pop("retired_on", None)
    data = {name: value for name, value in data.items() if value is not None}
    own = {name: row.cells.get(name, "") for name in ("name", "english")}
    try:
        if not wrong:
            catalogue.fields.model_validate(data)
        content = EntryContent(code=row.cells.get("code") or None, data=data, **own)
        if not wrong:
            return SheetRow(number=row.number, content=content, retired_on=retired)
    except ValidationError as error:
        wrong |= {place.split(".")[0]: text for place, text in field_errors(error).items()}
    titles = {column.key: column.title for column in columns_of(catalogue, words)}
    return [
        Problem(row.number, "catalogue.cell_wrong", {"column": str(titles[name]), "why": why})
        for name, why in wrong.items()
    ]
