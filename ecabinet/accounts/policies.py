"""Who may do what with people and units."""

from typing import Any

from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate


class AccountPermission(Permission):
    """What can be done to a person."""

    READ = "person:read"
    MANAGE = "person:manage"


def is_administrator(actor: Actor, _thing: Any) -> bool:
    """Holds an administrator's office."""
    return actor.has_role(Role.ADMINISTRATOR)


def is_colleague(actor: Actor, person: Person) -> bool:
    """Anybody signed in may know who works in the office."""
    return actor.person_id is not None


POLICIES: dict[AccountPermission, Predicate] = {
    AccountPermission.READ: is_colleague,
    AccountPermission.MANAGE: is_administrator,
}
