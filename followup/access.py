"""The only way from an id that somebody gave to a task, a report or a directive."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Stale
from ecabinet.core.permissions import require
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models import Directive, Task
from followup.policies import DirectivePermission, TaskPermission


def task(session: Session, actor: Actor, task_id: UUID, permission: TaskPermission) -> Task:
    """Return the task. Raises NotFound when it may not be read, Denied when this is refused."""
    found = session.get(Task, task_id)
    require(actor, permission, TaskPermission.READ, found, "task")
    assert found is not None
    return found


def task_to_change(
    uow: UnitOfWork, task_id: UUID, permission: TaskPermission, revision: int | None = None
) -> Task:
    """Return the task, locked until the end of the work.

    Raises:
        NotFound, Denied: see `task`.
        Stale: the person saw `revision`, and the task has been changed since.
    """
    locked = select(Task).where(Task.id == task_id).with_for_update()
    found = uow.session.scalar(locked)
    require(uow.actor, permission, TaskPermission.READ, found, "task")
    assert found is not None
    if revision is not None and found.revision != revision:
        raise Stale("stale")
    return found


def directive(
    session: Session, actor: Actor, directive_id: UUID, permission: DirectivePermission
) -> Directive:
    """Return the directive. Raises NotFound or Denied."""
    found = session.get(Directive, directive_id)
    require(actor, permission, DirectivePermission.READ, found, "directive")
    assert found is not None
    return found
