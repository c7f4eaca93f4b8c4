"""The notice of conclusions of a meeting is followed as a directive: button and operation."""

from uuid import UUID

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.attempts import attempt
from ecabinet.web.requests import execute
from followup.commands.directives import RegisteredDirective
from meetings.commands.follow import FollowNotice, follow_notice
from meetings.routes.doors import MeetingPath, api
from meetings.routes.pages import pages


@pages.post("/meetings/<uuid:meeting_id>/directive")
def follow(meeting_id: UUID) -> ResponseReturnValue:
    """Follow the notice, and go to the page of the directive."""
    done, refusal = attempt(lambda: execute(follow_notice, FollowNotice(meeting_id=meeting_id)))
    if done is None:
        flash(refusal.text, "warning")
        return redirect(url_for("meetings.detail", meeting_id=meeting_id), 303)
    flash(_("Đã đưa %(symbol)s vào văn bản chỉ đạo để theo dõi.", symbol=done.symbol), "success")
    return redirect(url_for("followup.directive", directive_id=done.id), 303)


@api.post(
    "/meetings/<uuid:meeting_id>/directive",
    operation_id="followNotice",
    summary="Theo dõi thông báo kết luận như văn bản chỉ đạo",
    responses={201: RegisteredDirective},
)
def post_directive(path: MeetingPath, header: WriteHeaders) -> Response:
    """Register the notice issued from the meeting; its tasks come of its articles from now on."""
    return answer(execute(follow_notice, FollowNotice(meeting_id=path.meeting_id)), 201)
