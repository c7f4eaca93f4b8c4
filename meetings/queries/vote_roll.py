"""The roll of a vote: who votes with how many votes, is present, has the ballot, has cast."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from meetings import access
from meetings.ballot_forms import Kind
from meetings.kinds import MEETING_KINDS, MeetingKind
from meetings.models import (
    Ballot,
    Participant,
    TurnoutMark,
    Vote,
    VoteEntitlement,
    VoteProxy,
    VoteWeight,
)
from meetings.policies import MeetingPermission
from meetings.queries.presence import seats_with_vote
from meetings.queries.vote_shapes import RollLine, RollOut
from meetings.states import VoteState


def roll_of(session: Session, actor: Actor, vote_id: UUID) -> RollOut:
    """Return the roll, of a prepared vote as it would be now. Raises as the gate does."""
    vote, place = access.vote(session, actor, vote_id, MeetingPermission.RUN)
    seats = {seat.id: seat for seat in seats_with_vote(session, place.row, vote.item_id)}
    rows = session.execute(
        select(
            Participant.id,
            Participant.name,
            VoteWeight.weight,
            VoteProxy.proxy_id,
            VoteProxy.reason,
            VoteEntitlement.participant_id.is_not(None),
            VoteEntitlement.shown_at.is_not(None),
            Ballot.id.is_not(None) | TurnoutMark.vote_id.is_not(None),
        )
        .outerjoin(
            VoteWeight,
            (VoteWeight.vote_id == vote.id) & (VoteWeight.participant_id == Participant.id),
        )
        .outerjoin(
            VoteProxy,
            (VoteProxy.vote_id == vote.id) & (VoteProxy.participant_id == Participant.id),
        )
        .outerjoin(
            VoteEntitlement,
            (VoteEntitlement.vote_id == vote.id)
            & (VoteEntitlement.participant_id == Participant.id),
        )
        .outerjoin(Ballot, (Ballot.vote_id == vote.id) & (Ballot.participant_id == Participant.id))
        .outerjoin(
            TurnoutMark,
            (TurnoutMark.vote_id == vote.id) & (TurnoutMark.participant_id == Participant.id),
        )
        .where(Participant.id.in_(list(seats)))
        .order_by(Participant.rank)
    ).all()
    here = {seat.id for seat in seats.values() if seat.here and not seat.recused}
    lines = []
    for seat_id, name, weight, proxy_id, reason, entitled, shown, cast in rows:
        seat = seats[seat_id]
        frozen = vote.opened_at is not None
        now = not seat.recused and (seat.here or proxy_id in here)
        lines.append(
            RollLine(
                participant_id=seat_id,
                name=name,
                present=seat.here,
                recused=seat.recused,
                entitled=entitled if frozen else now,
                weight=weight or 1,
                proxy_id=proxy_id,
                reason=reason or "",
                shown=shown,
                cast=cast,
            )
        )
    return RollOut(vote_id=vote.id, state=VoteState(vote.state), lines=lines)


@dataclass(frozen=True)
class RollPage:
    """What the secretary sees before a vote: questions, roll, what the kind of meeting allows."""

    meeting_id: UUID
    title: str
    questions: tuple[str, ...]
    roll: RollOut
    proxies: bool
    weights: bool

    @property
    def editable(self) -> bool:
        """Whether it can still be changed: the vote was not opened."""
        return self.roll.state is VoteState.PREPARED

    @property
    def given(self) -> list[RollLine]:
        """Those for whom somebody else casts."""
        return [line for line in self.roll.lines if line.proxy_id]

    @property
    def names(self) -> dict[UUID, str]:
        """Names by participant."""
        return {line.participant_id: line.name for line in self.roll.lines}


def sets_roll(session: Session, kind: str) -> bool:
    """Whether votes of this kind of meeting know proxies or weights at all."""
    rules = _rules(session, kind)
    return rules.proxy_votes or rules.weighted_votes


def _rules(session: Session, kind: str) -> MeetingKind:
    known = book(session, MEETING_KINDS).by_code.get(kind)
    return known.data if known else MeetingKind()


def roll_page(session: Session, actor: Actor, vote_id: UUID) -> RollPage:
    """Return the page of a vote's roll. Raises as the gate does."""
    roll = roll_of(session, actor, vote_id)
    vote, place = access.vote(session, actor, vote_id, MeetingPermission.RUN)
    rules = _rules(session, place.row.kind)
    query = select(Vote.question).where(Vote.slate_id == vote.slate_id)
    slate = session.scalars(query.order_by(Vote.slate_position)) if vote.slate_id else ()
    return RollPage(
        meeting_id=place.id,
        title=place.row.title,
        questions=tuple(slate) or (vote.question,),
        roll=roll,
        proxies=rules.proxy_votes and vote.kind != Kind.SECRET,
        weights=rules.weighted_votes,
    )
