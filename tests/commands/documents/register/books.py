"""Books of incoming and outgoing documents."""

from collections.abc import Callable

import pytest

from documents.register.queries.lists import Wanted, entries
from ecabinet.core.actors import Actor
from ecabinet.core.store import Store
from tests.bookkeeping import Books, open_books
from tests.days import today
from tests.fixtures import Office


@pytest.fixture
def books(store: Store, office: Office, as_actor: Callable[[str], Actor]) -> Books:
    return open_books(store, office, as_actor)


def listed(books: Books, username: str = "vanthu", **wanted: object) -> list[str]:
    asked = Wanted(**{"unit_id": books.unit, **wanted})  # type: ignore[arg-type]
    with books.store.reading() as session:
        rows = entries(session, books.as_actor(username), asked, today()).rows
    return [row.symbol for row in rows]
