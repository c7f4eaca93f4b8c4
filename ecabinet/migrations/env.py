"""Alembic's entry: which tables, which database, one transaction per migration."""

from typing import Any

from alembic import context

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


def run() -> None:
    """Run the migrations asked for on the database named in the configuration."""
    url = context.config.attributes["url"]
    engine = open_engine(url)
    try:
        with engine.execution_options(ecabinet_writing=True).connect() as connection:
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=connection.dialect.name == "sqlite",
                transaction_per_migration=True,
                compare_type=True,
                include_object=_wanted,
            )
            with context.begin_transaction():
                context.run_migrations()
            connection.commit()
    finally:
        engine.dispose()


run()
