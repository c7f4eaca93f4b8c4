"""Bodies and answers of the operations on catalogues."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.catalogues.commands.content import MOST_ENTRIES, EntryContent
from ecabinet.catalogues.queries import Entry
from ecabinet.catalogues.values import LONGEST_CODE
from ecabinet.core.clock import office_day, utc_now


class CataloguePath(BaseModel):
    """The catalogue, as `meeting-types`."""

    key: str = Field(max_length=60)


class EntryPath(CataloguePath):
    """One entry of a catalogue."""

    entry_id: UUID


class CatalogueOut(BaseModel):
    """A catalogue: its key, its title in the reader's language, how many entries it has."""

    key: str = Field(examples=["rooms"])
    title: str = Field(examples=["Phòng họp"])
    entries: int = Field(examples=[4])
    offered: int = Field(examples=[3])


class CataloguesOut(BaseModel):
    """All catalogues in their order on the screen."""

    catalogues: list[CatalogueOut]


class CatalogueEntryOut(BaseModel):
    """One entry; `offered` says whether new things may choose it today."""

    id: UUID
    code: str = Field(examples=["PH1"])
    name: str = Field(examples=["Phòng họp số 1"])
    english: str = Field(examples=["Meeting room 1"])
    data: dict[str, Any] = Field(examples=[{"capacity": 24, "place": "Tầng 2"}])
    offered: bool
    retired_on: date | None
    revision: int


class CatalogueEntriesOut(BaseModel):
    """A catalogue in its order, retired entries included."""

    entries: list[CatalogueEntryOut]


class NewOrder(BaseModel):
    """All entries of the catalogue in their new order."""

    model_config = ConfigDict(extra="forbid")
    entry_ids: list[UUID] = Field(max_length=MOST_ENTRIES)


class NewEntry(EntryContent):
    """An entry to add. Catalogues that make the code from the data (days off) take none."""

    code: str | None = Field(None, max_length=LONGEST_CODE, examples=["PH1"])
    name: str = Field(max_length=200, examples=["Phòng họp số 1"])
    english: str = Field("", max_length=200, examples=["Meeting room 1"])
    data: dict[str, Any] = Field({}, examples=[{"capacity": 24, "place": "Tầng 2"}])


class ChangedEntry(NewEntry):
    """The whole entry as it shall be; `revision` is that of what was read."""

    revision: int = Field(examples=[1])


class SeenEntry(BaseModel):
    """The revision that was read; when given, a change made meanwhile refuses the request."""

    model_config = ConfigDict(extra="forbid")
    revision: int | None = None


class Retirement(SeenEntry):
    """The first day on which the entry is not offered; today when left out."""

    retired_on: date | None = Field(None, examples=["2026-12-31"])


def entry_out(entry: Entry[Any]) -> CatalogueEntryOut:
    """Return an entry as the operations answer it."""
    return CatalogueEntryOut(
        id=entry.id,
        code=entry.code,
        name=entry.name,
        english=entry.english,
        data=entry.data.model_dump(mode="json"),
        offered=entry.is_offered(office_day(utc_now())),
        retired_on=entry.retired_on,
        revision=entry.revision,
    )
