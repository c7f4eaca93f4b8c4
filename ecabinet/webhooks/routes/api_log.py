"""The operations on the log of what was sent."""

import json

from flask import Response

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.webhooks.bodies import body_of
from ecabinet.webhooks.commands.again import OnDelivery, send_again
from ecabinet.webhooks.queries.log import attempts, deliveries, delivery
from ecabinet.webhooks.routes.api import ONE, api
from ecabinet.webhooks.routes.schemas import (
    WebhookAttemptOut,
    WebhookDeliveriesOut,
    WebhookDeliveryDetailOut,
    WebhookDeliveryOut,
    WebhookDeliveryPath,
    WebhookDeliveryRefOut,
    WebhookLogQuery,
    WebhookPath,
)


@api.get(
    ONE + "/deliveries",
    operation_id="listWebhookDeliveries",
    summary="Nhật ký gửi đến một nơi nhận",
    responses={200: WebhookDeliveriesOut},
)
def list_deliveries(path: WebhookPath, query: WebhookLogQuery) -> Response:
    """List what was and is to be sent to a receiver, newest first; kept for ninety days."""
    with platform().store.reading() as session:
        page = deliveries(
            session, current_actor(), path.receiver_id,
            show=query.show, after=query.after, limit=query.limit,
        )  # fmt: skip
    rows = [WebhookDeliveryOut.model_validate(row) for row in page.rows]
    return answer(WebhookDeliveriesOut(deliveries=rows, next_after=page.next_after))


@api.get(
    "/webhook-deliveries/<uuid:delivery_id>",
    operation_id="getWebhookDelivery",
    summary="Một sự kiện đã gửi",
    responses={200: WebhookDeliveryDetailOut},
)
def show_delivery(path: WebhookDeliveryPath) -> Response:
    """Tell what is sent and how every try went."""
    actor, settings = current_actor(), platform().settings
    with platform().store.reading() as session:
        row = delivery(session, actor, path.delivery_id)
        tries = attempts(session, actor, path.delivery_id)
    return answer(
        WebhookDeliveryDetailOut(
            **WebhookDeliveryOut.model_validate(row).model_dump(),
            body=json.loads(body_of(row, settings.office_name, settings.public_url)),
            tries=[WebhookAttemptOut.model_validate(one) for one in tries],
        )
    )


@api.post(
    "/webhook-deliveries/<uuid:delivery_id>/retries",
    operation_id="resendWebhookDelivery",
    summary="Gửi lại một sự kiện",
    responses={200: WebhookDeliveryRefOut},
)
def resend(path: WebhookDeliveryPath, header: WriteHeaders) -> Response:
    """Send an event now, under the same id, whatever became of it before."""
    made = execute(send_again, OnDelivery(delivery_id=path.delivery_id))
    return answer(WebhookDeliveryRefOut(id=made.id))
