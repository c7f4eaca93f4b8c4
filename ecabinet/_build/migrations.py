"""Checks that the migrations lead to the tables of the models, and back to nothing."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.util.exc import CommandError

from ecabinet import database


def check() -> None:
    """Upgrades a new SQLite database, compares, downgrades. Raises CommandError."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'check.sqlite3')}"
        database.upgrade(url)
        command.check(database.config(url))
        database.downgrade(url, "base")


if __name__ == "__main__":
    try:
        check()
    except CommandError as problem:
        sys.exit(f"migrations: {problem}")
