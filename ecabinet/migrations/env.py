"""Alembic's entry: which tables, which database, one transaction per migration."""

import warnings
from typing import Any

from alembic import context
from sqlalchemy import Connection

from ecabinet.core.db import open_engine
from ecabinet.schema import Base

FULL_TEXT = "search_index"


def _wanted(item: Any, name: str | None, kind: str, *_: object) -> bool:
    """Limit a generated migration to the tables of one area, when the caller says so.

    The full-text index is no table of the models: it differs by database.
    """
    if kind == "table" and name and name.startswith(FULL_TEXT):
        return False
    include = context.config.attributes.get("include")
    return include is None or kind != "table" or bool(include(item))


def _let_tables_be_rebuilt(connection: Connection) -> None:
    """SQLite changes a table by making it anew; with keys watched, rows pointing to it forbid that.

    The way SQLite itself names (lang_altertable, "Making Other Kinds Of Table Schema Changes").
    Inside a transaction the pragma would do nothing.
    """
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.close()


def _check_references(connection: Connection) -> None:
    """Raise RuntimeError when a migration left a row that points to nothing."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
        if lost:
            raise RuntimeError(f"rows point to nothing after the migration: {lost}")


def run() -> None:
    """Run the migrations asked for on the database named in the configuration."""
    url = context.config.attributes["url"]
    engine = open_engine(url)
    try:
        with engine.execution_options(ecabinet_writing=True).connect() as connection:
            _let_tables_be_rebuilt(connection)
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=connection.dialect.name == "sqlite",
                transaction_per_migration=True,
                compare_type=True,
                include_object=_wanted,
            )
            with context.begin_transaction(), warnings.catch_warnings():
                # Indexes by an expression stay as they are: their tables are not made anew.
                warnings.filterwarnings("ignore", message="Skipped unsupported reflection")
                context.run_migrations()
            connection.commit()
            _check_references(connection)
    finally:
        engine.dispose()


run()
