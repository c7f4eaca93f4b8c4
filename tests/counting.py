"""How often a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, event


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that run inside."""
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asked(engine: Engine, client: FlaskClient, path: str) -> int:
    """Return how many statements one view of `path` takes."""
    with counted(engine) as statements:
        assert client.get(path).status_code == 200, path
    return len(statements)
