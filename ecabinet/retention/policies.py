"""Who may look at how long things are kept. Wiping is the worker's and the operator's."""

from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import Permission, Predicate, allows, is_administrator


class RetentionPermission(Permission):
    """What can be done with retention on the screen."""

    READ = "retention:read"


POLICIES: dict[RetentionPermission, Predicate] = {RetentionPermission.READ: is_administrator}


def require_reader(actor: Actor) -> None:
    """Raise NotFound to whoever may not look."""
    if not allows(actor, RetentionPermission.READ, None):
        raise NotFound("not_found", kind="retention")
