"""The list of notices, and the page of choices."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from ecabinet.core.clock import office_day, utc_now
from ecabinet.notifications.commands.choosing import ChooseChannels, choose_channels
from ecabinet.notifications.commands.reading import MarkRead, OpenNotice, mark_read, open_notice
from ecabinet.notifications.kinds import names_of
from ecabinet.notifications.queries.choices import choices
from ecabinet.notifications.queries.listing import notices
from ecabinet.notifications.routes.days import by_day
from ecabinet.notifications.routes.schemas import NoticesQuery
from ecabinet.notifications.states import FIXED, Channel, Topic
from ecabinet.web.requests import current_actor, execute, platform

pages = Blueprint("notifications", __name__)

TOPICS = {
    Topic.MEETINGS: _l("Cuộc họp"),
    Topic.PAPERS: _l("Tài liệu"),
    Topic.TASKS: _l("Nhiệm vụ"),
    Topic.DIRECTIVES: _l("Văn bản chỉ đạo"),
    Topic.ACCOUNT: _l("Tài khoản, ủy quyền"),
}
CHANNELS = {
    Channel.MAIL: _l("Gửi thư ngay"),
    Channel.DIGEST: _l("Gộp trong ngày"),
    Channel.OFF: _l("Không gửi thư"),
}


@pages.get("/notifications")
def index() -> ResponseReturnValue:
    """Show the person's notices by day, newest first."""
    try:
        asked = NoticesQuery.model_validate(
            {name: value for name, value in request.args.items() if value}
        )
    except ValidationError:
        abort(404)
    actor = current_actor()
    with platform().store.reading() as session:
        page = notices(session, actor, topic=asked.topic, unread=asked.unread, after=asked.after)
    return render_template(
        "notifications/index.html",
        days=by_day(page.rows, office_day(utc_now())),
        page=page,
        asked=asked,
        topics={topic: words for topic, words in TOPICS.items() if names_of(topic)},
    )


@pages.post("/notifications/<uuid:notice_id>/reading")
def read(notice_id: UUID) -> ResponseReturnValue:
    """Mark a notice read and go where it leads."""
    return redirect(execute(open_notice, OpenNotice(notice_id=notice_id)).url, 303)


@pages.post("/notifications/readings")
def read_all() -> ResponseReturnValue:
    """Mark everything read up to the newest notice that was on the screen."""
    try:
        until = UUID(request.form.get("until", ""))
    except ValueError:
        abort(400)
    execute(mark_read, MarkRead(until=until))
    flash(_("Đã đánh dấu đọc hết."), "success")
    return redirect(url_for("notifications.index"), 303)


@pages.get("/account/notifications")
def preferences() -> ResponseReturnValue:
    """Show how the person hears of each topic."""
    actor = current_actor()
    with platform().store.reading() as session:
        own = choices(session, actor)
    return render_template(
        "notifications/preferences.html",
        own=own,
        topics=TOPICS,
        channels=CHANNELS,
        fixed=FIXED,
        hours=[(hour, f"{hour:02d}:00") for hour in range(24)],
        mail_is_on=platform().settings.smtp_url is not None,
    )


@pages.post("/account/notifications")
def choose() -> ResponseReturnValue:
    """Keep the choices. The form offers only valid ones."""
    given = {topic: request.form.get(f"topic-{topic}") for topic in Topic if topic not in FIXED}
    kinds = {
        name.removeprefix("kind-"): value or None
        for name, value in request.form.items()
        if name.startswith("kind-")
    }
    try:
        chosen = ChooseChannels.model_validate(
            {
                "channels": {topic: channel for topic, channel in given.items() if channel},
                "kinds": kinds,
                "digest_hour": request.form.get("digest_hour") or None,
            }
        )
    except ValidationError:
        abort(400)
    execute(choose_channels, chosen)
    flash(_("Đã lưu cách nhận thông báo."), "success")
    return redirect(url_for("notifications.preferences"), 303)
