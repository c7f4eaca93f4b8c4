"""The database engine: SQLite in WAL with full synchronisation, or PostgreSQL."""

import logging
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BUSY_TIMEOUT_MS = 10_000
CONNECTION_SECONDS = 10.0
"""How long a request waits for one of the connections; pages give up on an answer after fifteen."""
SAMPLE_ROWS = 400

GIVE_UP = {
    "connect_timeout": 5, "keepalives_idle": 4, "keepalives_interval": 2, "keepalives_count": 3,
    "tcp_user_timeout": 8_000,
}  # fmt: skip
"""Seconds (the last: milliseconds) after which a database whose machine is cut off counts as gone.

As installed, Linux tries for a quarter of an hour."""

log = logging.getLogger(__name__)
TOLD_OF_A_STATEMENT = 2_000
"""Characters: an insert of a thousand rows would be a line of half a million."""


class Base(DeclarativeBase):
    """Parent of every table."""

    metadata = MetaData(naming_convention=NAMING)


def open_engine(url: str) -> Engine:
    """Return an engine for `url`; on SQLite with pragmas that keep what is acknowledged."""
    if url.startswith("sqlite"):
        engine = create_engine(url, pool_size=20, max_overflow=40)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    # psycopg2 is made green by eventlet; psycopg 3 would block the loop for each query.
    url = url.replace("postgresql://", "postgresql+psycopg2://", 1)
    engine = create_engine(
        url, pool_size=10, max_overflow=20, pool_timeout=CONNECTION_SECONDS, pool_pre_ping=True,
        connect_args=GIVE_UP,
    )  # fmt: skip
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def tell_slow(engine: Engine, seconds: float) -> None:
    """Log each statement that takes longer; never its values, which may be anything."""

    @event.listens_for(engine, "before_cursor_execute")
    def begin(connection: Connection, *_rest: Any) -> None:
        connection.info["begun_at"] = perf_counter()

    @event.listens_for(engine, "after_cursor_execute")
    def end(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        spent = perf_counter() - connection.info.get("begun_at", perf_counter())
        if spent >= seconds:
            told = " ".join(statement[:TOLD_OF_A_STATEMENT].split())
            log.warning("slow query, %.0f ms: %s", spent * 1000, told)


def refresh_statistics(engine: Engine) -> None:
    """Let SQLite look at its tables again, so that it chooses indexes by what stands in them.

    A sample of each index, whatever its size: a fraction of a second. PostgreSQL does it by itself.
    """
    if engine.dialect.name != "sqlite":
        return
    # Past `_begin_sqlite`: outside a transaction the driver keeps what it says at once.
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA analysis_limit = {SAMPLE_ROWS}")
        cursor.execute("ANALYZE")
        cursor.close()
    finally:
        connection.close()


def _prepare_postgres(connection: DBAPIConnection, _record: Any) -> None:
    """Ask the server to drop us as soon: until then it keeps the locks of a machine cut off.

    And not to compile queries: it does so for those with many parts, as those with rights are, and
    takes longer for that than for answering them.
    """
    connection.autocommit = True  # With the first transaction a rollback would undo it.
    cursor = connection.cursor()
    for name in ("idle", "interval", "count"):
        cursor.execute(f"SET tcp_keepalives_{name} = {GIVE_UP[f'keepalives_{name}']}")
    cursor.execute(f"SET tcp_user_timeout = {GIVE_UP['tcp_user_timeout']}")
    cursor.execute("SET jit = off")
    cursor.close()
    connection.autocommit = False


def _prepare_sqlite(connection: DBAPIConnection, _record: Any) -> None:
    # The driver's own transaction handling defers BEGIN until the first write and so loses
    # updates silently; we begin ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("ecabinet_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
