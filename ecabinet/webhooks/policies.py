"""Who may say which systems are told of the office's events. None of it can be delegated."""

from ecabinet.core.permissions import Permission, Predicate, is_administrator


class WebhookPermission(Permission):
    """What can be done with receivers and the log of what was sent."""

    READ = "webhook:read"
    MANAGE = "webhook:manage"


POLICIES: dict[Permission, Predicate] = {
    WebhookPermission.READ: is_administrator,
    WebhookPermission.MANAGE: is_administrator,
}
