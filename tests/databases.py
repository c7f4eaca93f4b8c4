"""Databases for tests on a running PostgreSQL: made, copied from a template, dropped."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from uuid import uuid4

import psycopg2
from psycopg2 import sql


def address(server_url: str, name: str) -> str:
    """The URL of database `name` on the server."""
    return f"{server_url.rsplit('/', 1)[0]}/{name}"


def execute(server_url: str, statement: sql.Composable) -> None:
    """Runs one statement outside a transaction, as CREATE and DROP DATABASE want it."""
    with closing(psycopg2.connect(server_url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def fresh_database(server_url: str, template: str = "template0") -> Iterator[str]:
    """A new database, copied from `template`; answers its URL, and drops it afterwards."""
    name = f"test_{uuid4().hex}"
    new, like = sql.Identifier(name), sql.Identifier(template)
    execute(server_url, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(new, like))
    try:
        yield address(server_url, name)
    finally:
        execute(server_url, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(new))
