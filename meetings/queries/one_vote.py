"""One vote as a reader sees it, with who voted how once that may be told."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings import access
from meetings.places import own_seat
from meetings.policies import MeetingPermission
from meetings.queries.vote_shapes import VoteOut
from meetings.queries.votes import votes_for


def one_vote(session: Session, actor: Actor, vote_id: UUID) -> VoteOut:
    """Return the vote for the reader, with their own ballot. Raises NotFound, Denied."""
    vote, place = access.vote(session, actor, vote_id, MeetingPermission.READ_VOTES)
    desk = allows(actor, MeetingPermission.RUN, place)
    return votes_for(session, [vote], own_seat(actor, place), named=True, desk=desk)[0]
