"""Who may do what with people and units."""

from typing import Any

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, is_administrator


class AccountPermission(Permission):
    """What can be done to a person."""

    READ = "person:read"
    MANAGE = "person:manage"


class UnitPermission(Permission):
    """What can be done to a unit: to know of it, or to change it and its place in the tree."""

    READ = "unit:read"
    MANAGE = "unit:manage"


def is_colleague(actor: Actor, _thing: Any) -> bool:
    """Anybody signed in may know who works in the office."""
    return actor.person_id is not None


POLICIES: dict[Permission, Predicate] = {
    AccountPermission.READ: is_colleague,
    AccountPermission.MANAGE: is_administrator,
    UnitPermission.READ: is_colleague,
    UnitPermission.MANAGE: is_administrator,
}
