"""The only way from an id that somebody gave to a circulation ballot."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, Stale
from ecabinet.core.permissions import allows, require
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.circulation.models import Circulation, CirculationPart
from meetings.circulation.policies import CirculationPermission


def body(actor: Actor, unit_id: UUID) -> None:
    """Check that the actor may send round in the name of the unit. Raises Denied."""
    if not allows(actor, CirculationPermission.CREATE, unit_id):
        raise Denied("denied", kind="circulation")


def circulation(
    session: Session, actor: Actor, circulation_id: UUID, permission: CirculationPermission
) -> Circulation:
    """Return the circulation ballot. Raises NotFound, Denied."""
    found = session.get(Circulation, circulation_id)
    return require(actor, permission, CirculationPermission.READ, found, "circulation")


def to_change(
    uow: UnitOfWork,
    circulation_id: UUID,
    permission: CirculationPermission,
    revision: int | None = None,
) -> Circulation:
    """Return it, locked until the end of the work: answers, close and extension go one by one.

    Raises:
        NotFound, Denied: see `circulation`.
        Stale: the person saw `revision`, and somebody has changed it since.
    """
    query = select(Circulation).where(Circulation.id == circulation_id).with_for_update()
    found = uow.session.scalar(query.execution_options(populate_existing=True))
    found = require(uow.actor, permission, CirculationPermission.READ, found, "circulation")
    if revision is not None and found.revision != revision:
        raise Stale("circulation.stale")
    return found


def own_part(row: Circulation, actor: Actor) -> CirculationPart:
    """Return the place of who was asked. Raises Denied: the actor was not."""
    mine = next((part for part in row.parts if part.person_id == actor.person_id), None)
    if mine is None or actor.deputy is not None:
        raise Denied("denied", kind="circulation")
    return mine
