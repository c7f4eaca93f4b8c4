"""A written vote that was sent."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from ecabinet.core.actors import Actor
from ecabinet.core.notices import NoticeRow
from ecabinet.core.store import Store
from meetings.circulation.commands.flow import (
    ExtendCirculation,
)
from tests.circulations import Round, draft
from tests.fixtures import Office


@pytest.fixture
def ballot(store: Store, office: Office, as_actor: Callable[[str], Actor]) -> Round:
    return draft(store, office, as_actor)


def told(ballot: Round, kind: str) -> list[str]:
    """The user names of who was told, in order."""
    names = {key: name for name, key in ballot.office.people.items()}
    with ballot.store.reading() as session:
        rows = session.scalars(select(NoticeRow.person_id).where(NoticeRow.kind == kind))
        return sorted(names[key] for key in rows)


def extension(ballot: Round, **by: float) -> ExtendCirculation:
    due_at = ballot.row().due_at + timedelta(**by)
    return ExtendCirculation(circulation_id=ballot.id, due_at=due_at, reason="Chờ số liệu")
