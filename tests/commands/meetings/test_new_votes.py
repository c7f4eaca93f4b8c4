"""What is asked of a vote just opened does not hang on what PostgreSQL has counted before.

It takes a vote that its statistics do not know for one that nobody may cast in, and may then look
for the ballot of each member among those of all: with a thousand members a quarter of a second for
each ballot, and the hall stands still.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, text

from ecabinet.core.clock import utc_now
from ecabinet.core.ids import new_id
from ecabinet.core.store import Store
from meetings.commands.question import Question
from meetings.commands.vote import CloseVote, OpenVote, close_vote, open_vote
from meetings.loading import ballot_place
from meetings.models import Ballot
from meetings.queries.own_ballots import own_ballots
from meetings.queries.votes import waiting_for
from tests.counting import counted
from tests.live.hall import SECRETARY, Hall, furnish

MEMBERS, VOTES = 60, 40


@pytest.fixture
def hall(store: Store) -> Hall:
    """A hall that has voted before, as the statistics know."""
    if store.engine.dialect.name != "postgresql":
        pytest.skip("SQLite chooses an index by its columns")
    hall = furnish(store, MEMBERS)
    for _number in range(VOTES):
        vote_id = voting(hall)
        fill(hall, vote_id)
        close(hall, vote_id)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return hall


def voting(hall: Hall) -> UUID:
    """Open a vote."""
    asked = OpenVote(meeting_id=hall.meeting_id, question=Question(question="Thông qua?"))
    opened: UUID = hall.store.execute(hall.actor(SECRETARY), open_vote, asked).id
    return opened


def fill(hall: Hall, vote_id: UUID) -> None:
    """Everybody's ballot but the last one's, as the rows that casting writes."""
    rows = [
        {
            "id": new_id(),
            "vote_id": vote_id,
            "participant_id": hall.seats[name],
            "choice": "yes",
            "cast_at": utc_now(),
        }
        for name in hall.voters[:-1]
    ]
    with hall.store.engine.begin() as connection:
        connection.execute(insert(Ballot), rows)


def place(hall: Hall, vote_id: UUID) -> None:
    """As the last one who casts."""
    with hall.store.reading() as session:
        found = ballot_place(session, hall.actor(hall.voters[-1]), vote_id)
    assert found
    assert not found.has_cast


def own(hall: Hall, vote_id: UUID) -> None:
    """As the last one who opens the room."""
    with hall.store.reading() as session:
        assert own_ballots(session, [vote_id], hall.seats[hall.voters[-1]])[vote_id].may_cast


def waiting(hall: Hall, vote_id: UUID) -> None:
    """As the desk that asks who has not voted."""
    with hall.store.reading() as session:
        assert waiting_for(session, [vote_id]) == [hall.seats[hall.voters[-1]]]


def close(hall: Hall, vote_id: UUID) -> None:
    """Close the vote, and freeze its record."""
    hall.store.execute(hall.actor(SECRETARY), close_vote, CloseVote(vote_id=vote_id))


LOOKS: dict[str, tuple[Callable[[Hall, UUID], None], int]] = {
    "the place of who casts": (place, 2 * MEMBERS),
    "one's own ballots": (own, 5 * MEMBERS),
    "who is waited for": (waiting, 10 * MEMBERS),
    "closing": (close, 40 * MEMBERS),
}
"""And the most rows that may be looked at for it."""


def test_what_is_asked_looks_at_few_rows(hall: Hall) -> None:
    vote_id = voting(hall)
    fill(hall, vote_id)
    seen = {name: looked_at(hall, vote_id, look) for name, (look, _most) in LOOKS.items()}
    assert {name: rows for name, rows in seen.items() if rows > LOOKS[name][1]} == {}


def looked_at(hall: Hall, vote_id: UUID, look: Callable[[Hall, UUID], None]) -> int:
    """Return how many rows PostgreSQL looks at for it."""
    with counted(hall.store.engine) as asked:
        look(hall, vote_id)
    with hall.store.engine.connect() as connection:
        plans = [
            connection.exec_driver_sql(
                f"EXPLAIN (ANALYZE, FORMAT JSON) {one.text}", one.values
            ).scalar()
            for one in asked
            if one.text.startswith("SELECT") and "vote_entitlement" in one.text
        ]
    assert plans
    return sum(rows_of(plan[0]["Plan"]) for plan in plans)


def rows_of(node: dict[str, Any]) -> int:
    """Return the rows that a part of a plan and those below it have seen."""
    each = node["Actual Rows"] + node.get("Rows Removed by Join Filter", 0)
    each += node.get("Rows Removed by Filter", 0)
    below = sum(rows_of(part) for part in node.get("Plans", []))
    return int(each * node["Actual Loops"]) + below
