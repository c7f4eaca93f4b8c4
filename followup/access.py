"""The only way from an id that somebody gave to a task, a report or a directive."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import refuse_stale
from ecabinet.core.permissions import require
from ecabinet.core.unit_of_work import UnitOfWork
from followup.chase_policies import ChasePermission, HeldChase
from followup.models import Directive, Task, TaskChase, TaskChaseItem
from followup.policies import DirectivePermission, TaskPermission, visible_to


def task(session: Session, actor: Actor, task_id: UUID, permission: TaskPermission) -> Task:
    """Return the task. Raises NotFound when it may not be read, Denied when this is refused."""
    found = session.get(Task, task_id)
    return require(actor, permission, TaskPermission.READ, found, "task")


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
    found = require(uow.actor, permission, TaskPermission.READ, found, "task")
    refuse_stale(revision, found.revision)
    return found


def directive(
    session: Session, actor: Actor, directive_id: UUID, permission: DirectivePermission
) -> Directive:
    """Return the directive. Raises NotFound or Denied."""
    found = session.get(Directive, directive_id)
    return require(actor, permission, DirectivePermission.READ, found, "directive")


def chase(session: Session, actor: Actor, chase_id: UUID, permission: ChasePermission) -> TaskChase:
    """Return an act of chasing. Raises NotFound, Denied."""
    found = session.get(TaskChase, chase_id)
    held = HeldChase(found, lambda who: _reads_one(session, who, chase_id)) if found else None
    require(actor, permission, ChasePermission.READ, held, "chase")
    assert found is not None
    return found


def _reads_one(session: Session, actor: Actor, chase_id: UUID) -> bool:
    query = (
        select(Task.id)
        .join(TaskChaseItem, TaskChaseItem.task_id == Task.id)
        .where(TaskChaseItem.chase_id == chase_id, visible_to(actor))
    )
    return session.scalars(query.limit(1)).first() is not None


def directive_to_change(
    uow: UnitOfWork, directive_id: UUID, permission: DirectivePermission, revision: int | None
) -> Directive:
    """Return the directive, locked until the end of the work. Raises NotFound, Denied, Stale."""
    locked = select(Directive).where(Directive.id == directive_id).with_for_update()
    found = uow.session.scalar(locked)
    found = require(uow.actor, permission, DirectivePermission.READ, found, "directive")
    refuse_stale(revision, found.revision)
    return found
