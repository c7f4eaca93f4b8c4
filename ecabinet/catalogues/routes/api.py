"""Operations that read catalogues and put their entries in order."""

from flask import Response

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.order import OrderEntries, order_entries
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.catalogues.queries import book, sizes
from ecabinet.catalogues.routes.schemas import (
    CatalogueEntriesOut,
    CatalogueOut,
    CataloguePath,
    CataloguesOut,
    NewOrder,
    entry_out,
)
from ecabinet.catalogues.words import shown
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("catalogues", "catalogues")


@api.get(
    "/catalogues",
    operation_id="listCatalogues",
    summary="Các danh mục",
    responses={200: CataloguesOut},
)
def list_catalogues() -> Response:
    """List all catalogues with how many entries they have; everybody signed in may."""
    actor = current_actor()
    known = [(access.catalogue(actor, c.key, CataloguePermission.READ), w) for c, w in shown()]
    with platform().store.reading() as session:
        counts = sizes(session, office_day(utc_now()))
    rows = [
        CatalogueOut(
            key=catalogue.key,
            title=str(words.title),
            entries=counts[catalogue.key].all,
            offered=counts[catalogue.key].offered,
        )
        for catalogue, words in known
    ]
    return answer(CataloguesOut(catalogues=rows))


@api.get(
    "/catalogues/<key>",
    operation_id="listCatalogueEntries",
    summary="Các mục của một danh mục",
    responses={200: CatalogueEntriesOut},
)
def list_entries(path: CataloguePath) -> Response:
    """List a catalogue in its order; everybody signed in may."""
    return _listed(path.key)


@api.put(
    "/catalogues/<key>/order",
    operation_id="orderCatalogueEntries",
    summary="Đổi thứ tự các mục",
    responses={200: CatalogueEntriesOut},
)
def put_in_order(path: CataloguePath, body: NewOrder, header: WriteHeaders) -> Response:
    """Put the entries in order; refused when somebody added or deleted one meanwhile."""
    execute(order_entries, OrderEntries(catalogue=path.key, entry_ids=tuple(body.entry_ids)))
    return _listed(path.key)


def _listed(key: str) -> Response:
    catalogue = access.catalogue(current_actor(), key, CataloguePermission.READ)
    with platform().store.reading() as session:
        entries = book(session, catalogue).entries
    return answer(CatalogueEntriesOut(entries=[entry_out(entry) for entry in entries]))
