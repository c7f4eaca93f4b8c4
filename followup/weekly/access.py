"""The only way from an id that somebody gave to a weekly sheet or one of its editions."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound, refuse_stale
from ecabinet.core.permissions import allows, require
from ecabinet.core.unit_of_work import UnitOfWork
from followup.weekly.models import WeeklyEdition, WeeklySheet
from followup.weekly.policies import Held, WeeklyPermission, held

KIND = "weekly_sheet"


def sheet(
    session: Session,
    actor: Actor,
    sheet_id: UUID,
    permission: WeeklyPermission = WeeklyPermission.READ,
) -> WeeklySheet:
    """Return the sheet. Raises NotFound, Denied."""
    return _checked(actor, session.get(WeeklySheet, sheet_id), permission)


def sheet_to_change(
    uow: UnitOfWork, sheet_id: UUID, permission: WeeklyPermission, revision: int | None = None
) -> WeeklySheet:
    """Return the sheet, locked until the end of the work. Raises NotFound, Denied, Stale."""
    locked = select(WeeklySheet).where(WeeklySheet.id == sheet_id).with_for_update()
    found = _checked(uow.actor, uow.session.scalar(locked), permission)
    refuse_stale(revision, found.revision)
    return found


def edition(session: Session, actor: Actor, sheet_id: UUID, number: int) -> WeeklyEdition:
    """Return what was sent. Raises NotFound."""
    found = sheet(session, actor, sheet_id)
    if not 0 < number <= found.edition:
        raise NotFound("not_found", kind=KIND)
    query = select(WeeklyEdition).where(WeeklyEdition.sheet_id == found.id)
    return session.scalars(query.where(WeeklyEdition.number == number)).one()


def edition_by_id(session: Session, actor: Actor, edition_id: UUID) -> WeeklyEdition:
    """Return what was sent. Raises NotFound."""
    found = session.get(WeeklyEdition, edition_id)
    sheet(session, actor, found.sheet_id if found else edition_id)
    assert found is not None  # No sheet has the id of an edition.
    return found


def holder(actor: Actor, thing: Held, permission: WeeklyPermission) -> None:
    """Check that the actor may do this with sheets of a holder.

    Raises:
        NotFound: they hold no office in the unit, if there is one. Denied: they do, but may not.
    """
    if allows(actor, permission, thing):
        return
    if thing.unit_id in actor.unit_ids:
        raise Denied("denied", kind=KIND)
    raise NotFound("not_found", kind=KIND)


def _checked(actor: Actor, found: WeeklySheet | None, permission: WeeklyPermission) -> WeeklySheet:
    thing = held(found) if found else None
    require(actor, permission, WeeklyPermission.READ, thing, KIND)
    assert found is not None
    return found
