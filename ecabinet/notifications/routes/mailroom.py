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
    MailState.SENT: ("ok", "check"),
    MailState.FAILED: ("late", "err"),
    MailState.UNCERTAIN: ("warn", "help"),
}
FILTERS = (None, MailState.UNCERTAIN, MailState.FAILED, MailState.WAITING, MailState.SENT)


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
