"""Who votes with how many votes, and for whom: set before a vote, frozen when it opens."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import Field
from sqlalchemy import Table, delete, insert, select

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access
from meetings.ballot_forms import Kind
from meetings.catalogue import Function
from meetings.commands.question import rules_of
from meetings.fields import Command, ShortText
from meetings.models import Meeting, Participant, Vote, VoteEntitlement, VoteProxy, VoteWeight
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.queries.presence import seats_with_vote
from meetings.quorum import Fraction, Quorum, quorum
from meetings.states import VoteState

# All votes of 5,000 people together still fit an integer column.
MOST_VOTES = 100_000
_ENTITLE = insert(cast(Table, VoteEntitlement.__table__))


class Weight(Command):
    """A participant has so many votes, as of shares or capital."""

    participant_id: UUID
    weight: Annotated[int, Field(ge=1, le=MOST_VOTES)]


class Proxy(Command):
    """A participant who will be absent has another cast, and why that is allowed."""

    participant_id: UUID
    proxy_id: UUID
    reason: Annotated[ShortText, Field(min_length=1)]


class VoteRoll(Command):
    """Whoever is not named has one vote and casts in person."""

    weights: Annotated[tuple[Weight, ...], Field(max_length=5_000)] = ()
    proxies: Annotated[tuple[Proxy, ...], Field(max_length=5_000)] = ()


class SetVoteRoll(VoteRoll):
    """The roll, and the vote it is for; of a slate, any of its votes."""

    vote_id: UUID


def set_vote_roll(uow: UnitOfWork, cmd: SetVoteRoll) -> None:
    """Set weights and proxies of a prepared vote anew, the same for all votes of its slate.

    Raises:
        Conflict: the vote was opened already, or the kind of meeting knows no proxies or no
            weights; in a secret vote everybody casts in person.
        Invalid: somebody is named twice, has no vote here, or cannot cast for another.
    """
    vote, place = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    put_roll(uow, vote, place, cmd)


def put_roll(uow: UnitOfWork, vote: Vote, place: MeetingPlace, roll: VoteRoll) -> None:
    """Write the roll of a vote that the gate has let through. Raises as `set_vote_roll` does."""
    if vote.state != VoteState.PREPARED:
        raise Conflict("vote.already_open")
    rules = rules_of(uow, place.row)
    if roll.proxies and (vote.kind == Kind.SECRET or not rules.proxy_votes):
        raise Conflict("vote.no_proxies")
    if roll.weights and not rules.weighted_votes:
        raise Conflict("vote.no_weights")
    _check(_seats(uow, place.id), roll)
    for each in of_slate(uow, vote):
        _write(uow, each.id, roll)
        figures = {"weights": len(roll.weights), "proxies": len(roll.proxies)}
        uow.audit("vote.roll_set", "vote", each.id, **figures)


def roll_of_vote(uow: UnitOfWork, vote_id: UUID) -> VoteRoll:
    """Return weights and proxies as they are set now."""
    weights = uow.session.scalars(select(VoteWeight).where(VoteWeight.vote_id == vote_id))
    proxies = uow.session.scalars(select(VoteProxy).where(VoteProxy.vote_id == vote_id))
    return VoteRoll(
        weights=tuple(Weight(participant_id=w.participant_id, weight=w.weight) for w in weights),
        proxies=tuple(
            Proxy(participant_id=p.participant_id, proxy_id=p.proxy_id, reason=p.reason)
            for p in proxies
        ),
    )


def of_slate(uow: UnitOfWork, vote: Vote) -> list[Vote]:
    """Return the votes that are opened and closed together with this one, in their order."""
    if vote.slate_id is None:
        return [vote]
    query = select(Vote).where(Vote.slate_id == vote.slate_id).order_by(Vote.slate_position)
    return list(uow.session.scalars(query.with_for_update(key_share=True)))


@dataclass(frozen=True)
class Roll:
    """Who may cast as a vote opens: participant, votes, who casts for them.

    `absent`: votes of those who are not here and have answered a circulation ballot.
    """

    entitled: tuple[tuple[UUID, int, UUID | None], ...]
    figures: Quorum
    recused: int
    weighted: bool
    absent: int


def roll_now(
    uow: UnitOfWork, meeting: Meeting, vote: Vote, answered: Collection[UUID] = ()
) -> Roll:
    """Return the roll as of now: members in the room, and absent ones whose proxy is.

    Those who have `answered` a circulation ballot that is counted too are on it, but make no
    quorum from elsewhere; nobody casts for them.

    A represented member counts as present (Luật Doanh nghiệp 2020, Điều 144: whoever attends
    through a proxy attends). The quorum is counted in votes (the same law, Điều 58 khoản 1), which
    is by heads where nobody has more than one. A proxy who stands back casts for nobody.
    """
    session = uow.session
    weights = dict(
        session.execute(
            select(VoteWeight.participant_id, VoteWeight.weight).where(
                VoteWeight.vote_id == vote.id
            )
        ).all()
    )
    proxies = dict(
        session.execute(
            select(VoteProxy.participant_id, VoteProxy.proxy_id).where(VoteProxy.vote_id == vote.id)
        ).all()
    )
    seats = seats_with_vote(session, meeting, vote.item_id)
    voting = [seat for seat in seats if not seat.recused]
    here = {seat.id for seat in voting if seat.here}
    entitled = tuple(
        (
            seat.id,
            weights.get(seat.id, 1),
            None if seat.here or seat.id in answered else proxies[seat.id],
        )
        for seat in voting
        if seat.here or seat.id in answered or proxies.get(seat.id) in here
    )
    absent = sum(w for seat, w, _ in entitled if seat in answered and seat not in here)
    rule = Fraction(meeting.quorum_numerator, meeting.quorum_denominator, meeting.quorum_strict)
    members = sum(weights.get(seat.id, 1) for seat in voting)
    return Roll(
        entitled=entitled,
        figures=quorum(members, sum(weight for _, weight, _ in entitled) - absent, rule),
        recused=sum(weights.get(seat.id, 1) for seat in seats if seat.recused),
        weighted=any(weights.get(seat.id, 1) != 1 for seat in seats),
        absent=absent,
    )


def freeze(uow: UnitOfWork, vote: Vote, roll: Roll) -> None:
    """Freeze the roll with the vote."""
    vote.members, vote.present = roll.figures.members, roll.figures.present
    vote.required, vote.recused = roll.figures.required, roll.recused
    vote.voters, vote.weighted = len(roll.entitled), roll.weighted
    vote.absent_votes = roll.absent
    uow.session.flush()  # Entitlements refer to the vote, which may be new.
    rows = [
        {"vote_id": vote.id, "participant_id": seat, "weight": weight, "proxy_id": proxy}
        for seat, weight, proxy in roll.entitled
    ]
    uow.session.execute(_ENTITLE, rows)


def _seats(uow: UnitOfWork, meeting_id: UUID) -> dict[UUID, Participant]:
    query = select(Participant).where(
        Participant.meeting_id == meeting_id, Participant.removed_at.is_(None)
    )
    return {seat.id: seat for seat in uow.session.scalars(query)}


def _check(seats: dict[UUID, Participant], roll: VoteRoll) -> None:
    for field, named in (("weights", roll.weights), ("proxies", roll.proxies)):
        ids = [one.participant_id for one in cast("Sequence[Any]", named)]
        if len(set(ids)) < len(ids):
            raise Invalid("vote.named_twice", field=field)
        if not all(one in seats and seats[one].entitled for one in ids):
            raise Invalid("vote.no_vote_here", field=field)
    given = {one.participant_id for one in roll.proxies}
    for one in roll.proxies:
        holder = seats.get(one.proxy_id)
        own = one.proxy_id in given or one.proxy_id == one.participant_id
        if holder is None or own or not holder.entitled or holder.function == Function.GUEST:
            raise Invalid("vote.bad_proxy", field="proxies")


def _write(uow: UnitOfWork, vote_id: UUID, roll: VoteRoll) -> None:
    """Write the roll; who recorded a proxy that stays as it was, and when, stays too."""
    uow.session.execute(delete(VoteWeight).where(VoteWeight.vote_id == vote_id))
    uow.session.add_all(VoteWeight(vote_id=vote_id, **one.model_dump()) for one in roll.weights)
    wanted = {one.participant_id: one for one in roll.proxies}
    for row in uow.session.scalars(select(VoteProxy).where(VoteProxy.vote_id == vote_id)).all():
        one = wanted.get(row.participant_id)
        if one is not None and (row.proxy_id, row.reason) == (one.proxy_id, one.reason):
            del wanted[row.participant_id]
        else:
            uow.session.delete(row)
    uow.session.flush()  # A row that is replaced goes before the one in its place.
    recorded = {"recorded_by": uow.actor.person_id, "recorded_at": uow.now}
    uow.session.add_all(
        VoteProxy(vote_id=vote_id, **recorded, **one.model_dump()) for one in wanted.values()
    )
