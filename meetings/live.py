"""Who may listen to which stream of a meeting."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings import loading
from meetings.policies import MeetingPermission, RequestPermission

# The last part of the stream's name → what one must be allowed to listen.
LISTENING = {
    "": MeetingPermission.READ,
    "members": MeetingPermission.READ_VOTES,
    "screen": MeetingPermission.READ_SCREEN,
    "desk": MeetingPermission.RUN,
}
# What a machine in the hall hears: ids, and what the big screen shows.
OF_SCREENS = dict.fromkeys(("", "screen"), MeetingPermission.READ_SCREEN)


def may_listen(session: Session, actor: Actor, stream: str) -> bool:
    """Whether `actor` may hear `meeting:{id}` or one of its parts. An unknown part is refused."""
    _, _, rest = stream.partition(":")
    key, _, part = rest.partition(":")
    permission = (OF_SCREENS if actor.screen_of else LISTENING).get(part)
    try:
        meeting_id = UUID(key)
    except ValueError:
        return False
    if permission is None:
        return False
    place = loading.place(session, actor, meeting_id)
    return place is not None and allows(actor, permission, place)


def may_listen_to_request(session: Session, actor: Actor, stream: str) -> bool:
    """Whether `actor` may hear `paper_request:{id}`: who may read the request."""
    try:
        request_id = UUID(stream.partition(":")[2])
    except ValueError:
        return False
    place = loading.request_place(session, actor, request_id)
    return place is not None and allows(actor, RequestPermission.READ, place)
