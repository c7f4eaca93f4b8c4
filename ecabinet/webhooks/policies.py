"""Who may say which systems are told of the office's events. None of it can be delegated."""

from typing import Any

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate


class WebhookPermission(Permission):
    """What can be done with receivers and the log of what was sent."""

    READ = "webhook:read"
    MANAGE = "webhook:manage"


def administers(actor: Actor, _thing: Any) -> bool:
    """Holds an administrator's office."""
    return actor.has_role(Role.ADMINISTRATOR)


POLICIES: dict[Permission, Predicate] = {
    WebhookPermission.READ: administers,
    WebhookPermission.MANAGE: administers,
}
