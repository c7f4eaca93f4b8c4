"""A ballot of a secret vote is cast: a mark that it is there, and the ballot, sealed."""

from typing import Annotated, Literal, cast
from uuid import UUID, uuid4

from pydantic import Field, StringConstraints
from sqlalchemy import Table, insert

from ecabinet.core.errors import Conflict
from ecabinet.core.together import done_together
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access
from meetings.ballot_forms import Choice, Kind, Said, check
from meetings.commands.ballot import announce_turnout, check_open, look_ahead
from meetings.commands.question import MOST_OPTIONS
from meetings.commands.tray import tray_of
from meetings.fields import Command, Remark
from meetings.models import BallotBox, SealedBallot, TurnoutMark
from meetings.slips import Code, Slip, seal

_MARK = insert(cast(Table, TurnoutMark.__table__))
_SEALED = insert(cast(Table, SealedBallot.__table__))
LONGEST_PADDING = 32_768


class SecretPaper(Command):
    """A ballot (see BallotPaper), and the code by which its voter will find it in the list.

    The voter's device makes the code up, at random, and keeps it. `padding` is thrown away: with
    it requests can all be made equally long, whatever they say. Nothing of this is part of what is
    remembered of the request (`exclude`), nor of anything that is printed.
    """

    choice: Choice | None = Field(default=None, exclude=True, repr=False)
    text: Remark = Field(default="", exclude=True, repr=False)
    chosen: Annotated[tuple[int, ...], Field(max_length=MOST_OPTIONS)] | None = Field(
        default=None, exclude=True, repr=False
    )
    ballot_code: Code = Field(exclude=True, repr=False)
    padding: Annotated[str, StringConstraints(max_length=LONGEST_PADDING)] = Field(
        default="", exclude=True, repr=False
    )

    @property
    def said(self) -> Said:
        """What it says."""
        return Said(choice=self.choice, text=self.text, chosen=self.chosen)


class CastSecretBallot(SecretPaper):
    """The ballot and the vote."""

    vote_id: UUID


class SecretReceipt(Command):
    """That the ballot is in the box; neither when nor what."""

    vote_id: UUID
    in_box: Literal[True] = True


@done_together(by=lambda cmd: cmd.vote_id, ahead=look_ahead)
def cast_secret_ballot(uow: UnitOfWork, cmd: CastSecretBallot) -> SecretReceipt:
    """Cast once, for good.

    Of two ballots sent at once by one person the key of the mark lets in one, as in `cast_ballot`.
    A request sent again is answered alike even if it now says something else: what the first one
    said is not known any more.

    Raises:
        NotFound: the actor may not know of the vote.
        Denied: not entitled when the vote opened.
        Conflict: already cast, closed, or the vote is not secret.
        Invalid: what it says does not fit the form of the vote.
    """
    place = access.ballot(uow, uow.actor, cmd.vote_id)
    check_open(uow, place)
    if place.kind != Kind.SECRET:
        raise Conflict("ballot.not_secret")
    said = check(cmd.said, place.ballots)
    tray = tray_of(uow, cmd.vote_id)
    if place.has_cast or tray.holds(place.participant_id):
        raise Conflict("vote.already_cast")
    box = uow.session.get_one(BallotBox, cmd.vote_id)
    sealed = seal(Slip(said=said, code=cmd.ballot_code), cmd.vote_id, box.public_key, box.room)
    mark = {"vote_id": cmd.vote_id, "participant_id": place.participant_id}
    slip = {"id": uuid4(), "vote_id": cmd.vote_id, "sealed": sealed}
    counted = tray.put(place.participant_id, (_MARK, mark), (_SEALED, slip))
    announce_turnout(uow, place, counted)
    uow.audit("ballot.cast", "vote", cmd.vote_id)
    return SecretReceipt(vote_id=cmd.vote_id)
