"""The operations on receivers."""

from uuid import UUID

from flask import Response

from ecabinet.core.ids import new_id
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.webhooks import access
from ecabinet.webhooks.commands.again import SendTest, send_test
from ecabinet.webhooks.commands.receivers import (
    ChangeReceiver,
    OnReceiver,
    RegisterReceiver,
    RotateSecret,
    Wanted,
    change_receiver,
    drop_old_secret,
    pause_receiver,
    register_receiver,
    resume_receiver,
    retire_receiver,
    rotate_secret,
)
from ecabinet.webhooks.kinds import registered
from ecabinet.webhooks.queries.receivers import receiver, receivers
from ecabinet.webhooks.routes.schemas import (
    WebhookDeliveryRefOut,
    WebhookKindOut,
    WebhookKindsOut,
    WebhookOut,
    WebhookPath,
    WebhookSecretOut,
    WebhookSeen,
    WebhooksOut,
)
from ecabinet.webhooks.signing import new_secret, sealed

api = api_blueprint("webhooks", "webhooks")
ONE = "/webhooks/<uuid:receiver_id>"


class ChangedWebhook(Wanted):
    """What the receiver shall be, and the revision that was seen."""

    revision: int


@api.get(
    "/webhook-kinds",
    operation_id="listWebhookKinds",
    summary="Các loại sự kiện gửi ra ngoài",
    responses={200: WebhookKindsOut},
)
def list_kinds() -> Response:
    """List the kinds of events that a receiver can be told of."""
    access.office(current_actor())
    kinds = [
        WebhookKindOut(name=one.name, group=str(one.group), words=str(one.words))
        for one in registered().values()
    ]
    return answer(WebhookKindsOut(kinds=kinds))


@api.get(
    "/webhooks",
    operation_id="listWebhooks",
    summary="Các nơi nhận sự kiện",
    responses={200: WebhooksOut},
)
def list_all() -> Response:
    """List all receivers and how they stand. Secrets are never told again."""
    with platform().store.reading() as session:
        found = receivers(session, current_actor(), platform().store.clock())
    return answer(WebhooksOut(webhooks=[WebhookOut.model_validate(one) for one in found]))


@api.get(
    ONE, operation_id="getWebhook", summary="Một nơi nhận sự kiện", responses={200: WebhookOut}
)
def show(path: WebhookPath) -> Response:
    """Tell how one receiver stands."""
    return _shown(path.receiver_id)


@api.post(
    "/webhooks",
    operation_id="createWebhook",
    summary="Lập nơi nhận sự kiện",
    responses={201: WebhookSecretOut},
)
def create(header: WriteHeaders, body: Wanted) -> Response:
    """Register a receiver; the secret that signs is answered this once."""
    secret, key = new_secret(), new_id()
    kept = sealed(platform().settings.secret_key, key, secret)
    command = RegisterReceiver(**body.model_dump(), id=key, secret=kept)
    made = execute(register_receiver, command)
    return answer(WebhookSecretOut(id=made.id, revision=made.revision, secret=secret), 201)


@api.put(
    ONE, operation_id="changeWebhook", summary="Sửa nơi nhận sự kiện", responses={200: WebhookOut}
)
def change(path: WebhookPath, header: WriteHeaders, body: ChangedWebhook) -> Response:
    """Change name, address and kinds; what waits goes to the new address."""
    command = ChangeReceiver(receiver_id=path.receiver_id, **body.model_dump())
    execute(change_receiver, command)
    return _shown(path.receiver_id)


@api.post(
    ONE + "/secrets",
    operation_id="rotateWebhookSecret",
    summary="Đổi khóa ký của nơi nhận",
    responses={201: WebhookSecretOut},
)
def rotate(path: WebhookPath, header: WriteHeaders, body: WebhookSeen) -> Response:
    """Make another secret, answered this once; for seven days the one before signs too."""
    secret = new_secret()
    kept = sealed(platform().settings.secret_key, path.receiver_id, secret)
    command = RotateSecret(receiver_id=path.receiver_id, revision=body.revision, secret=kept)
    made = execute(rotate_secret, command)
    return answer(WebhookSecretOut(id=made.id, revision=made.revision, secret=secret), 201)


@api.post(
    ONE + "/old-secret-removal",
    operation_id="dropOldWebhookSecret",
    summary="Bỏ khóa ký cũ của nơi nhận",
    responses={200: WebhookOut},
)
def drop(path: WebhookPath, header: WriteHeaders, body: WebhookSeen) -> Response:
    """Sign with the newest secret only."""
    execute(drop_old_secret, _on(path, body))
    return _shown(path.receiver_id)


@api.post(
    ONE + "/pause",
    operation_id="pauseWebhook",
    summary="Tạm ngừng nơi nhận sự kiện",
    responses={200: WebhookOut},
)
def pause(path: WebhookPath, header: WriteHeaders, body: WebhookSeen) -> Response:
    """Send nothing for now; events are kept."""
    execute(pause_receiver, _on(path, body))
    return _shown(path.receiver_id)


@api.post(
    ONE + "/resumption",
    operation_id="resumeWebhook",
    summary="Bật lại nơi nhận sự kiện",
    responses={200: WebhookOut},
)
def resume(path: WebhookPath, header: WriteHeaders, body: WebhookSeen) -> Response:
    """Send again, beginning with what was kept."""
    execute(resume_receiver, _on(path, body))
    return _shown(path.receiver_id)


@api.post(
    ONE + "/retirement",
    operation_id="retireWebhook",
    summary="Thôi gửi đến một nơi nhận",
    responses={200: WebhookOut},
)
def retire(path: WebhookPath, header: WriteHeaders, body: WebhookSeen) -> Response:
    """Tell the receiver nothing more; what waits is dropped. The log stays for its days."""
    execute(retire_receiver, _on(path, body))
    return _shown(path.receiver_id)


@api.post(
    ONE + "/tests",
    operation_id="testWebhook",
    summary="Gửi thử đến một nơi nhận",
    responses={201: WebhookDeliveryRefOut},
)
def test(path: WebhookPath, header: WriteHeaders) -> Response:
    """Send a message that says nothing, also to a paused receiver; its log tells the answer."""
    made = execute(send_test, SendTest(receiver_id=path.receiver_id))
    return answer(WebhookDeliveryRefOut(id=made.id), 201)


def _on(path: WebhookPath, body: WebhookSeen) -> OnReceiver:
    return OnReceiver(receiver_id=path.receiver_id, revision=body.revision)


def _shown(receiver_id: UUID) -> Response:
    with platform().store.reading() as session:
        found = receiver(session, current_actor(), receiver_id, platform().store.clock())
    return answer(WebhookOut.model_validate(found))
