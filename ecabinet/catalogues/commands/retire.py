"""Entries are retired from a day on, and taken back into use."""

from datetime import date
from uuid import UUID

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.content import Command, EntryRef, ref
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork


class RetireEntry(Command):
    """The first day on which the entry is not offered; today when left out."""

    entry_id: UUID
    revision: int | None = None
    catalogue: str | None = None
    retired_on: date | None = None


def retire_entry(uow: UnitOfWork, cmd: RetireEntry) -> EntryRef:
    """Retire an entry: not offered for new things, still shown where it stands.

    Raises:
        Invalid: the day is past.
        Stale: somebody changed the entry since `revision`.
    """
    row, catalogue = access.entry_to_change(uow, cmd.entry_id, cmd.revision, cmd.catalogue)
    today = office_day(uow.now)
    day = cmd.retired_on or today
    if day < today:
        raise Invalid("catalogue.retired_in_past", field="retired_on")
    row.retired_on = day
    uow.session.flush()  # The answer carries the revision, which the database raises.
    told = {"catalogue": catalogue.key, "code": row.code, "retired_on": day.isoformat()}
    uow.audit("catalogue_entry.retired", "catalogue_entry", row.id, **told)
    return ref(row)


class ReinstateEntry(Command):
    """An entry to be offered again."""

    entry_id: UUID
    revision: int | None = None
    catalogue: str | None = None


def reinstate_entry(uow: UnitOfWork, cmd: ReinstateEntry) -> EntryRef:
    """Offer a retired entry again. Raises Conflict when it is not retired, Stale."""
    row, catalogue = access.entry_to_change(uow, cmd.entry_id, cmd.revision, cmd.catalogue)
    if row.retired_on is None:
        raise Conflict("catalogue.not_retired")
    row.retired_on = None
    uow.session.flush()  # The answer carries the revision, which the database raises.
    told = {"catalogue": catalogue.key, "code": row.code}
    uow.audit("catalogue_entry.reinstated", "catalogue_entry", row.id, **told)
    return ref(row)
