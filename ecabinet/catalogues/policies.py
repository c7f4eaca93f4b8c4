"""Who may do what with catalogues."""

from typing import Any

from ecabinet.catalogues.registry import Catalogue
from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate


class CataloguePermission(Permission):
    """What can be done to a catalogue and its entries."""

    READ = "catalogue:read"
    MANAGE = "catalogue:manage"


def is_signed_in(actor: Actor, catalogue: Catalogue[Any]) -> bool:
    """Anybody signed in may know what there is to choose from."""
    return actor.person_id is not None


def keeps_catalogues(actor: Actor, catalogue: Catalogue[Any]) -> bool:
    """Holds an administrator's office."""
    return actor.has_role(Role.ADMINISTRATOR)


POLICIES: dict[CataloguePermission, Predicate] = {
    CataloguePermission.READ: is_signed_in,
    CataloguePermission.MANAGE: keeps_catalogues,
}
