"""Ballots and tallies as they are stored."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ecabinet.core.errors import DomainError
from ecabinet.core.store import Store
from meetings.models import Ballot, Vote
from tests.gatherings import Gathering


def stored(store: Store, vote_id: UUID) -> Vote:
    """The vote as it stands in the database."""
    with store.reading() as session:
        return session.get_one(Vote, vote_id)


def ballots(store: Store, vote_id: UUID) -> int:
    """How many ballots are in the database."""
    with store.reading() as session:
        query = select(func.count()).select_from(Ballot).where(Ballot.vote_id == vote_id)
        return session.scalar(query) or 0


def refusal(gathering: Gathering, *args: Any) -> str:
    """The code with which a command is refused."""
    with pytest.raises(DomainError) as refused:
        gathering.run(*args)
    return refused.value.code
