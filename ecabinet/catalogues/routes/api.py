"""listCatalogueEntries, orderCatalogueEntries."""

from typing import Any
from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.content import MOST_ENTRIES
from ecabinet.catalogues.commands.order import OrderEntries, order_entries
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.catalogues.queries import Entry, book
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("catalogues", "catalogues")


class CataloguePath(BaseModel):
    """The catalogue, as `meeting-types`."""

    key: str = Field(max_length=60)


class EntryOut(BaseModel):
    """One entry; `offered` says whether new things may choose it today."""

    id: UUID
    code: str
    name: str
    english: str
    data: dict[str, Any]
    offered: bool
    revision: int


class EntriesOut(BaseModel):
    """A catalogue in its order, retired entries included."""

    entries: list[EntryOut]


class NewOrder(BaseModel):
    """All entries of the catalogue in their new order."""

    model_config = ConfigDict(extra="forbid")
    entry_ids: list[UUID] = Field(max_length=MOST_ENTRIES)


@api.get(
    "/catalogues/<key>",
    operation_id="listCatalogueEntries",
    summary="Các mục của một danh mục",
    responses={200: EntriesOut},
)
def list_entries(path: CataloguePath) -> Response:
    """List a catalogue in its order; everybody signed in may."""
    return _listed(path.key)


@api.put(
    "/catalogues/<key>/order",
    operation_id="orderCatalogueEntries",
    summary="Đổi thứ tự các mục",
    responses={200: EntriesOut},
)
def put_in_order(path: CataloguePath, body: NewOrder, header: WriteHeaders) -> Response:
    """Put the entries in order; refused when somebody added or deleted one meanwhile."""
    execute(order_entries, OrderEntries(catalogue=path.key, entry_ids=tuple(body.entry_ids)))
    return _listed(path.key)


def _listed(key: str) -> Response:
    catalogue = access.catalogue(current_actor(), key, CataloguePermission.READ)
    with platform().store.reading() as session:
        entries = book(session, catalogue).entries
    return answer(EntriesOut(entries=[_out(entry) for entry in entries]))


def _out(entry: Entry[Any]) -> EntryOut:
    return EntryOut(
        id=entry.id,
        code=entry.code,
        name=entry.name,
        english=entry.english,
        data=entry.data.model_dump(mode="json"),
        offered=entry.is_offered(office_day(utc_now())),
        revision=entry.revision,
    )
