"""How often a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, event


@dataclass(frozen=True)
class Asked:
    """A statement as the driver got it."""

    text: str
    values: Any


@contextmanager
def counted(engine: Engine) -> Iterator[list[Asked]]:
    """Collect the statements that run inside."""
    statements: list[Asked] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        statements.append(Asked(statement, values))

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
