"""The box of a secret vote: set up at the opening, opened once at the close. See models/box.py."""

from secrets import SystemRandom
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import Table, delete, insert, select

from ecabinet.core.errors import Conflict
from ecabinet.core.perishable import KeyGone
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.ballot_forms import Kind
from meetings.models import (
    BallotBox,
    BallotCode,
    SealedBallot,
    SecretBallot,
    TurnoutMark,
    Vote,
    VoteEntitlement,
)
from meetings.queries.votes import terms_of
from meetings.slips import InvalidTag, Slip, room_for, unseal
from meetings.terms import Paper

DESTROY_KEY = "meetings.destroy_ballot_key"
_SEALED = cast(Table, SealedBallot.__table__)


def set_up(uow: UnitOfWork, vote: Vote) -> None:
    """Give a secret vote that opens its box and its key; entitlements are frozen already.

    The key is a file, written here although a transaction runs: once a vote, and a vote must not
    be open without it. One that is left by an attempt rolled back is swept away.

    Raises:
        Conflict: somebody's ballot would count more than another's, and so tell whose it is.
    """
    if vote.kind != Kind.SECRET:
        return
    of_vote = VoteEntitlement.vote_id == vote.id
    weights = set(uow.session.scalars(select(VoteEntitlement.weight).where(of_vote)))
    if len(weights) > 1:
        raise Conflict("vote.secret_weights")
    uow.session.add(
        BallotBox(
            vote_id=vote.id,
            public_key=uow.keys.make(vote.id),
            room=room_for(terms_of(vote).ballots),
            weight=weights.pop(),
        )
    )


def open_up(uow: UnitOfWork, vote: Vote) -> list[Paper]:
    """Open the box of a vote that closes and return what is to be counted.

    What the ballots say and their codes are written down apart, each in the order of fresh random
    keys. The key is destroyed after the commit: before, a crash would lose the ballots.

    Raises:
        Conflict: the key is gone, or the box does not hold what was put into it (the vote can only
            be voided and held again).
    """
    box = uow.session.get_one(BallotBox, vote.id)
    slips = _slips(uow, vote)
    SystemRandom().shuffle(slips)
    _write(uow, SecretBallot, [_ballot(vote.id, slip) for slip in slips])
    codes = sorted(slip.code for slip in slips)
    _write(uow, BallotCode, [{"vote_id": vote.id, "code": code} for code in codes])
    throw_away(uow, vote)
    return [Paper(slip.said, box.weight) for slip in slips]


def throw_away(uow: UnitOfWork, vote: Vote) -> None:
    """Take the sealed ballots away and let the key be destroyed: counted, or voided uncounted."""
    if vote.kind != Kind.SECRET:
        return
    uow.session.execute(delete(_SEALED).where(_SEALED.c.vote_id == vote.id))
    uow.enqueue(DESTROY_KEY, vote_id=str(vote.id))


def _slips(uow: UnitOfWork, vote: Vote) -> list[Slip]:
    """Unseal all: a tenth of a second for a thousand, while the vote takes no more ballots."""
    try:
        key = uow.keys.open(vote.id)
    except KeyGone as error:
        raise Conflict("vote.key_gone") from error
    sealed = uow.session.scalars(select(_SEALED.c.sealed).where(_SEALED.c.vote_id == vote.id))
    try:
        slips = [unseal(each, vote.id, key) for each in sealed]
    except InvalidTag as error:
        raise Conflict("vote.box_damaged") from error
    marks = select(TurnoutMark.participant_id).where(TurnoutMark.vote_id == vote.id)
    if not len(slips) == vote.cast == len(uow.session.scalars(marks).all()):
        raise Conflict("vote.box_damaged")
    return slips


def _ballot(vote_id: UUID, slip: Slip) -> dict[str, object]:
    said = slip.said
    chosen = None if said.chosen is None else list(said.chosen)
    return {"vote_id": vote_id, "choice": said.choice, "text": said.text, "chosen": chosen}


def _write(
    uow: UnitOfWork, model: type[SecretBallot] | type[BallotCode], rows: list[dict[str, object]]
) -> None:
    """Insert the rows in the order of fresh random keys."""
    keys = sorted(uuid4() for _ in rows)
    if rows:
        table = cast(Table, model.__table__)
        keyed = [{"id": key, **row} for key, row in zip(keys, rows, strict=True)]
        uow.session.execute(insert(table), keyed)
