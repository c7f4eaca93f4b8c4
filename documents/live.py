"""Who hears what happens on the meeting layer of a paper."""

from uuid import UUID

from sqlalchemy.orm import Session

from documents import access
from documents.events import layer_stream
from documents.policies import PaperPermission
from ecabinet.core.actors import Actor
from ecabinet.core.errors import DomainError


def may_listen(session: Session, actor: Actor, stream: str) -> bool:
    """Whoever may read the paper sees its meeting layer."""
    parts = stream.split(":")
    try:
        version_id = UUID(parts[1])
        access.version(session, actor, version_id, PaperPermission.READ)
    except (ValueError, IndexError, DomainError):
        return False
    return stream == layer_stream(version_id)
