"""Documents sent on by slips."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.actors import Actor
from ecabinet.core.notices import NoticeRow
from ecabinet.core.store import Store
from tests.bookkeeping import open_books
from tests.fixtures import Office
from tests.slips import Slips, send_from


@pytest.fixture
def slips(store: Store, office: Office, as_actor: Callable[[str], Actor]) -> Slips:
    return send_from(open_books(store, office, as_actor), office)


def rows(store: Store, query: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.scalars(query))


def told(store: Store, kind: str) -> set[UUID]:
    return set(rows(store, select(NoticeRow.person_id).where(NoticeRow.kind == kind)))
