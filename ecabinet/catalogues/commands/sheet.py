"""Many entries at once, as they come from a file: judged one by one, then written together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import Field, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.content import (
    MOST_ENTRIES,
    Command,
    EntryContent,
    data_by_code,
    fits,
    read_content,
)
from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.catalogues.registry import Catalogue
from ecabinet.catalogues.values import EntryData
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.imports import Imported, Refused, left_out
from ecabinet.core.sheets import Problem
from ecabinet.core.unit_of_work import UnitOfWork


class SheetRow(Command):
    """A row that could be read: its number in the file, the entry, when it is or was retired."""

    number: int
    content: EntryContent
    retired_on: date | None = None


class ImportEntries(Command):
    """Rows of a file for one catalogue, and those (`unread`) whose cells made no sense."""

    catalogue: str
    rows: tuple[SheetRow, ...] = Field(max_length=5_000)
    unread: tuple[Refused, ...] = Field((), max_length=50_000)
    skip_bad: bool = False


@dataclass(frozen=True)
class Judged:
    """What would become of a row. `row` is the entry it changes."""

    number: int
    effect: Literal["new", "changed", "same"]
    content: EntryContent
    retired_on: date | None
    code: str
    data: EntryData
    row: CatalogueEntry | None


def judge(
    session: Session, catalogue: Catalogue[Any], rows: Sequence[SheetRow]
) -> tuple[list[Judged], list[Problem]]:
    """Return what would become of each row, and those that cannot be taken. Two queries."""
    known = {
        row.code: row
        for row in session.scalars(
            select(CatalogueEntry).where(CatalogueEntry.catalogue == catalogue.key)
        )
    }
    read, refused = _read(catalogue, rows, known)
    others = data_by_code(session, catalogue)
    while True:
        # Rows may lean on each other; when one falls, those that lean on it fall too.
        beside = others | {judged.code: judged.data for judged in read}
        fallen = [
            Problem(judged.number, error.code, error.params)
            for judged in read
            if (error := _misfit(catalogue, beside, judged)) is not None
        ]
        if not fallen:
            break
        refused += fallen
        gone = {fall.number for fall in fallen}
        read = [judged for judged in read if judged.number not in gone]
    return read, sorted(refused, key=lambda fall: fall.number or 0)


def import_entries(uow: UnitOfWork, cmd: ImportEntries) -> Imported:
    """Add and change entries; the order of those that are there stays.

    Raises:
        Conflict: rows are wrong, and it was not said to leave them out.
    """
    catalogue = access.catalogue(uow.actor, cmd.catalogue, CataloguePermission.MANAGE)
    good, problems = judge(uow.session, catalogue, cmd.rows)
    unread = [Problem(row.number, row.code, row.params) for row in cmd.unread]
    refused = left_out([*unread, *problems], skip_bad=cmd.skip_bad)
    last = max(uow.session.scalars(_ranks(catalogue)), default=0)
    counts = {"new": 0, "changed": 0, "same": 0}
    for judged in good:
        counts[judged.effect] += 1
        if judged.effect == "new":
            uow.session.add(_new(catalogue, judged, last := last + 1))
        elif judged.effect == "changed" and judged.row is not None:
            _change(judged, judged.row)
    if counts["new"] or counts["changed"]:
        codes = [judged.code for judged in good if judged.effect != "same"]
        uow.audit("catalogue.imported", "catalogue", catalogue.key, **counts, codes=codes)
    return Imported(
        created=counts["new"],
        changed=counts["changed"],
        unchanged=counts["same"],
        refused=sorted(refused, key=lambda row: row.number),
    )


def _read(
    catalogue: Catalogue[Any], rows: Sequence[SheetRow], known: dict[str, CatalogueEntry]
) -> tuple[list[Judged], list[Problem]]:
    read: list[Judged] = []
    refused: list[Problem] = []
    first: dict[str, int] = {}
    room = MOST_ENTRIES - len(known)
    for row in rows:
        try:
            code, data = read_content(catalogue, row.content)
        except (Invalid, ValidationError) as error:
            why = error.code if isinstance(error, Invalid) else "catalogue.row_misfit"
            refused.append(Problem(row.number, why))
            continue
        if code in first:
            params = {"code": code, "number": first[code]}
            refused.append(Problem(row.number, "catalogue.row_twice", params))
            continue
        first[code] = row.number
        room -= code not in known
        if code not in known and room < 0:
            full = Problem(row.number, "catalogue.full", {"most": MOST_ENTRIES})
            refused.append(full)
            continue
        read.append(_judged(row, code, data, known.get(code)))
    return read, refused


def _judged(row: SheetRow, code: str, data: EntryData, known: CatalogueEntry | None) -> Judged:
    effect: Literal["new", "changed", "same"] = "new"
    if known is not None:
        after = (row.content.name, row.content.english, data.model_dump(mode="json"))
        same = (known.name, known.english, known.data) == after
        effect = "same" if same and known.retired_on == row.retired_on else "changed"
    return Judged(row.number, effect, row.content, row.retired_on, code, data, known)


def _misfit(
    catalogue: Catalogue[Any], beside: dict[str, EntryData], judged: Judged
) -> Invalid | None:
    try:
        fits(catalogue, beside, judged.code, judged.data)
    except Invalid as error:
        return error
    return None


def _ranks(catalogue: Catalogue[Any]) -> Any:
    return select(CatalogueEntry.rank).where(CatalogueEntry.catalogue == catalogue.key)


def _new(catalogue: Catalogue[Any], judged: Judged, rank: int) -> CatalogueEntry:
    return CatalogueEntry(
        id=new_id(),
        catalogue=catalogue.key,
        code=judged.code,
        name=judged.content.name,
        english=judged.content.english,
        data=judged.data.model_dump(mode="json"),
        rank=rank,
        retired_on=judged.retired_on,
    )


def _change(judged: Judged, row: CatalogueEntry) -> None:
    row.name, row.english = judged.content.name, judged.content.english
    row.data, row.retired_on = judged.data.model_dump(mode="json"), judged.retired_on
