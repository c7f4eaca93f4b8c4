"""A database as one file, copied while people work, and put into an empty one.

SQLite by its own online backup, PostgreSQL by `pg_dump`: both at one moment. Nothing of ours
stands between an operator and the data.
"""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    URL,
    ColumnClause,
    Connection,
    column,
    func,
    inspect,
    make_url,
    select,
    table,
    text,
)

from ecabinet.core.db import open_engine
from ecabinet.operation.manifest import BackupError


@dataclass(frozen=True)
class Copied:
    """What a copied database holds: its file, its revision, rows by table, the files it names."""

    path: Path
    kind: str
    revision: str
    rows: dict[str, int]
    named: frozenset[str]


def copy_database(url: str, folder: Path, programs: Path | None) -> Copied:
    """Write the database at `url` into `folder`, with `pg_dump` of `programs`.

    Raises:
        BackupError: `pg_dump` is missing or refuses.
    """
    if url.startswith("sqlite"):
        path = folder / "database.sqlite3"
        _copy_sqlite(_sqlite_path(url), path)
        with _looking(f"sqlite:///{path}") as connection:
            return _counted(connection, path, "sqlite")
    path = folder / "database.dump"
    with _looking(url) as connection:
        # The dump and the figures are of the same moment.
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        _run(
            programs, "pg_dump", url, "--format=custom", f"--snapshot={snapshot}", f"--file={path}"
        )
        return _counted(connection, path, "postgresql")


def put_database(path: Path, kind: str, url: str, programs: Path | None) -> None:
    """Put the copy at `path` into the empty database at `url`.

    Raises:
        BackupError: the kinds differ, the database is not empty, or `pg_restore` refuses.
    """
    wanted = "sqlite" if url.startswith("sqlite") else "postgresql"
    if kind != wanted:
        raise BackupError(f"the backup is of {kind}, ECABINET_DATABASE_URL names {wanted}")
    if wanted == "sqlite":
        target = _sqlite_path(url)
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_sqlite(path, target)
        return
    _run(programs, "pg_restore", url, "--exit-on-error", "--single-transaction", str(path))


def is_empty(url: str) -> bool:
    """Whether there is no table at `url`."""
    if url.startswith("sqlite") and not _sqlite_path(url).exists():
        return True
    engine = open_engine(url)
    try:
        return not inspect(engine).get_table_names()
    finally:
        engine.dispose()


def rows_at(url: str) -> dict[str, int]:
    """Count the rows of every table of the product at `url`."""
    with _looking(url) as connection:
        return _rows(connection)


def _copy_sqlite(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        # In one step: a copy in several begins anew whenever somebody writes. Nobody waits for it,
        # in WAL mode readers hold up no writer.
        reading.backup(writing, pages=-1)
        writing.execute("PRAGMA journal_mode = DELETE")
        (said,) = writing.execute("PRAGMA integrity_check").fetchone()
    if said != "ok":
        raise BackupError(f"{source} is damaged: {said}")


@contextmanager
def _looking(url: str) -> Iterator[Connection]:
    """A connection that sees one moment."""
    engine = open_engine(url)
    try:
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _counted(connection: Connection, path: Path, kind: str) -> Copied:
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        raise BackupError("the database is not ours, or was never set up: `ecabinet db upgrade`")
    return Copied(path, kind, revision, _rows(connection), frozenset(_named(connection)))


def _rows(connection: Connection) -> dict[str, int]:
    count = select(func.count())
    return {
        name: connection.execute(count.select_from(table(name))).scalar_one()
        for name in sorted(inspect(connection).get_table_names())
    }


def _named(connection: Connection) -> Iterator[str]:
    """The files that rows name: columns called `blob` or `…_blob` hold a hash."""
    for (_, name), columns in inspect(connection).get_multi_columns().items():
        for told in columns:
            if told["name"] == "blob" or told["name"].endswith("_blob"):
                kept: ColumnClause[str] = column(told["name"])
                query = select(kept).select_from(table(name)).where(kept.is_not(None)).distinct()
                yield from connection.execute(query).scalars()


def _sqlite_path(url: str) -> Path:
    path = make_url(url).database
    if not path or path == ":memory:":
        raise BackupError(f"{url} names no file")
    return Path(path)


def _run(folder: Path | None, program: str, url: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's on the database at `url`; its password is seen by nobody."""
    parts = make_url(url)
    place = URL.create(  # `set` would keep the password, and write it as stars
        "postgresql", parts.username, None, parts.host, parts.port, parts.database, parts.query
    )
    command = [
        str(folder / program) if folder else program,
        "--no-owner", "--no-privileges", f"--dbname={place.render_as_string()}", *arguments,
    ]  # fmt: skip
    environment = {**os.environ, "PGPASSWORD": parts.password or os.environ.get("PGPASSWORD", "")}
    try:
        done = subprocess.run(  # noqa: S603 - our own words and the operator's settings, no shell
            command, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise BackupError(
            f"{program} is not installed: install Debian's postgresql-client, or name the folder "
            "that has it in ECABINET_POSTGRES_BIN"
        ) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise BackupError(f"{program} refused: {said[-1000:]}")
