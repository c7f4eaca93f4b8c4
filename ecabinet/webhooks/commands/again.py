"""An administrator sends an event again, or a message to try a receiver."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import update

from ecabinet.core.errors import Conflict
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.webhooks import access
from ecabinet.webhooks.kinds import TEST
from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.publishing import DELIVER
from ecabinet.webhooks.states import DeliveryState, ReceiverState


class OnDelivery(BaseModel):
    """What was sent."""

    model_config = ConfigDict(frozen=True)
    delivery_id: UUID


class DeliveryRef(BaseModel):
    """An event for a receiver."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def send_again(uow: UnitOfWork, cmd: OnDelivery) -> DeliveryRef:
    """Send an event now, under the same id, whether it was taken, given up or still waits.

    Raises NotFound; Conflict: it goes out this moment, or the receiver is retired.
    """
    found = access.delivery_to_change(uow.session, uow.actor, cmd.delivery_id)
    if found.state == DeliveryState.SENDING:
        raise Conflict("webhook.sending")
    _ask_now(uow, uow.session.get_one(Receiver, found.receiver_id))
    before, found.state = found.state, DeliveryState.WAITING.value
    found.attempts, found.first_tried_at, found.ended_at = 0, None, None
    found.due_at, found.status, found.failure = uow.now, None, None
    uow.audit("webhook.sent_again", "webhook_delivery", found.id, kind=found.kind, before=before)
    return DeliveryRef(id=found.id)


class SendTest(BaseModel):
    """Which receiver."""

    model_config = ConfigDict(frozen=True)
    receiver_id: UUID


def send_test(uow: UnitOfWork, cmd: SendTest) -> DeliveryRef:
    """Send a message that says nothing, also to a paused receiver, to see what it answers.

    Raises NotFound; Conflict: the receiver is retired.
    """
    row = access.receiver_to_change(uow.session, uow.actor, cmd.receiver_id)
    _ask_now(uow, row)
    made = Delivery(
        id=new_id(), receiver_id=row.id, event_id=new_id(), kind=TEST, subject_kind="webhook",
        subject_id=row.id, path=f"/admin/webhooks/{row.id}", data={"test": True},
        at=uow.now, due_at=uow.now, first_tried_at=None, ended_at=None, status=None, failure=None,
    )  # fmt: skip
    uow.session.add(made)
    uow.audit("webhook.tested", "webhook", row.id, name=row.name)
    return DeliveryRef(id=made.id)


def _ask_now(uow: UnitOfWork, row: Receiver) -> None:
    """Let the receiver be asked at once, however long it would be left alone."""
    if row.state == ReceiverState.RETIRED:
        raise Conflict("webhook.retired")
    uow.session.execute(update(Receiver).where(Receiver.id == row.id).values(not_before=None))
    uow.enqueue(DELIVER)
