"""The only way from an id that somebody gave to a message."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.permissions import require
from ecabinet.core.unit_of_work import UnitOfWork
from followup.exchange.models import TaskMessage
from followup.exchange.policies import MessagePermission, Said
from followup.models import Task


def load(session: Session, message_id: UUID) -> Said | None:
    """Return the message with its task, whoever may read it."""
    row = session.execute(
        select(TaskMessage, Task)
        .join(Task, Task.id == TaskMessage.task_id)
        .where(TaskMessage.id == message_id)
    ).one_or_none()
    return Said(row[0], row[1]) if row else None


def message_to_change(uow: UnitOfWork, message_id: UUID, permission: MessagePermission) -> Said:
    """Return the message, locked until the end of the work. Raises NotFound, Denied."""
    locked = select(TaskMessage.id).where(TaskMessage.id == message_id).with_for_update()
    uow.session.execute(locked)
    found = load(uow.session, message_id)
    return require(uow.actor, permission, MessagePermission.READ, found, "task_message")
