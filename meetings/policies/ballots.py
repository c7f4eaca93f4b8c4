"""Rules about one's ballot in one vote."""

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission
from meetings.catalogue import Function
from meetings.places import BallotPlace
from meetings.states import VoteState


class BallotPermission(Permission):
    """What can be done with one's ballot in one vote."""

    READ = "ballot:read"
    CAST = "ballot:cast"


def sees_vote(actor: Actor, place: BallotPlace) -> bool:
    """Has a seat, not a guest's, in the meeting of a vote opened on an item one is cleared for."""
    return (
        place.secrecy <= actor.clearance
        and place.person_id == actor.person_id
        and place.function != Function.GUEST
        and place.vote_state != VoteState.PREPARED
    )


def is_entitled(actor: Actor, place: BallotPlace) -> bool:
    """Was in the room on an entitled seat when the vote opened (frozen then)."""
    return sees_vote(actor, place) and place.entitled
