"""The operations: notices, choices, and the mail of the house."""

from flask import Response

from ecabinet.notifications.commands.again import SendAgain, send_again
from ecabinet.notifications.commands.choosing import ChooseChannels, choose_channels
from ecabinet.notifications.commands.reading import MarkRead, mark_read
from ecabinet.notifications.queries.choices import choices
from ecabinet.notifications.queries.listing import bell, notices
from ecabinet.notifications.queries.mail import counts, mails
from ecabinet.notifications.routes.schemas import (
    MailPath,
    MailsOut,
    MailsQuery,
    NoticesOut,
    NoticesQuery,
    PreferencesIn,
    PreferencesOut,
    ReadingIn,
    UnreadOut,
    kind_choice_out,
    mail_out,
    notice_out,
)
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("notifications", "notifications")


@api.get(
    "/notices", operation_id="listNotices", summary="Thông báo của tôi", responses={200: NoticesOut}
)
def list_notices(query: NoticesQuery) -> Response:
    """List the person's notices, newest first, in the person's language."""
    actor = current_actor()
    with platform().store.reading() as session:
        page = notices(
            session,
            actor,
            topic=query.topic,
            unread=query.unread,
            after=query.after,
            limit=query.limit,
        )
        unread = bell(session, actor).unread
    rows = [notice_out(told) for told in page.rows]
    return answer(NoticesOut(notices=rows, unread=unread, next_after=page.next_after))


@api.post(
    "/notices/readings",
    operation_id="markNoticesRead",
    summary="Đánh dấu đã đọc",
    responses={200: UnreadOut},
)
def mark_notices_read(body: ReadingIn, header: WriteHeaders) -> Response:
    """Mark notices read: by id, or all up to one. What came later stays unread."""
    done = execute(mark_read, MarkRead(ids=tuple(body.ids), until=body.until))
    return answer(UnreadOut(unread=done.unread))


@api.get(
    "/notice-preferences",
    operation_id="getNoticePreferences",
    summary="Cách nhận thông báo",
    responses={200: PreferencesOut},
)
def get_notice_preferences() -> Response:
    """Tell how the person hears of each topic."""
    return _preferences()


@api.put(
    "/notice-preferences",
    operation_id="setNoticePreferences",
    summary="Chọn cách nhận thông báo",
    responses={200: PreferencesOut},
)
def set_notice_preferences(body: PreferencesIn, header: WriteHeaders) -> Response:
    """Choose for each topic: mail at once, daily digest, or nothing but the list."""
    execute(choose_channels, ChooseChannels(**body.model_dump()))
    return _preferences()


@api.get("/mails", operation_id="listMails", summary="Thư hệ thống gửi", responses={200: MailsOut})
def list_mails(query: MailsQuery) -> Response:
    """List how the mails of the house stand. For administrators."""
    actor = current_actor()
    with platform().store.reading() as session:
        page = mails(session, actor, state=query.state, after=query.after, limit=query.limit)
        stand = counts(session, actor)
    rows = [mail_out(row) for row in page.rows]
    return answer(MailsOut(mails=rows, counts=stand, next_after=page.next_after))


@api.post(
    "/mails/<uuid:mail_id>/retries",
    operation_id="sendMailAgain",
    summary="Gửi lại thư",
    responses={204: None},
)
def send_mail_again(path: MailPath, header: WriteHeaders) -> Response:
    """Send a mail again that was refused, or whose outcome is unknown. For administrators."""
    execute(send_again, SendAgain(mail_id=path.mail_id))
    return Response(status=204)


def _preferences() -> Response:
    actor = current_actor()
    with platform().store.reading() as session:
        own = choices(session, actor)
    return answer(
        PreferencesOut(
            channels=own.channels,
            kinds=[kind_choice_out(row) for row in own.kinds],
            digest_hour=own.digest_hour,
            address=own.address,
            mail_is_on=platform().settings.smtp_url is not None,
        )
    )
