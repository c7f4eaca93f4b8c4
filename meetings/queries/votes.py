"""Votes as readers see them: choices only after close, ballots by name only of open votes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.models import Ballot, Participant, Vote, VoteEntitlement
from meetings.places import Seat
from meetings.queries.shapes import BallotOut, MyBallot, VoteOut
from meetings.states import VoteState
from meetings.terms import Base, Choice, Outcome, Sentence, Terms
from meetings.verdict_words import threshold_en, threshold_vi


def terms_of(vote: Vote) -> Terms:
    """Return what the verdict depends on."""
    return Terms(
        base=Base(vote.base),
        numerator=vote.numerator,
        denominator=vote.denominator,
        strict=vote.strict,
        members=vote.members,
        present=vote.present,
        required=vote.required,
        override_reason=vote.override_reason,
    )


def vote_out(
    vote: Vote,
    ballots: Iterable[BallotOut] = (),
    mine: MyBallot | None = None,
    *,
    may_cast: bool = False,
) -> VoteOut:
    """Return the shape of `vote`; while it is not closed, figures of choices stay out."""
    terms = terms_of(vote)
    closed = vote.state == VoteState.CLOSED
    return VoteOut(
        id=vote.id,
        meeting_id=vote.meeting_id,
        item_id=vote.item_id,
        version_id=vote.version_id,
        question=vote.question,
        kind=vote.kind,
        state=VoteState(vote.state),
        base=terms.base,
        numerator=vote.numerator,
        denominator=vote.denominator,
        strict=vote.strict,
        threshold=Sentence(vi=threshold_vi(terms), en=threshold_en(terms)),
        members=vote.members,
        entitled=vote.present,
        cast=vote.cast,
        required=vote.required,
        override_reason=vote.override_reason,
        opened_at=vote.opened_at,
        closed_at=vote.closed_at,
        outcome=Outcome.model_validate(vote.outcome) if closed else None,
        ballots=list(ballots) if closed else [],
        my_ballot=mine,
        may_cast=may_cast and vote.state == VoteState.OPEN,
    )


def votes_for(
    session: Session, votes: Sequence[Vote], seat: Seat | None, *, ballots: bool = True
) -> list[VoteOut]:
    """Return the shapes of `votes` for the reader with `seat`, in two queries."""
    closed = [vote.id for vote in votes if ballots and vote.state == VoteState.CLOSED]
    named = _ballots(session, closed)
    mine = _mine(session, [vote.id for vote in votes], seat.id) if seat else {}
    return [
        vote_out(
            vote,
            named[vote.id],
            mine[vote.id][1] if vote.id in mine else None,
            may_cast=vote.id in mine and mine[vote.id][1] is None,
        )
        for vote in votes
    ]


def votes_of_meeting(session: Session, meeting_id: UUID, *, prepared: bool) -> list[Vote]:
    """Return the votes in the order they were made; `prepared` ones only for the desk."""
    query = select(Vote).where(Vote.meeting_id == meeting_id)
    if not prepared:
        query = query.where(Vote.state != VoteState.PREPARED)
    return list(session.scalars(query.order_by(Vote.created_at, Vote.id)))


def waiting_for(session: Session, vote_ids: Sequence[UUID]) -> list[UUID]:
    """Return the entitled participants who have not cast in these votes yet."""
    query = (
        select(VoteEntitlement.participant_id)
        .outerjoin(
            Ballot,
            (Ballot.vote_id == VoteEntitlement.vote_id)
            & (Ballot.participant_id == VoteEntitlement.participant_id),
        )
        .where(VoteEntitlement.vote_id.in_(vote_ids), Ballot.id.is_(None))
    )
    return list(session.scalars(query))


def _ballots(session: Session, vote_ids: Sequence[UUID]) -> dict[UUID, list[BallotOut]]:
    found: dict[UUID, list[BallotOut]] = defaultdict(list)
    if not vote_ids:
        return found
    # Columns, not rows of the ORM: each closed vote has as many as there are members.
    rows = session.execute(
        select(Ballot.vote_id, Ballot.participant_id, Participant.name, Ballot.choice, Ballot.text)
        .join(Participant, Participant.id == Ballot.participant_id)
        .where(Ballot.vote_id.in_(vote_ids))
        .order_by(Participant.rank)
    )
    for vote_id, participant_id, name, choice, text in rows:
        ballot = BallotOut(
            participant_id=participant_id, name=name, choice=Choice(choice), text=text
        )
        found[vote_id].append(ballot)
    return found


def _mine(
    session: Session, vote_ids: Sequence[UUID], participant_id: UUID
) -> dict[UUID, tuple[UUID, MyBallot | None]]:
    if not vote_ids:
        return {}
    rows = session.execute(
        select(VoteEntitlement.vote_id, Ballot)
        .outerjoin(
            Ballot,
            (Ballot.vote_id == VoteEntitlement.vote_id)
            & (Ballot.participant_id == VoteEntitlement.participant_id),
        )
        .where(
            VoteEntitlement.vote_id.in_(vote_ids),
            VoteEntitlement.participant_id == participant_id,
        )
    )
    return {vote_id: (vote_id, _my(ballot)) for vote_id, ballot in rows}


def _my(ballot: Ballot | None) -> MyBallot | None:
    if ballot is None:
        return None
    return MyBallot(choice=Choice(ballot.choice), text=ballot.text, cast_at=ballot.cast_at)
