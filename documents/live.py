"""Who hears what happens on the shared layers of a paper, and who may show what may be lost."""

from uuid import UUID

from sqlalchemy.orm import Session

from documents import access
from documents.events import layer_stream, readers_stream
from documents.policies import PaperPermission
from ecabinet.core.actors import Actor
from ecabinet.core.errors import DomainError


def may_listen(session: Session, actor: Actor, stream: str) -> bool:
    """Whether `actor` may hear a stream of a paper.

    Readers of the paper hear its meeting layer, people of a unit the unit's; who may write on the
    meeting layer sees who else is reading.
    """
    return _holds(session, actor, stream, _LISTENING)


def may_send(session: Session, actor: Actor, stream: str, kind: str) -> bool:
    """Whether `actor` may show a stroke under way, a pointer or presence on a stream of a paper."""
    return _holds(session, actor, stream, _SENDING.get(kind, {}))


_LISTENING = {
    "meeting": PaperPermission.READ,
    "unit": PaperPermission.READ_UNIT,
    "readers": PaperPermission.MARK_MEETING,
}
_SENDING = {
    "stroke": {"meeting": PaperPermission.MARK_MEETING, "unit": PaperPermission.MARK_UNIT},
    "pointer": {"meeting": PaperPermission.POINT},
    "presence": {"readers": PaperPermission.MARK_MEETING},
}


def _holds(session: Session, actor: Actor, stream: str, needed: dict[str, PaperPermission]) -> bool:
    parts = stream.split(":")
    try:
        version_id, layer = UUID(parts[1]), parts[2]
        unit_id = UUID(parts[3]) if layer == "unit" else None
        permission = needed[layer]
        if unit_id is None:
            access.version(session, actor, version_id, permission)
        else:
            access.unit_layer(session, actor, version_id, unit_id, permission)
    except (ValueError, IndexError, KeyError, DomainError):
        return False
    # Written in one way only: a stream is a room by its name.
    if layer == "readers":
        return stream == readers_stream(version_id)
    return stream == layer_stream(version_id, unit_id)
