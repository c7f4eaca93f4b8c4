"""Who may look at how long things are kept. Wiping is the worker's and the operator's."""

from typing import Any

from ecabinet.core.actors import Actor, Role
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import Permission, Predicate, allows


class RetentionPermission(Permission):
    """What can be done with retention on the screen."""

    READ = "retention:read"


def looks_after_the_system(actor: Actor, _thing: Any) -> bool:
    """Holds an administrator's office."""
    return actor.has_role(Role.ADMINISTRATOR)


POLICIES: dict[RetentionPermission, Predicate] = {RetentionPermission.READ: looks_after_the_system}


def require_reader(actor: Actor) -> None:
    """Raise NotFound to whoever may not look."""
    if not allows(actor, RetentionPermission.READ, None):
        raise NotFound("not_found", kind="retention")
