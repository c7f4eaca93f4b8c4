"""Who may do what with catalogues."""

from typing import Any

from ecabinet.catalogues.registry import Catalogue
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, is_administrator


class CataloguePermission(Permission):
    """What can be done to a catalogue and its entries."""

    READ = "catalogue:read"
    MANAGE = "catalogue:manage"


def is_signed_in(actor: Actor, catalogue: Catalogue[Any]) -> bool:
    """Anybody signed in may know what there is to choose from."""
    return actor.person_id is not None


POLICIES: dict[CataloguePermission, Predicate] = {
    CataloguePermission.READ: is_signed_in,
    CataloguePermission.MANAGE: is_administrator,
}
