"""What administrators do on the pages of receivers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from ecabinet.core.errors import Conflict, Invalid, Stale
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.web.errors import field_errors, sentence
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.webhooks import access
from ecabinet.webhooks.commands.again import OnDelivery, SendTest, send_again, send_test
from ecabinet.webhooks.commands.receivers import (
    ChangeReceiver,
    OnReceiver,
    ReceiverRef,
    RegisterReceiver,
    RotateSecret,
    change_receiver,
    drop_old_secret,
    pause_receiver,
    register_receiver,
    resume_receiver,
    retire_receiver,
    rotate_secret,
)
from ecabinet.webhooks.policies import WebhookPermission
from ecabinet.webhooks.queries.receivers import ReceiverView, receiver
from ecabinet.webhooks.routes.pages import form_page, pages
from ecabinet.webhooks.signing import new_secret, sealed

Step = Callable[[UnitOfWork, OnReceiver], ReceiverRef]


@pages.post("/")
def create() -> ResponseReturnValue:
    """Register a receiver and show its secret, this once."""
    access.office(current_actor(), WebhookPermission.MANAGE)
    secret, key, form = new_secret(), new_id(), _form()
    kept = sealed(platform().settings.secret_key, key, secret)
    try:
        made = execute(register_receiver, RegisterReceiver(**form, id=key, secret=kept))
    except (ValidationError, Invalid, Conflict) as error:
        return form_page(None, form, _wrong(error)), 422
    return _secret_page(made.id, secret)


@pages.post("/<uuid:receiver_id>/edit")
def change(receiver_id: UUID) -> ResponseReturnValue:
    """Change a receiver."""
    row, form = _seen(receiver_id), _form()
    try:
        command = ChangeReceiver(receiver_id=receiver_id, revision=_revision(), **form)
        execute(change_receiver, command)
    except (ValidationError, Invalid, Conflict, Stale) as error:
        return form_page(row, form, _wrong(error)), 422
    flash(_("Đã lưu nơi nhận."), "success")
    return _back(receiver_id)


@pages.post("/<uuid:receiver_id>/secrets")
def rotate(receiver_id: UUID) -> ResponseReturnValue:
    """Make another secret and show it, this once."""
    _seen(receiver_id)
    secret = new_secret()
    kept = sealed(platform().settings.secret_key, receiver_id, secret)
    command = RotateSecret(receiver_id=receiver_id, revision=_revision(), secret=kept)
    try:
        execute(rotate_secret, command)
    except (Conflict, Stale) as error:
        flash(sentence(error), "warning")
        return _back(receiver_id)
    return _secret_page(receiver_id, secret)


@pages.post("/<uuid:receiver_id>/old-secret-removal")
def drop(receiver_id: UUID) -> ResponseReturnValue:
    """Sign with the newest secret only."""
    return _step(receiver_id, drop_old_secret, _("Từ nay chỉ ký bằng khóa mới."))


@pages.post("/<uuid:receiver_id>/pause")
def pause(receiver_id: UUID) -> ResponseReturnValue:
    """Send nothing for now."""
    return _step(receiver_id, pause_receiver, _("Đã tạm ngừng. Sự kiện vẫn được giữ."))


@pages.post("/<uuid:receiver_id>/resumption")
def resume(receiver_id: UUID) -> ResponseReturnValue:
    """Send again."""
    return _step(receiver_id, resume_receiver, _("Đã bật lại. Sự kiện đã giữ được gửi trước."))


@pages.post("/<uuid:receiver_id>/retirement")
def retire(receiver_id: UUID) -> ResponseReturnValue:
    """Tell the receiver nothing more."""
    return _step(receiver_id, retire_receiver, _("Đã thôi gửi đến nơi nhận này."))


@pages.post("/<uuid:receiver_id>/tests")
def test(receiver_id: UUID) -> ResponseReturnValue:
    """Send a message to try the receiver, and lead to what becomes of it."""
    try:
        made = execute(send_test, SendTest(receiver_id=receiver_id))
    except Conflict as error:
        flash(sentence(error), "warning")
        return _back(receiver_id)
    flash(_("Bản tin thử đang được gửi. Tải lại trang sau ít giây để xem câu trả lời."), "success")
    return redirect(url_for("webhooks.show_delivery", delivery_id=made.id), 303)


@pages.post("/deliveries/<uuid:delivery_id>/retries")
def again(delivery_id: UUID) -> ResponseReturnValue:
    """Send an event again."""
    try:
        execute(send_again, OnDelivery(delivery_id=delivery_id))
        flash(_("Sự kiện được gửi lại ngay."), "success")
    except Conflict as error:
        flash(sentence(error), "warning")
    return redirect(url_for("webhooks.show_delivery", delivery_id=delivery_id), 303)


def _step(receiver_id: UUID, step: Step, done: str) -> ResponseReturnValue:
    _seen(receiver_id)
    try:
        execute(step, OnReceiver(receiver_id=receiver_id, revision=_revision()))
        flash(done, "success")
    except (Conflict, Stale) as error:
        flash(sentence(error), "warning")
    return _back(receiver_id)


def _seen(receiver_id: UUID) -> ReceiverView:
    """Return the receiver before the form is read: who may not know of it learns nothing."""
    with platform().store.reading() as session:
        return receiver(session, current_actor(), receiver_id, platform().store.clock())


def _secret_page(receiver_id: UUID, secret: str) -> str:
    return render_template("admin/webhooks/secret.html", row=_seen(receiver_id), secret=secret)


def _form() -> dict[str, Any]:
    return {
        "name": request.form.get("name", ""),
        "url": request.form.get("url", ""),
        "kinds": request.form.getlist("kinds"),
    }


def _revision() -> int:
    """Return the revision the form was made with. Raises Invalid: no form of ours."""
    given = request.form.get("revision", "")
    if not given.isdecimal():
        raise Invalid("invalid")
    return int(given)


def _wrong(error: ValidationError | Invalid | Conflict | Stale) -> dict[str, str]:
    if isinstance(error, ValidationError):
        wrong = field_errors(error)
        few = {"kinds": _("Chọn ít nhất một loại sự kiện.")} if "kinds" in wrong else {}
        return wrong | few
    return {str(error.params.get("field", "form")): sentence(error)}


def _back(receiver_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("webhooks.show", receiver_id=receiver_id), 303)
