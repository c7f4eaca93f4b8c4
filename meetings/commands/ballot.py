"""A ballot is cast. Many cast within seconds, so this path keeps to few statements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import Field
from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.together import done_together
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, loading, vote_events
from meetings.ballot_forms import Choice, Kind, Said, check
from meetings.commands.question import MOST_OPTIONS
from meetings.commands.tray import hold_open, tray_of
from meetings.fields import Command, Remark
from meetings.models import Ballot, BallotChange
from meetings.places import BallotPlace
from meetings.states import VoteState

_INSERT = insert(cast(Table, Ballot.__table__))


class Marked(Command):
    """What a ballot says: `choice` answers a question, `text` goes with another opinion.

    Of a list `chosen` are the positions of the options chosen or candidates approved, from 1.
    """

    choice: Choice | None = None
    text: Remark = ""
    chosen: Annotated[tuple[int, ...], Field(max_length=MOST_OPTIONS)] | None = None

    @property
    def said(self) -> Said:
        """What it says."""
        return Said(choice=self.choice, text=self.text, chosen=self.chosen)


class BallotPaper(Marked):
    """One's own ballot, or with `behalf_of` the one of a participant whose proxy one is."""

    behalf_of: UUID | None = None


class CastBallot(BallotPaper):
    """The ballot and the vote."""

    vote_id: UUID


class BallotReceipt(Command):
    """What was recorded, and when."""

    vote_id: UUID
    behalf_of: UUID | None = None
    choice: Choice | None
    text: str
    chosen: tuple[int, ...] | None = None
    cast_at: datetime


def look_ahead(session: Session, asked: Sequence[tuple[Actor, Any]]) -> None:
    """Look up the places of those who cast their own ballots in one vote."""
    own = [actor for actor, cmd in asked if getattr(cmd, "behalf_of", None) is None]
    loading.look_up_places(session, own, asked[0][1].vote_id)


@done_together(by=lambda cmd: cmd.vote_id, ahead=look_ahead)
def cast_ballot(uow: UnitOfWork, cmd: CastBallot) -> BallotReceipt:
    """Cast once, or change what was cast where the rule of the meeting allows that.

    Of two ballots sent at once by one person the constraint lets in one; the other runs again and
    finds it, or the receipt of the same request.

    Raises:
        NotFound: the actor may not know of the vote.
        Denied: not entitled when the vote opened, nor a proxy of whom the ballot is for.
        Conflict: too early (vote.not_open_yet), already cast (vote.already_cast), or closed.
        Invalid: what it says does not fit the form of the vote.
    """
    place = access.ballot(uow, uow.actor, cmd.vote_id, cmd.behalf_of)
    return _cast(uow, place, cmd.said, cmd.behalf_of)


class SlateBallot(Marked):
    """What the sheet says on one of the votes."""

    vote_id: UUID


class BallotSheet(Command):
    """Ballots in several votes of one slate, cast together; all of them are taken, or none."""

    ballots: Annotated[tuple[SlateBallot, ...], Field(min_length=1, max_length=20)]
    behalf_of: UUID | None = None


class SheetReceipt(Command):
    """What was recorded, in the order it was sent."""

    ballots: tuple[BallotReceipt, ...]


def cast_sheet(uow: UnitOfWork, cmd: BallotSheet) -> SheetReceipt:
    """Cast on one sheet in several votes. Raises as `cast_ballot`, and Invalid for a vote twice."""
    ids = [one.vote_id for one in cmd.ballots]
    if len(set(ids)) < len(ids):
        raise Invalid("vote.named_twice", field="ballots")
    places = [access.ballot(uow, uow.actor, vote_id, cmd.behalf_of) for vote_id in ids]
    receipts = [
        _cast(uow, place, one.said, cmd.behalf_of)
        for place, one in zip(places, cmd.ballots, strict=True)
    ]
    return SheetReceipt(ballots=tuple(receipts))


def _cast(
    uow: UnitOfWork, place: BallotPlace, asked: Said, behalf_of: UUID | None
) -> BallotReceipt:
    check_open(uow, place)
    if place.kind == Kind.SECRET:
        raise Conflict("ballot.secret")  # By name it must not even be remembered as a request.
    has_cast = place.has_cast or tray_of(uow, place.vote_id).holds(place.participant_id)
    if has_cast and not place.changeable:
        raise Conflict("vote.already_cast")
    said = check(asked, place.ballots)
    if has_cast:
        _change(uow, place, said)
    else:
        _insert(uow, place, said)
    told = said.model_dump()
    return BallotReceipt(vote_id=place.vote_id, behalf_of=behalf_of, cast_at=uow.now, **told)


def check_open(uow: UnitOfWork, place: BallotPlace) -> None:
    """Raise Conflict unless ballots are taken now: opened, on tablets, notice over, not closed."""
    if place.vote_state != VoteState.OPEN:
        raise Conflict("vote.closed")
    if place.on_paper:
        raise Conflict("vote.on_paper")
    if place.opens_at is not None and uow.now < place.opens_at:
        raise Conflict("vote.not_open_yet")


def _insert(uow: UnitOfWork, place: BallotPlace, said: Said) -> None:
    row = {
        "id": new_id(),
        "vote_id": place.vote_id,
        "participant_id": place.participant_id,
        "choice": said.choice,
        "text": said.text,
        "chosen": None if said.chosen is None else list(said.chosen),
        "weight": place.weight,
        "cast_by": place.cast_by,
        "changes": 0,
        "cast_at": uow.now,
    }
    counted = tray_of(uow, place.vote_id).put(place.participant_id, (_INSERT, row))
    announce_turnout(uow, place, counted)
    uow.audit("ballot.cast", "vote", place.vote_id, **_for_whom(place))


def _change(uow: UnitOfWork, place: BallotPlace, said: Said) -> None:
    """Let the ballot say something else; what it said is kept, and it counts once."""
    tray_of(uow, place.vote_id).empty()
    hold_open(uow.session, place.vote_id)
    ballot = uow.session.scalars(
        select(Ballot).where(
            Ballot.vote_id == place.vote_id, Ballot.participant_id == place.participant_id
        )
    ).one()
    if ballot.circulated:
        raise Conflict("vote.circulated")
    before = {name: getattr(ballot, name) for name in ("choice", "text", "chosen", "cast_at")}
    uow.session.add(BallotChange(ballot_id=ballot.id, changed_at=uow.now, **before))
    ballot.choice, ballot.text = said.choice, said.text
    ballot.chosen = None if said.chosen is None else list(said.chosen)
    ballot.changes += 1
    ballot.cast_at, ballot.cast_by = uow.now, place.cast_by
    uow.audit("ballot.changed", "vote", place.vote_id, changes=ballot.changes, **_for_whom(place))


def _for_whom(place: BallotPlace) -> dict[str, str]:
    return {} if place.cast_by is None else {"behalf_of": str(place.participant_id)}


def announce_turnout(uow: UnitOfWork, place: BallotPlace, counted: int) -> None:
    """Tell members, and the big screen without a name, that one more ballot is there."""
    streams: list[tuple[str, UUID | None]] = [
        (events.members(place.meeting_id), place.participant_id),
        (events.screen(place.meeting_id), None),
    ]
    if place.secrecy:  # Counts only, for who leads; not even these for who is not cleared.
        streams = [(events.desk(place.meeting_id), None)]
    for stream, who in streams:
        uow.record(
            vote_events.VoteTurnout(
                stream=stream,
                vote_id=place.vote_id,
                cast=counted,
                entitled=place.voters,
                participant_id=who,
            )
        )
