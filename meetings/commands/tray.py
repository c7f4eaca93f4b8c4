"""The tray: ballots cast in one transaction, written at its end with one statement for all.

Many cast within seconds, and those that come together share a transaction. Statements go to the
tables themselves: the unit of work of the ORM costs more than they do.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Insert, Table, bindparam, update
from sqlalchemy.orm import Session

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.models import Vote
from meetings.states import VoteState

_VOTE = cast(Table, Vote.__table__)
_COUNT = (
    update(_VOTE)
    .where(_VOTE.c.id == bindparam("this_vote"), _VOTE.c.state == VoteState.OPEN)
    .values(cast=_VOTE.c.cast + bindparam("more"))
    .returning(_VOTE.c.cast)
)
_TRAYS = "trays"


@dataclass
class Tray:
    """Ballots of one vote. `counted` is how many there are with those on the tray."""

    session: Session
    vote_id: UUID
    counted: int = 0
    _uncounted: int = 0
    _voters: set[UUID] = field(default_factory=set)
    _rows: dict[Insert, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def put(self, voter: UUID, *rows: tuple[Insert, dict[str, Any]]) -> int:
        """Put on the rows of a participant's ballot, and return how many ballots there are.

        Raises Conflict: the vote is not open.
        """
        if self._voters:
            self.counted += 1  # The first one's row is ours until commit: nobody else counts.
            self._uncounted += 1
        else:
            self.counted = hold_open(self.session, self.vote_id, more=1)
        self._voters.add(voter)
        for insert, row in rows:
            self._rows[insert].append(row)
        return self.counted

    def holds(self, voter: UUID) -> bool:
        """Whether this participant's ballot was cast in this transaction."""
        return voter in self._voters

    def empty(self) -> None:
        """Write what is on the tray."""
        for insert, rows in self._rows.items():
            self.session.execute(insert, rows)
        self._rows.clear()
        if self._uncounted:
            hold_open(self.session, self.vote_id, more=self._uncounted)
            self._uncounted = 0


def tray_of(uow: UnitOfWork, vote_id: UUID) -> Tray:
    """Return the tray of a vote in this transaction."""
    trays: dict[UUID, Tray] = uow.session.info.setdefault(_TRAYS, {})
    if vote_id not in trays:
        trays[vote_id] = Tray(uow.session, vote_id)
        uow.at_end(trays[vote_id].empty)
    return trays[vote_id]


def hold_open(session: Session, vote_id: UUID, more: int = 0) -> int:
    """Count `more` ballots in a vote, and return how many there are.

    One statement checks that the vote is open, keeps it open until commit, and gives the figure
    that turnout events need in the order of commits. Raises Conflict: it is not open.
    """
    counted: int | None = session.scalar(_COUNT, {"this_vote": vote_id, "more": more})
    if counted is None:
        raise Conflict("vote.closed")
    return counted
