"""The only way from an id that somebody gave to an import."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied
from ecabinet.core.permissions import allows, require
from ecabinet.core.unit_of_work import UnitOfWork
from followup.importing.models import TaskImport
from followup.importing.policies import ImportPermission

KIND = "task_import"


def imports(actor: Actor) -> None:
    """Check that the actor may bring tasks in. Raises Denied."""
    if not allows(actor, ImportPermission.CREATE, None):
        raise Denied("denied", kind=KIND)


def sheet(
    session: Session, actor: Actor, import_id: UUID, permission: ImportPermission
) -> TaskImport:
    """Return the import. Raises NotFound, Denied."""
    return _checked(actor, session.get(TaskImport, import_id), permission)


def sheet_to_change(uow: UnitOfWork, import_id: UUID, permission: ImportPermission) -> TaskImport:
    """Return the import, locked until the end of the work. Raises NotFound, Denied."""
    locked = select(TaskImport).where(TaskImport.id == import_id).with_for_update()
    return _checked(uow.actor, uow.session.scalar(locked), permission)


def _checked(actor: Actor, found: TaskImport | None, permission: ImportPermission) -> TaskImport:
    return require(actor, permission, ImportPermission.READ, found, KIND)
