"""The order in which entries are offered."""

from typing import cast
from uuid import UUID

from pydantic import Field
from sqlalchemy import Table, bindparam, select, update

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.content import MOST_ENTRIES, Command
from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.core.errors import Stale
from ecabinet.core.unit_of_work import UnitOfWork

_TABLE = cast(Table, CatalogueEntry.__table__)
_MOVE = (
    update(_TABLE).where(_TABLE.c.id == bindparam("moved_id")).values(rank=bindparam("moved_to"))
)


class EntryOrder(Command):
    """All entries of a catalogue, in their new order."""

    entry_ids: tuple[UUID, ...] = Field(max_length=MOST_ENTRIES)


class OrderEntries(EntryOrder):
    """The catalogue to put in order."""

    catalogue: str


def order_entries(uow: UnitOfWork, cmd: OrderEntries) -> None:
    """Put a catalogue in order.

    Raises:
        Stale: these are not exactly its entries: somebody added or deleted one meanwhile.
    """
    catalogue = access.catalogue(uow.actor, cmd.catalogue, CataloguePermission.MANAGE)
    locked = select(CatalogueEntry.id, CatalogueEntry.rank).where(
        CatalogueEntry.catalogue == catalogue.key
    )
    ranks = dict(uow.session.execute(locked.order_by(CatalogueEntry.id).with_for_update()).all())
    if len(cmd.entry_ids) != len(ranks) or set(cmd.entry_ids) != ranks.keys():
        raise Stale("stale")
    moved = [
        {"moved_id": entry_id, "moved_to": rank}
        for rank, entry_id in enumerate(cmd.entry_ids, start=1)
        if ranks[entry_id] != rank
    ]
    if not moved:
        return
    # By the table, not the rows: an order is no new revision of what somebody else is writing.
    uow.session.connection().execute(_MOVE, moved)
    uow.audit("catalogue.ordered", "catalogue", catalogue.key, moved=len(moved))
