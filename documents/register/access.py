"""The only way from an id that somebody gave to a book or an entry."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.register.models import Entry
from documents.register.policies import BookPermission, EntryPermission
from ecabinet.core.actors import Actor
from ecabinet.core.errors import refuse_stale
from ecabinet.core.permissions import require
from ecabinet.core.unit_of_work import UnitOfWork


def book(actor: Actor, unit_id: UUID, permission: BookPermission) -> UUID:
    """Return the unit whose books the actor may use so. Raises NotFound, Denied."""
    require(actor, permission, BookPermission.READ, unit_id, "book")
    return unit_id


def entry(session: Session, actor: Actor, entry_id: UUID, permission: EntryPermission) -> Entry:
    """Return the entry. Raises NotFound, Denied."""
    found = session.get(Entry, entry_id)
    return require(actor, permission, EntryPermission.READ, found, "entry")


def entry_to_change(
    uow: UnitOfWork, entry_id: UUID, permission: EntryPermission, revision: int | None = None
) -> Entry:
    """Return the entry, locked until the end of the work.

    Raises:
        NotFound, Denied: see `entry`.
        Stale: the person saw `revision`, and the entry has been changed since.
    """
    found = uow.session.scalar(select(Entry).where(Entry.id == entry_id).with_for_update())
    found = require(uow.actor, permission, EntryPermission.READ, found, "entry")
    refuse_stale(revision, found.revision)
    return found
