"""Load and authorise: the only way from an id that somebody gave to a unit, person or office."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.accounts.policies import AccountPermission, UnitPermission
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound, refuse_stale
from ecabinet.core.permissions import allows, require
from ecabinet.core.unit_of_work import UnitOfWork


def unit(session: Session, actor: Actor, unit_id: UUID, permission: UnitPermission) -> Unit:
    """Return the unit for `permission`.

    Raises:
        NotFound: there is none, or the actor may not know of it.
        Denied: the actor may know of it, but not do this.
    """
    found = session.get(Unit, unit_id)
    return require(actor, permission, UnitPermission.READ, found, "unit")


def no_such_unit() -> NotFound:
    """Return what is raised for a unit of which the actor may not know."""
    return NotFound("not_found", kind="unit")


def manages_units(actor: Actor) -> None:
    """Let administrators go on; the product itself (command line, worker) needs no right.

    Raises:
        Denied: the actor does not manage units.
    """
    if actor.person_id is not None and not allows(actor, UnitPermission.MANAGE, None):
        raise Denied("denied", kind="unit")


def tree_to_change(uow: UnitOfWork) -> None:
    """Let one change of the tree be made at a time: two at once could close a circle.

    Raises:
        Denied: the actor does not manage units.
    """
    manages_units(uow.actor)
    uow.session.execute(select(Unit.id).order_by(Unit.id).with_for_update(key_share=True))


def unit_to_change(uow: UnitOfWork, unit_id: UUID, revision: int | None = None) -> Unit:
    """Return the unit, the whole tree locked.

    Raises:
        NotFound, Denied: as `unit` does.
        Stale: somebody changed it since `revision`.
    """
    found = unit(uow.session, uow.actor, unit_id, UnitPermission.MANAGE)
    tree_to_change(uow)
    uow.session.refresh(found)
    refuse_stale(revision, found.revision)
    return found


def person(
    session: Session, actor: Actor, person_id: UUID, permission: AccountPermission
) -> Person:
    """Return the person for `permission`.

    Raises:
        NotFound: there is none, or the actor may not know of them.
        Denied: the actor may know of them, but not do this.
    """
    found = session.get(Person, person_id)
    return require(actor, permission, AccountPermission.READ, found, "person")


def manages_people(actor: Actor) -> None:
    """Let administrators go on; the product itself (command line, worker) needs no right.

    Raises:
        Denied: the actor does not manage people.
    """
    if actor.person_id is not None and not allows(actor, AccountPermission.MANAGE, None):
        raise Denied("denied", kind="person")


def person_to_change(uow: UnitOfWork, person_id: UUID, revision: int | None = None) -> Person:
    """Return the person, locked until the end of the work.

    Raises:
        NotFound, Denied: as `person` and `manages_people` do.
        Stale: somebody changed the person since `revision`.
    """
    manages_people(uow.actor)
    found = uow.session.scalar(select(Person).where(Person.id == person_id).with_for_update())
    if found is None:
        raise NotFound("not_found", kind="person")
    refuse_stale(revision, found.revision)
    return found


def office_to_change(uow: UnitOfWork, office_id: UUID, revision: int | None = None) -> Office:
    """Return the office, its holder locked: all changes of one person's offices come in turn.

    Raises:
        NotFound, Denied, Stale: as `person_to_change` does; `revision` is that of the holder.
    """
    manages_people(uow.actor)
    found = uow.session.get(Office, office_id)
    if found is None:
        raise NotFound("not_found", kind="office")
    person_to_change(uow, found.person_id, revision)
    uow.session.refresh(found)
    return found
