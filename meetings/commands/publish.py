"""A result is published; a vote made in error is voided, and kept."""

from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy import select

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states, vote_events
from meetings.commands import box, hearing, joint
from meetings.commands.vote import VoteRef
from meetings.fields import Command, Remark
from meetings.models import Conclusion, Vote
from meetings.policies import MeetingPermission
from meetings.queries.vote_shapes import public_vote, screen_vote
from meetings.queries.votes import vote_out
from meetings.states import VoteState


class PublishVote(Command):
    """Tell the result to everybody."""

    vote_id: UUID


def publish_vote(uow: UnitOfWork, cmd: PublishVote) -> VoteRef:
    """Publish the result of a closed vote; again changes nothing.

    Raises:
        Conflict: it has not closed, or was voided.
    """
    vote, place = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    if vote.state != VoteState.CLOSED:
        raise Conflict("vote.still_open")
    if vote.published_at is not None:
        return VoteRef(id=vote.id)
    vote.published_at, vote.published_by = uow.now, uow.actor.person_id
    shown = vote_out(vote)
    told = [
        vote_events.VotePublished(stream=events.members(place.id), vote=public_vote(shown)),
        vote_events.VotePublished(
            stream=events.screen(place.id), vote=public_vote(screen_vote(shown))
        ),
    ]
    hearing.announce(uow, place.id, hearing.secrecy_of_item(uow, vote.item_id), told)
    uow.audit("vote.published", "vote", vote.id)
    return VoteRef(id=vote.id)


class Voiding(Command):
    """Why the vote counts for nothing."""

    reason: Annotated[Remark, Field(min_length=1)]


class VoidVote(Voiding):
    """The vote, and why."""

    vote_id: UUID


def void_vote(uow: UnitOfWork, cmd: VoidVote) -> VoteRef:
    """Void a vote before anybody relies on it; it is kept with the reason.

    It is relied on once the meeting is over, or a conclusion on its item was issued after it.

    Raises:
        Conflict: it is void already, or relied on.
    """
    vote, place = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    was_opened = vote.opened_at is not None
    vote.state = states.after(states.VOTE, "void", VoteState(vote.state), "vote.voided")
    if place.state not in states.EDITABLE or _relied_on(uow, vote):
        raise Conflict("vote.relied_on")
    box.throw_away(uow, vote)
    joint.release(uow, vote)
    vote.voided_at, vote.voided_by, vote.void_reason = uow.now, uow.actor.person_id, cmd.reason
    shown = vote_out(vote)
    streams = [events.members(place.id)] if was_opened else [events.desk(place.id)]
    told = [vote_events.VoteVoided(stream=stream, vote=public_vote(shown)) for stream in streams]
    if was_opened:
        screen = public_vote(screen_vote(shown))
        told.append(vote_events.VoteVoided(stream=events.screen(place.id), vote=screen))
    hearing.announce(uow, place.id, hearing.secrecy_of_item(uow, vote.item_id), told)
    uow.audit("vote.voided", "vote", vote.id, question=vote.question, reason=cmd.reason)
    return VoteRef(id=vote.id)


def _relied_on(uow: UnitOfWork, vote: Vote) -> bool:
    if vote.closed_at is None:
        return False
    issued = select(Conclusion.id).where(
        Conclusion.item_id == vote.item_id, Conclusion.issued_at >= vote.closed_at
    )
    return uow.session.scalar(issued.limit(1)) is not None
