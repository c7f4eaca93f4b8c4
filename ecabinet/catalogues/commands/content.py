"""What an entry says: checked against its catalogue and the entries beside it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.catalogues.registry import Catalogue
from ecabinet.catalogues.values import Code, EntryData, Name, Words
from ecabinet.core.errors import Conflict, Invalid

MOST_ENTRIES = 1_000
"""Entries one catalogue may hold; a list of choices longer than this helps nobody."""


class Command(BaseModel):
    """Parent of what commands take and answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EntryContent(Command):
    """An entry as people write it. `data` must fit the fields of its catalogue."""

    code: Code | None = None
    name: Name
    english: Words = ""
    data: dict[str, Any] = {}


class EntryRef(Command):
    """The entry that was made or changed."""

    id: UUID
    revision: int


def ref(row: CatalogueEntry) -> EntryRef:
    """Return what commands answer about `row`. It must have been flushed."""
    return EntryRef(id=row.id, revision=row.revision)


def read_content(catalogue: Catalogue[Any], content: EntryContent) -> tuple[str, EntryData]:
    """Return code and data of an entry.

    Raises:
        ValidationError: the data do not fit the fields of the catalogue.
        Invalid: there is no code.
    """
    data: EntryData = catalogue.fields.model_validate(content.data)
    code = catalogue.code_of(data) if catalogue.code_of else content.code
    if not code:
        raise Invalid("catalogue.no_code", field="code")
    return code, data


def data_by_code(session: Session, catalogue: Catalogue[Any]) -> dict[str, EntryData]:
    """Return what every entry of a catalogue holds, as the database has it now."""
    rows = session.execute(
        select(CatalogueEntry.code, CatalogueEntry.data).where(
            CatalogueEntry.catalogue == catalogue.key
        )
    )
    return {code: catalogue.read(data) for code, data in rows}


def fits(
    catalogue: Catalogue[Any], others: Mapping[str, EntryData], code: str, data: EntryData
) -> None:
    """Raise Invalid when the entry cannot stand beside `others`."""
    if catalogue.check is not None:
        catalogue.check(others, code, data)


def refuse_taken(session: Session, catalogue: Catalogue[Any], code: str) -> None:
    """Raise Conflict when another entry has `code`."""
    same = select(CatalogueEntry.id).where(
        CatalogueEntry.catalogue == catalogue.key, CatalogueEntry.code == code
    )
    if session.scalar(same):
        raise Conflict("catalogue.code_taken", code=code, field="code")


def next_rank(session: Session, catalogue: Catalogue[Any]) -> int:
    """Return the rank after the last entry. Raises Conflict when the catalogue is full."""
    count, last = session.execute(
        select(func.count(), func.max(CatalogueEntry.rank)).where(
            CatalogueEntry.catalogue == catalogue.key
        )
    ).one()
    if count >= MOST_ENTRIES:
        raise Conflict("catalogue.full", most=MOST_ENTRIES)
    return (last or 0) + 1
