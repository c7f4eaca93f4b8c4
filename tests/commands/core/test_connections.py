"""What each connection is told when it is opened."""

from sqlalchemy import text

from ecabinet.core.store import Store

WANTED = {
    "sqlite": {
        "PRAGMA journal_mode": "wal",
        "PRAGMA synchronous": 2,
        "PRAGMA foreign_keys": 1,
        "PRAGMA busy_timeout": 10_000,
    },
    # As installed, PostgreSQL compiles queries with many rights, for longer than they then take.
    "postgresql": {"SHOW jit": "off"},
}


def test_a_connection_is_told_what_the_product_counts_on(store: Store) -> None:
    with store.reading() as session:
        wanted = WANTED[store.engine.dialect.name]
        assert {asked: session.scalar(text(asked)) for asked in wanted} == wanted
