"""Steps of a secret vote."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from ecabinet.core.store import Store
from meetings.ballot_forms import Kind
from meetings.commands.secret_ballot import CastSecretBallot
from meetings.commands.vote import (
    CloseVote,
    close_vote,
)
from meetings.models import Vote
from meetings.terms import Choice, Outcome
from tests.gatherings import Gathering

ALL = "SELECT count(*) FROM {}"


def slip(vote_id: UUID, number: int = 0, **said: Any) -> CastSecretBallot:
    """A ballot with a code of its own."""
    said = said or {"choice": Choice.YES}
    return CastSecretBallot(vote_id=vote_id, ballot_code=f"K7QF-29MD-{number:04d}", **said)


def opened(gathering: Gathering, **fields: Any) -> UUID:
    """A secret vote that everybody may cast in."""
    gathering.running()
    return gathering.open_vote(kind=Kind.SECRET, **fields)


def closed(gathering: Gathering, vote_id: UUID) -> Outcome:
    """Close it; what came of it."""
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    with gathering.store.reading() as session:
        return Outcome.model_validate(session.get_one(Vote, vote_id).outcome)


def rows(store: Store, query: str) -> list[Any]:
    """What the database holds."""
    with store.reading() as session:
        return list(session.execute(text(query)))
