"""Entries are added, changed, deleted."""

from typing import Any
from uuid import UUID

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.content import (
    Command,
    EntryContent,
    EntryRef,
    data_by_code,
    fits,
    next_rank,
    read_content,
    ref,
    refuse_taken,
)
from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.catalogues.queries import count_uses
from ecabinet.catalogues.registry import Catalogue
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork


class CreateEntry(EntryContent):
    """A new entry, put last."""

    catalogue: str


def create_entry(uow: UnitOfWork, cmd: CreateEntry) -> EntryRef:
    """Add an entry.

    Raises:
        Conflict: the code is taken, or the catalogue is full.
        Invalid, ValidationError: see `read_content`, and the check of the catalogue.
    """
    catalogue = access.catalogue(uow.actor, cmd.catalogue, CataloguePermission.MANAGE)
    code, data = read_content(catalogue, cmd)
    refuse_taken(uow.session, catalogue, code)
    fits(catalogue, data_by_code(uow.session, catalogue), code, data)
    row = CatalogueEntry(
        id=new_id(),
        catalogue=catalogue.key,
        code=code,
        name=cmd.name,
        english=cmd.english,
        data=data.model_dump(mode="json"),
        rank=next_rank(uow.session, catalogue),
        retired_on=None,
    )
    uow.session.add(row)
    uow.session.flush()  # The answer carries the revision, which the database sets.
    uow.audit("catalogue_entry.created", "catalogue_entry", row.id, **_told(row))
    return ref(row)


class ChangeEntry(EntryContent):
    """The whole entry as it shall be. `revision` is that of what the person saw."""

    entry_id: UUID
    revision: int
    catalogue: str | None = None


def change_entry(uow: UnitOfWork, cmd: ChangeEntry) -> EntryRef:
    """Change an entry. What was made with it before keeps what it took then.

    Raises:
        Stale: somebody changed it since `revision`.
        Conflict: the code would change and is in use, or is taken.
        Invalid, ValidationError: as for `create_entry`.
    """
    row, catalogue = access.entry_to_change(uow, cmd.entry_id, cmd.revision, cmd.catalogue)
    code, data = read_content(catalogue, cmd)
    others = data_by_code(uow.session, catalogue)
    others.pop(row.code, None)
    if code != row.code:
        if uses_of(uow, catalogue, row.code):
            raise Conflict("catalogue.code_in_use", code=row.code, field="code")
        refuse_taken(uow.session, catalogue, code)
    fits(catalogue, others, code, data)
    before = _told(row)
    row.code, row.name, row.english = code, cmd.name, cmd.english
    row.data = data.model_dump(mode="json")
    uow.session.flush()  # The answer carries the revision, which the database raises.
    after = _told(row)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changed:
        told = {"catalogue": catalogue.key, "entry": row.code, "changed": changed}
        uow.audit("catalogue_entry.changed", "catalogue_entry", row.id, **told)
    return ref(row)


class DeleteEntry(Command):
    """An entry put in by mistake."""

    entry_id: UUID
    revision: int | None = None
    catalogue: str | None = None


def delete_entry(uow: UnitOfWork, cmd: DeleteEntry) -> None:
    """Delete an entry that nothing uses.

    Raises:
        Conflict: it is in use; it can only be retired.
        Stale: somebody changed it since `revision`.
    """
    row, catalogue = access.entry_to_change(uow, cmd.entry_id, cmd.revision, cmd.catalogue)
    count = uses_of(uow, catalogue, row.code)
    if count:
        raise Conflict("catalogue.in_use", name=row.name, count=count)
    uow.session.delete(row)
    uow.audit("catalogue_entry.deleted", "catalogue_entry", row.id, **_told(row))


def uses_of(uow: UnitOfWork, catalogue: Catalogue[Any], code: str) -> int:
    """Return how many things refer to the entry."""
    return count_uses(uow.session, catalogue, office_day(uow.now), {code}).get(code, 0)


def _told(row: CatalogueEntry) -> dict[str, Any]:
    names = ("catalogue", "code", "name", "english", "data")
    return {name: getattr(row, name) for name in names}
