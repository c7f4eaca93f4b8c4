"""The only way from an id that somebody gave to a slip or to a receiver's part in one."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.register.models import Entry
from documents.register.policies import EntryPermission
from documents.routing.models import Slip, SlipPart
from documents.routing.policies import PartPermission, SlipPermission
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound, Stale
from ecabinet.core.permissions import allows, require
from ecabinet.core.unit_of_work import UnitOfWork


def entry_to_send(session: Session, actor: Actor, entry_id: UUID) -> Entry:
    """Return the document that the actor may send on. Raises NotFound, Denied."""
    found = session.get(Entry, entry_id)
    return require(actor, SlipPermission.SEND, EntryPermission.READ, found, "entry")


def slip(session: Session, actor: Actor, slip_id: UUID, permission: SlipPermission) -> Slip:
    """Return the slip. Raises NotFound, Denied."""
    found = session.get(Slip, slip_id)
    return require(actor, permission, SlipPermission.READ, found, "slip")


def part(session: Session, actor: Actor, part_id: UUID, permission: PartPermission) -> SlipPart:
    """Return a receiver's part. Raises NotFound: unknown or not to be known; Denied."""
    found = session.get(SlipPart, part_id)
    return _checked(actor, found, permission)


def part_to_change(
    uow: UnitOfWork, part_id: UUID, permission: PartPermission, revision: int | None
) -> SlipPart:
    """Return a receiver's part, locked until the end of the work.

    Raises:
        NotFound, Denied: see `part`.
        Stale: the person saw `revision`, and somebody has acted since.
    """
    query = select(SlipPart).where(SlipPart.id == part_id).with_for_update()
    found = _checked(uow.actor, uow.session.scalar(query), permission)
    if revision is not None and found.revision != revision:
        raise Stale("routing.somebody_else")
    return found


def parts_to_recall(uow: UnitOfWork, slip_id: UUID) -> tuple[Slip, list[SlipPart]]:
    """Return a slip and all its parts, locked. Raises NotFound, Denied."""
    found = slip(uow.session, uow.actor, slip_id, SlipPermission.RECALL)
    query = select(SlipPart).where(SlipPart.slip_id == found.id).order_by(SlipPart.id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    return found, list(uow.session.scalars(locked))


def _checked(actor: Actor, found: SlipPart | None, permission: PartPermission) -> SlipPart:
    if found is None or not allows(actor, SlipPermission.READ, found.slip):
        raise NotFound("not_found", kind="slip")
    if not allows(actor, permission, found):
        raise Denied("denied", kind="slip")
    return found
