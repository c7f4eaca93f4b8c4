"""What is told of votes as they open and close."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from ecabinet.core.events import Event
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import events, vote_events
from meetings.models import Participant, Vote, VoteEntitlement, VoteProxy
from meetings.queries.vote_shapes import public_vote, screen_vote
from meetings.queries.votes import vote_out


def closed_events(meeting_id: UUID, vote: Vote) -> list[Event]:
    """Return what is told of a vote that has closed; before publication the result to the desk."""
    shown = vote_out(vote)
    told: list[Event] = [
        vote_events.VoteClosed(stream=events.members(meeting_id), vote=public_vote(shown)),
        vote_events.VoteClosed(
            stream=events.screen(meeting_id), vote=public_vote(screen_vote(shown))
        ),
    ]
    if vote.published_at is None:
        result = public_vote(vote_out(vote, desk=True))
        told.append(vote_events.VoteClosed(stream=events.desk(meeting_id), vote=result))
    return told


def proxies_told(uow: UnitOfWork, vote_id: UUID) -> list[dict[str, Any]]:
    """Return who casts for whom and why, as members are told: for a vote just frozen."""
    rows = uow.session.execute(
        select(VoteEntitlement, Participant.name, VoteProxy.reason)
        .join(Participant, Participant.id == VoteEntitlement.participant_id)
        .outerjoin(
            VoteProxy,
            (VoteProxy.vote_id == VoteEntitlement.vote_id)
            & (VoteProxy.participant_id == VoteEntitlement.participant_id),
        )
        .where(VoteEntitlement.vote_id == vote_id, VoteEntitlement.proxy_id.is_not(None))
        .order_by(Participant.rank)
    )
    return [
        {
            "proxy_id": str(row.proxy_id),
            "participant_id": str(row.participant_id),
            "name": name,
            "weight": row.weight,
            "reason": reason or "",
        }
        for row, name, reason in rows
    ]
