"""The only way from an id that somebody gave to a receiver or to what was sent to it."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound, refuse_stale
from ecabinet.core.permissions import allows, require
from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.policies import WebhookPermission


def office(actor: Actor, permission: WebhookPermission = WebhookPermission.READ) -> None:
    """Let an administrator in. Raises NotFound for everybody else."""
    if not allows(actor, permission, None):
        raise NotFound("not_found", kind="webhook")


def receiver(session: Session, actor: Actor, receiver_id: UUID) -> Receiver:
    """Return a receiver to look at. Raises NotFound."""
    found = session.get(Receiver, receiver_id)
    return require(actor, WebhookPermission.READ, WebhookPermission.READ, found, "webhook")


def receiver_to_change(
    session: Session, actor: Actor, receiver_id: UUID, revision: int | None = None
) -> Receiver:
    """Return a receiver, locked. Raises NotFound, Denied, Stale: changed after `revision`."""
    found = session.get(Receiver, receiver_id, with_for_update={"key_share": True})
    found = require(actor, WebhookPermission.MANAGE, WebhookPermission.READ, found, "webhook")
    refuse_stale(revision, found.revision)
    return found


def delivery(session: Session, actor: Actor, delivery_id: UUID) -> Delivery:
    """Return what was sent, to look at. Raises NotFound."""
    found = session.get(Delivery, delivery_id)
    return require(actor, WebhookPermission.READ, WebhookPermission.READ, found, "webhook_delivery")


def delivery_to_change(session: Session, actor: Actor, delivery_id: UUID) -> Delivery:
    """Return what was sent, locked. Raises NotFound, Denied."""
    found = session.get(Delivery, delivery_id, with_for_update=True)
    return require(
        actor, WebhookPermission.MANAGE, WebhookPermission.READ, found, "webhook_delivery"
    )
