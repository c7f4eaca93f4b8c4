"""The administrators' page of the mail that leaves the house."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from ecabinet.core.errors import Conflict
from ecabinet.notifications.commands.again import SendAgain, send_again
from ecabinet.notifications.queries.mail import counts, mails
from ecabinet.notifications.routes.schemas import MailsQuery
from ecabinet.notifications.states import TROUBLED, MailState
from ecabinet.web.errors import sentence
from ecabinet.web.requests import current_actor, execute, platform

mailroom = Blueprint("mail", __name__, url_prefix="/admin/mail")

STATES = {
    MailState.WAITING: _l("Chờ gửi"),
    MailState.SENDING: _l("Đang gửi"),
    MailState.HANDING: _l("Đang gửi"),
    MailState.SENT: _l("Đã gửi"),
    MailState.FAILED: _l("Không gửi được"),
    MailState.UNCERTAIN: _l("Chưa rõ đã đến chưa"),
    MailState.SKIPPED: _l("Không cần gửi nữa"),
}
CHIPS = {
    MailState.SENT: ("c-done", "check"),
    MailState.FAILED: ("c-late", "err"),
    MailState.UNCERTAIN: ("c-soon", "help"),
}
FAILURES = {
    "worker_gone": _l("Đang gửi thì máy bị ngắt"),
    "address": _l("Địa chỉ thư không đúng"),
    "cannot_be_written": _l("Chưa soạn được thư"),
    "claim_lost": _l("Máy khác đã nhận gửi"),
    "ConnectionRefusedError": _l("Máy chủ thư không trả lời"),
    "TimeoutError": _l("Máy chủ thư trả lời quá chậm"),
    "gaierror": _l("Không tìm thấy máy chủ thư"),
    "SSLCertVerificationError": _l("Chứng thư của máy chủ thư không hợp lệ"),
    "SMTPServerDisconnected": _l("Máy chủ thư ngắt giữa chừng"),
    "smtp 535": _l("Máy chủ thư không nhận tài khoản của hệ thống"),
}
FILTERS = (None, MailState.UNCERTAIN, MailState.FAILED, MailState.WAITING, MailState.SENT)


def failure_words(failure: str) -> str:
    """Return why a mail did not go, in words; what has none is told as the server put it."""
    if failure in FAILURES:
        return str(FAILURES[failure])
    if failure.startswith("smtp 5"):
        return _("Máy chủ thư từ chối (mã %(code)s)", code=failure.removeprefix("smtp "))
    if failure.startswith("smtp "):
        return _("Máy chủ thư chưa nhận (mã %(code)s)", code=failure.removeprefix("smtp "))
    return _("Không gửi được (%(code)s)", code=failure)


@mailroom.get("/")
def index() -> ResponseReturnValue:
    """Show how the mails stand, those that need a decision first in the filters."""
    try:
        asked = MailsQuery.model_validate({k: v for k, v in request.args.items() if v})
    except ValidationError:
        abort(404)
    actor = current_actor()
    with platform().store.reading() as session:
        page = mails(session, actor, state=asked.state, after=asked.after)
        stand = counts(session, actor)
    return render_template(
        "notifications/mailroom.html",
        page=page,
        asked=asked,
        counts=stand,
        states=STATES,
        chips=CHIPS,
        failure_words=failure_words,
        filters=FILTERS,
        troubled=TROUBLED,
        settings=platform().settings,
    )


@mailroom.post("/<uuid:mail_id>/retries")
def again(mail_id: UUID) -> ResponseReturnValue:
    """Send a mail again."""
    try:
        execute(send_again, SendAgain(mail_id=mail_id))
        flash(_("Thư được gửi lại ngay."), "success")
    except Conflict as error:
        flash(sentence(error), "warning")
    return redirect(url_for("mail.index"), 303)
