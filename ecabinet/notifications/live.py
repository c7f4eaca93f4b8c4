"""Who may listen to what is announced to one person."""

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.notices import stream_of

STREAM = "person"


def may_listen(_session: Session, actor: Actor, stream: str) -> bool:
    """Whether `stream` is the actor's own: nobody else's badge is a deputy's business either."""
    if actor.person_id is None or actor.deputy is not None:
        return False
    return stream == stream_of(actor.person_id)
