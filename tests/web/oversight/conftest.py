"""An office in which several things have been done, and one with something of everything."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.core.audit import AuditEntry
from ecabinet.core.store import Store
from tests.gatherings import Gathering, gathering
from tests.rightsland import RightsLand, build_land
from tests.web.oversight.audit_pages import admin

__all__ = ["admin", "gathering"]


@pytest.fixture
def log(store: Store) -> Callable[..., list[Any]]:
    """Return the entries of an action, or all of them, oldest first."""

    def read(action: str | None = None) -> list[Any]:
        query = select(AuditEntry).order_by(AuditEntry.seq)
        with store.reading() as session:
            rows = list(session.scalars(query))
        return [row for row in rows if action in (None, row.action)]

    return read


@pytest.fixture
def land(gathering: Gathering) -> RightsLand:
    """An office with something of everything."""
    return build_land(gathering)
