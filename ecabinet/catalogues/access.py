"""The only way from a key, an id or a code that somebody gave to a catalogue and its entries."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.catalogues.registry import Catalogue, find
from ecabinet.catalogues.values import EntryData
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid, NotFound, refuse_stale
from ecabinet.core.permissions import require
from ecabinet.core.unit_of_work import UnitOfWork

D = TypeVar("D", bound=EntryData)


def catalogue(actor: Actor, key: str, permission: CataloguePermission) -> Catalogue[Any]:
    """Return the catalogue `key`. Raises NotFound or Denied."""
    found = find(key)
    return require(actor, permission, CataloguePermission.READ, found, "catalogue")


def entry(
    session: Session, actor: Actor, entry_id: UUID, permission: CataloguePermission
) -> tuple[CatalogueEntry, Catalogue[Any]]:
    """Return an entry and its catalogue. Raises NotFound or Denied."""
    return _let_through(session.get(CatalogueEntry, entry_id), actor, permission)


def entry_to_change(
    uow: UnitOfWork, entry_id: UUID, revision: int | None = None, key: str | None = None
) -> tuple[CatalogueEntry, Catalogue[Any]]:
    """Return an entry, locked: whoever is just choosing it is waited for.

    Raises:
        NotFound: there is none, or not in the catalogue `key`. Denied: see `entry`.
        Stale: the person saw `revision`, and the entry has been changed since.
    """
    locked = select(CatalogueEntry).where(CatalogueEntry.id == entry_id).with_for_update()
    row, its = _let_through(uow.session.scalar(locked), uow.actor, CataloguePermission.MANAGE)
    if key not in (None, its.key):
        raise NotFound("not_found", kind="catalogue_entry")
    refuse_stale(revision, row.revision)
    return row, its


def offered(
    uow: UnitOfWork, catalogue: Catalogue[D], code: str, day: date
) -> tuple[CatalogueEntry, D] | None:
    """Return the entry `code` and what it holds, for something new; None unless offered on `day`.

    The shared lock keeps the entry from being deleted until the new thing is committed.
    """
    wanted = select(CatalogueEntry).where(
        CatalogueEntry.catalogue == catalogue.key, CatalogueEntry.code == code
    )
    row = uow.session.scalar(wanted.with_for_update(read=True, key_share=True))
    if row is None or (row.retired_on is not None and row.retired_on <= day):
        return None
    return row, catalogue.read(row.data)


def chosen(
    uow: UnitOfWork, catalogue: Catalogue[D], code: str, day: date, field: str
) -> tuple[CatalogueEntry, D]:
    """Return what `offered` does, chosen in the input `field`. Raises Invalid when it is not."""
    found = offered(uow, catalogue, code, day)
    if found is None:
        raise Invalid("catalogue.not_offered", field=field)
    return found


def _let_through(
    row: CatalogueEntry | None, actor: Actor, permission: CataloguePermission
) -> tuple[CatalogueEntry, Catalogue[Any]]:
    its = find(row.catalogue) if row else None
    require(actor, permission, CataloguePermission.READ, its, "catalogue_entry")
    assert row is not None
    assert its is not None
    return row, its
