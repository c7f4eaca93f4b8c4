"""Votes as readers see them: choices only after close, ballots by name only of open votes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from meetings.ballot_forms import Form, Kind, Tie
from meetings.models import AgendaItem, Ballot, Participant, TurnoutMark, Vote, VoteEntitlement
from meetings.paper_figures import PaperCount
from meetings.places import Seat
from meetings.queries.own_ballots import Own, own_ballots
from meetings.queries.vote_shapes import BallotOut, OptionOut, VoteOut
from meetings.states import VoteState
from meetings.terms import Base, Choice, Outcome, Sentence, Terms
from meetings.verdict_words import threshold_en, threshold_vi
from meetings.voters import of_the_entitled

# What a closed vote tells by name. Of a secret vote nothing.
NAMED = frozenset({Kind.OPEN, Kind.STRAW, Kind.CIRCULATION})


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
        recused=vote.recused,
        override_reason=vote.override_reason,
        form=Form(vote.form),
        options=tuple(option.words for option in vote.options),
        least=vote.least,
        most=vote.most,
        seats=vote.seats,
        tie=Tie(vote.tie),
        binding=vote.kind != Kind.STRAW,
        weighted=vote.weighted,
        circulated=vote.circulated,
        absent=vote.absent_votes,
    )


def vote_out(
    vote: Vote, ballots: Iterable[BallotOut] = (), own: Own | None = None, *, desk: bool = False
) -> VoteOut:
    """Return the shape of `vote`; while it is not closed, figures of choices stay out.

    Until the result is published, they stay out but for whoever runs the session (`desk`).
    """
    terms = terms_of(vote)
    told = vote.state == VoteState.CLOSED and (desk or vote.published_at is not None)
    was_opened = vote.opened_at is not None and terms.base is not Base.VALID
    mine = own or Own()
    return VoteOut(
        id=vote.id,
        meeting_id=vote.meeting_id,
        item_id=vote.item_id,
        version_id=vote.version_id,
        question=vote.question,
        kind=Kind(vote.kind),
        form=terms.form,
        options=[OptionOut(position=o.position, words=o.words) for o in vote.options],
        least=vote.least,
        most=vote.most,
        seats=vote.seats,
        tie=terms.tie,
        state=VoteState(vote.state),
        base=terms.base,
        numerator=vote.numerator,
        denominator=vote.denominator,
        strict=vote.strict,
        threshold=Sentence(vi=threshold_vi(terms), en=threshold_en(terms)),
        whole=terms.whole(0) if was_opened else None,
        members=vote.members,
        present=vote.present,
        entitled=vote.voters,
        cast=vote.cast,
        required=vote.required,
        weighted=vote.weighted,
        override_reason=vote.override_reason,
        changeable=vote.changeable,
        delayed=vote.delayed,
        slate_id=vote.slate_id,
        slate_position=vote.slate_position,
        on_paper=vote.on_paper,
        paper=PaperCount.model_validate(vote.paper) if told and vote.paper else None,
        repeats_id=vote.repeats_id,
        circulation_id=vote.circulation_id,
        circulated=vote.circulated,
        opened_at=vote.opened_at,
        opens_at=vote.opens_at,
        closed_at=vote.closed_at,
        published_at=vote.published_at,
        voided_at=vote.voided_at,
        void_reason=vote.void_reason,
        outcome=Outcome.model_validate(vote.outcome) if told else None,
        ballots=list(ballots) if told else [],
        my_ballot=mine.ballot,
        in_box=mine.in_box,
        may_cast=mine.may_cast and vote.state == VoteState.OPEN,
        my_weight=mine.weight,
        on_behalf=list(mine.on_behalf),
    )


def votes_for(
    session: Session,
    votes: Sequence[Vote],
    seat: Seat | None,
    *,
    named: bool = False,
    desk: bool = False,
) -> list[VoteOut]:
    """Return the shapes of `votes` for the reader with `seat`, in a constant number of queries.

    `named`: with who voted how in closed votes, one row for each ballot; without, as live events
    tell them, `ballots` is empty.
    `desk`: the reader runs the session, and may know a result before it is published.
    """
    closed = [vote.id for vote in votes if named and vote.state == VoteState.CLOSED]
    told = _ballots(session, closed)
    mine = own_ballots(session, [vote.id for vote in votes], seat.id) if seat else {}
    return [vote_out(vote, told[vote.id], mine.get(vote.id), desk=desk) for vote in votes]


def votes_of_meeting(
    session: Session, meeting_id: UUID, clearance: int, *, prepared: bool
) -> list[Vote]:
    """Return the votes one is cleared for, in the order they were made.

    Only the desk sees `prepared` ones, and what was voided before it was opened.
    """
    query = select(Vote).join(AgendaItem, AgendaItem.id == Vote.item_id)
    query = query.where(Vote.meeting_id == meeting_id, AgendaItem.secrecy <= clearance)
    if not prepared:
        query = query.where(Vote.opened_at.is_not(None))
    order = (Vote.created_at, Vote.slate_position, Vote.id)
    return list(session.scalars(query.order_by(*order)))


def waiting_for(session: Session, vote_ids: Sequence[UUID]) -> list[UUID]:
    """Return the entitled participants without a ballot in one of these votes yet."""
    query = (
        select(VoteEntitlement.participant_id)
        .distinct()
        .outerjoin(Ballot, of_the_entitled(Ballot))
        .outerjoin(TurnoutMark, of_the_entitled(TurnoutMark))
        .where(
            VoteEntitlement.vote_id.in_(vote_ids),
            Ballot.id.is_(None),
            TurnoutMark.vote_id.is_(None),
        )
    )
    return list(session.scalars(query))


def shown_to(session: Session, vote_ids: Sequence[UUID]) -> list[UUID]:
    """Return the participants whose ballot in one of these votes is on a screen."""
    query = select(VoteEntitlement.participant_id).distinct()
    shown = VoteEntitlement.vote_id.in_(vote_ids), VoteEntitlement.shown_at.is_not(None)
    return list(session.scalars(query.where(*shown)))


def _ballots(session: Session, vote_ids: Sequence[UUID]) -> dict[UUID, list[BallotOut]]:
    found: dict[UUID, list[BallotOut]] = defaultdict(list)
    if not vote_ids:
        return found
    proxy = aliased(Participant)
    # Columns, not rows of the ORM: each closed vote has as many as there are members.
    rows = session.execute(
        select(
            Ballot.vote_id,
            Ballot.participant_id,
            Participant.name,
            Ballot.choice,
            Ballot.text,
            Ballot.chosen,
            Ballot.weight,
            proxy.name,
            Ballot.circulated,
        )
        .join(Participant, Participant.id == Ballot.participant_id)
        .join(Vote, (Vote.id == Ballot.vote_id) & Vote.kind.in_(NAMED))
        .outerjoin(proxy, proxy.id == Ballot.cast_by)
        .where(Ballot.vote_id.in_(vote_ids))
        .order_by(Participant.rank)
    )
    for vote_id, participant_id, name, choice, text, chosen, weight, by_name, circulated in rows:
        ballot = BallotOut(
            participant_id=participant_id,
            name=name,
            choice=Choice(choice) if choice else None,
            text=text,
            chosen=chosen,
            weight=weight,
            by_name=by_name,
            circulated=circulated,
        )
        found[vote_id].append(ballot)
    return found
