"""Who may ask who may do what."""

from typing import Any

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate


class RightsPermission(Permission):
    """What can be asked about rights."""

    READ = "rights:read"


def asks_about_rights(actor: Actor, _thing: Any) -> bool:
    """Holds an administrator's office."""
    return actor.has_role(Role.ADMINISTRATOR)


POLICIES: dict[RightsPermission, Predicate] = {RightsPermission.READ: asks_about_rights}
