"""A ballot is cast. Many cast within seconds, so this path keeps to few statements."""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, insert, update

from ecabinet.core.errors import Conflict
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events
from meetings.fields import Command, Remark
from meetings.models import Ballot, Vote
from meetings.places import BallotPlace
from meetings.states import VoteState
from meetings.terms import Choice

# Statements on the tables themselves: the unit of work of the ORM costs more than they do.
_VOTE = cast(Table, Vote.__table__)
_INSERT = insert(cast(Table, Ballot.__table__))
_COUNT = (
    update(_VOTE)
    .where(_VOTE.c.id == bindparam("this_vote"), _VOTE.c.state == VoteState.OPEN)
    .values(cast=_VOTE.c.cast + 1)
    .returning(_VOTE.c.cast)
)


class BallotPaper(Command):
    """The actor's own ballot; `text` goes with another opinion, or explains."""

    choice: Choice
    text: Remark = ""


class CastBallot(BallotPaper):
    """The ballot and the vote."""

    vote_id: UUID


class BallotReceipt(Command):
    """What was recorded, and when."""

    vote_id: UUID
    choice: Choice
    text: str
    cast_at: datetime


def cast_ballot(uow: UnitOfWork, cmd: CastBallot) -> BallotReceipt:
    """Cast once.

    Of two ballots sent at once by one person the constraint lets in one; the other runs again and
    finds it, or the receipt of the same request.

    Raises:
        NotFound: the actor may not know of the vote.
        Denied: not entitled when the vote opened.
        Conflict: already cast (vote.already_cast), or closed (vote.closed).
    """
    place = access.ballot(uow, uow.actor, cmd.vote_id)
    if place.vote_state == VoteState.CLOSED:
        raise Conflict("vote.closed")
    if place.has_cast:
        raise Conflict("vote.already_cast")
    # Whoever is second must fail at the constraint, before the vote's row is locked.
    uow.session.execute(
        _INSERT,
        {
            "id": new_id(),
            "vote_id": cmd.vote_id,
            "participant_id": place.participant_id,
            "choice": cmd.choice,
            "text": cmd.text,
            "cast_at": uow.now,
        },
    )
    _announce(uow, place, _count(uow, cmd.vote_id))
    uow.audit("ballot.cast", "vote", cmd.vote_id)
    return BallotReceipt(vote_id=cmd.vote_id, choice=cmd.choice, text=cmd.text, cast_at=uow.now)


def _count(uow: UnitOfWork, vote_id: UUID) -> int:
    """Count one more ballot while the vote is open, and return how many there are.

    One statement checks that the vote is open, keeps it open until commit, and gives the figure
    that the turnout event needs in the order of commits.
    """
    counted: int | None = uow.session.scalar(_COUNT, {"this_vote": vote_id})
    if counted is None:
        raise Conflict("vote.closed")
    return counted


def _announce(uow: UnitOfWork, place: BallotPlace, counted: int) -> None:
    for stream, who in (
        (events.members(place.meeting_id), place.participant_id),
        (events.screen(place.meeting_id), None),
    ):
        uow.record(
            events.VoteTurnout(
                stream=stream,
                vote_id=place.vote_id,
                cast=counted,
                entitled=place.voters,
                participant_id=who,
            )
        )
