"""Tables come in and go out: read, looked at, imported only when told to. Shared by all features.

A feature describes its table once with an `Importer`; the pages come from
`ecabinet.web.import_pages.add_import_pages(blueprint, find)`, the operations of the API call
`preview`, `carry_out` and `export` of this module. Nothing is written before `carry_out`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO
from uuid import UUID

from flask import Response, current_app
from flask_babel import force_locale
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from ecabinet.concurrency import run_blocking
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid, NotFound, TooLarge
from ecabinet.core.imports import Checked, Imported, Refused
from ecabinet.core.sheets import Cell, Column, Problem, Table, read_table, write_csv, write_xlsx
from ecabinet.core.storage import TooLarge as StreamTooLarge
from ecabinet.web.errors import MESSAGES
from ecabinet.web.handing_out import noted
from ecabinet.web.i18n import LANGUAGES
from ecabinet.web.kept_imports import HOURS, kept_imports
from ecabinet.web.made_files import CSV, XLSX, made_file
from ecabinet.web.requests import current_actor, platform

LARGEST_FILE = 8 << 20


@dataclass(frozen=True)
class Importer:
    """One table that can be imported and exported.

    `may` raises NotFound or Denied. `check` only reads, with a constant number of queries.
    `carry_out(table, skip_bad)` puts ALL rows of the file into ONE command and runs it through
    `web.requests.execute`, so that a replay of the request answers the same. The command checks
    again inside its transaction, asks `core.imports.left_out` which rows stay out, writes the good
    ones and returns `Imported`. `export` gives the rows to write. `back` is the
    endpoint of the list; `place` are the variables of the pages' addresses (of `prefix`), if any.
    """

    name: str
    title: Any
    back: str
    columns: Sequence[Column]
    may: Callable[[Session, Actor], object]
    check: Callable[[Session, Table], Checked]
    carry_out: Callable[[Table, bool], Imported]
    export: Callable[[Session], Sequence[Mapping[str, Cell]]]
    advice: Any = ""
    filename: str = ""
    place: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """A kept file as it was read and checked."""

    seal: str
    filename: str
    table: Table
    problems: dict[int, list[Problem]]
    effects: dict[int, Any]
    columns: list[Column]

    @property
    def good(self) -> list[Any]:
        """The rows that would be imported."""
        return [row for row in self.table.rows if row.number not in self.problems]

    @property
    def bad(self) -> list[Any]:
        """The rows that would be left out."""
        return [row for row in self.table.rows if row.number in self.problems]

    @property
    def remarks(self) -> list[Problem]:
        """What is said of the file as a whole."""
        numbers = {row.number for row in self.table.rows}
        return [p for p in self.table.problems if p.number not in numbers]


def keep(importer: Importer, stream: BinaryIO, filename: str) -> str:
    """Keep an uploaded file for a day and return the seal that stands for it.

    Raises:
        NotFound, Denied: the person may not import this.
        TooLarge, Invalid: above 8 MB; empty.
    """
    ask(importer)
    kept = kept_imports(platform().settings.data_dir)
    try:
        blob = run_blocking(kept.put, stream, LARGEST_FILE)
    except StreamTooLarge as error:
        raise TooLarge("file.too_large", megabytes=LARGEST_FILE >> 20, field="file") from error
    if not blob.size:
        raise Invalid("sheet.empty", field="file")
    return str(_serializer().dumps([*_owner(importer), blob.sha256, filename[-120:]]))


def look(importer: Importer, seal: str) -> Look:
    """Read and check a kept file. Nothing is written.

    Raises:
        NotFound: the seal is old, forged, or another person's. Denied.
        Invalid: the file cannot be read as this table.
    """
    ask(importer)
    filename, table, columns = _read(importer, seal)
    with platform().store.reading() as session:
        checked = importer.check(session, table)
    problems: dict[int, list[Problem]] = {}
    numbers = {row.number for row in table.rows}
    for problem in (*table.problems, *checked.problems):
        if problem.number in numbers:
            problems.setdefault(problem.number, []).append(problem)
    return Look(seal, filename, table, problems, dict(checked.effects), columns)


def carry_out(importer: Importer, seal: str, *, skip_bad: bool) -> Imported:
    """Import the good rows of a kept file.

    Raises:
        NotFound, Denied, Invalid: see `look`.
        Conflict: rows are wrong, and it was not said to leave them out.
    """
    ask(importer)
    return importer.carry_out(_read(importer, seal)[1], skip_bad)


def export(importer: Importer, kind: str) -> Response:
    """Return the whole table as a file, `kind` xlsx or csv. Raises NotFound, Denied."""
    ask(importer)
    with platform().store.reading() as session:
        rows = importer.export(session)
    sent = sheet_response(importer, importer.columns, rows, kind)
    return noted(sent, "table.exported", "table", importer.name, kind=kind, rows=len(rows))


def sheet_response(
    importer: Importer,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Cell]],
    kind: str,
    suffix: str = "",
) -> Response:
    """Return `rows` as a file to save."""
    name = f"{importer.filename or importer.name}{suffix}.{kind}"
    plain = in_words(columns)
    if kind == "csv":
        data, media_type = run_blocking(write_csv, plain, rows), CSV
    else:
        data, media_type = run_blocking(write_xlsx, importer.name, plain, rows), XLSX
    sent = made_file(data, media_type, name, saved=True)
    sent.headers["Cache-Control"] = "private, no-store"
    return sent


def in_words(columns: Sequence[Column]) -> list[Column]:
    """Return `columns` with plain headings in the reader's language; all languages are read."""
    plain = [replace(column, title=str(column.title)) for column in columns]
    for language in LANGUAGES:
        with force_locale(language):
            titles = [str(column.title) for column in columns]
        plain = [
            replace(c, names=(*c.names, title)) for c, title in zip(plain, titles, strict=True)
        ]
    return plain


def sentence(problem: Problem | Refused) -> str:
    """Return why a row is wrong, in the reader's language."""
    text = str(MESSAGES[problem.code])
    params = {k: v for k, v in problem.params.items() if k != "field"}
    return text % params if params else text


def ask(importer: Importer) -> None:
    """Raise NotFound or Denied unless the person signed in may import and export this."""
    with platform().store.reading() as session:
        importer.may(session, current_actor())


def _read(importer: Importer, seal: str) -> tuple[str, Table, list[Column]]:
    try:
        *owner, sha256, filename = _serializer().loads(seal, max_age=HOURS * 3600)
        if owner != _owner(importer):
            raise NotFound("import.gone")
        path = kept_imports(platform().settings.data_dir).path(sha256)
    except (BadSignature, FileNotFoundError, ValueError) as error:
        raise NotFound("import.gone") from error
    columns = in_words(importer.columns)
    data: bytes = run_blocking(path.read_bytes)
    return filename, run_blocking(read_table, data, filename, columns), columns


def _owner(importer: Importer) -> list[str]:
    person: UUID | None = current_actor().person_id
    return [importer.name, str(person)]


def _serializer() -> URLSafeTimedSerializer:
    # The seal binds a file to the person and the table: a hash alone gives nobody a file.
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="ecabinet.import")
