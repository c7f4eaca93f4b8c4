"""Circulation ballots and the votes they are counted together with."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from meetings.circulation.models import Circulation, CirculationPart
from meetings.circulation.policies import runs_in_sql
from meetings.circulation.queries.shapes import JoinedVote
from meetings.circulation.states import CirculationState
from meetings.fields import Command
from meetings.models import AgendaItem, Meeting, Vote
from meetings.states import VoteState
from meetings.terms import Outcome


class Joinable(Command):
    """A circulation ballot that may be counted with a vote, with what the vote must ask."""

    id: UUID
    title: str
    question: str
    form: str
    options: list[str]
    least: int
    most: int
    seats: int
    answers: int


def joinable(session: Session, actor: Actor, unit_id: UUID) -> list[Joinable]:
    """Return those of the body that are closed, not published, and the actor's to follow.

    Three queries at most, the newest first.
    """
    mine = runs_in_sql(actor)
    closed = (Circulation.unit_id == unit_id, Circulation.state == CirculationState.CLOSED, mine)
    rows = session.scalars(
        select(Circulation).where(*closed).order_by(Circulation.closed_at.desc()).limit(50)
    ).all()
    if not rows:
        return []
    answered = (
        select(CirculationPart.circulation_id, func.count(CirculationPart.answered_at))
        .where(CirculationPart.circulation_id.in_([row.id for row in rows]))
        .group_by(CirculationPart.circulation_id)
    )
    answers = dict(session.execute(answered).all())
    plain = ("id", "title", "question", "form", "least", "most", "seats")
    return [
        Joinable(
            **{name: getattr(row, name) for name in plain},
            options=[option.words for option in row.options],
            answers=answers[row.id],
        )
        for row in rows
    ]


def joined_vote(session: Session, circulation_id: UUID) -> JoinedVote | None:
    """Return the vote that its answers are counted with; the result once it is published.

    Of a vote on a secret item nothing but that it was counted in a meeting; one query.
    """
    found = session.execute(
        select(Vote, Meeting.title, AgendaItem.secrecy)
        .join(Meeting, Meeting.id == Vote.meeting_id)
        .join(AgendaItem, AgendaItem.id == Vote.item_id)
        .where(
            Vote.circulation_id == circulation_id,
            Vote.opened_at.is_not(None),
            Vote.state != VoteState.VOIDED,
        )
    ).first()
    if found is None:
        return None
    vote, title, secrecy = found
    told = vote.outcome and vote.published_at and not secrecy
    return JoinedVote(
        vote_id=vote.id,
        meeting_id=vote.meeting_id,
        meeting="" if secrecy else title,
        sentence=Outcome.model_validate(vote.outcome).sentence if told else None,
    )
