"""Who may listen to what is announced about tasks."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from followup import access
from followup.policies import TaskPermission


def may_listen(session: Session, actor: Actor, stream: str) -> bool:
    """Whether `actor` may listen to `task:{id}`: whoever may read the task."""
    try:
        task_id = UUID(stream.partition(":")[2])
        access.task(session, actor, task_id, TaskPermission.READ)
    except (ValueError, NotFound):
        return False
    return True
