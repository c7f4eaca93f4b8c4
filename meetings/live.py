"""Who may listen to which stream of a meeting."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings import loading
from meetings.policies import MeetingPermission

# The last part of the stream's name → what one must be allowed to listen.
LISTENING = {
    "": MeetingPermission.READ,
    "members": MeetingPermission.READ_VOTES,
    "screen": MeetingPermission.READ_VOTES,
    "desk": MeetingPermission.RUN,
}


def may_listen(session: Session, actor: Actor, stream: str) -> bool:
    """Whether `actor` may hear `meeting:{id}` or one of its parts. An unknown part is refused."""
    _, _, rest = stream.partition(":")
    key, _, part = rest.partition(":")
    permission = LISTENING.get(part)
    try:
        meeting_id = UUID(key)
    except ValueError:
        return False
    if permission is None:
        return False
    place = loading.place(session, actor, meeting_id)
    return place is not None and allows(actor, permission, place)
