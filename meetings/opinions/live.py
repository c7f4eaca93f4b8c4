"""Who may listen to what happens to the opinions on an item."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings.opinions.loading import opinion_place
from meetings.opinions.policies import OpinionsPermission


def may_listen_to_opinions(session: Session, actor: Actor, stream: str) -> bool:
    """Whether `actor` may hear `opinions:{item_id}`: who may see the page."""
    try:
        item_id = UUID(stream.partition(":")[2])
    except ValueError:
        return False
    place = opinion_place(session, actor, item_id)
    return place is not None and allows(actor, OpinionsPermission.READ, place)
