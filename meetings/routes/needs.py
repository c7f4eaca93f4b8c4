"""What of meetings waits on the home page."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from ecabinet.core.pages import Page
from ecabinet.web.needs import Deed, Waiting
from meetings.circulation.queries.shapes import CirculationRow
from meetings.minutes.queries.to_approve import ToApprove
from meetings.opinions.queries.home import ToReply
from meetings.queries.answering import ToAnswer
from meetings.queries.home import ToRead
from meetings.queries.requests import RequestOut


def circulations(rows: Sequence[CirculationRow]) -> Iterator[Waiting]:
    """Yield circulation ballots to answer."""
    title, at = _("Cần cho ý kiến"), "meetings/_need_opinion.html"
    yield Waiting("opinion", title, at, Deed.VOTE, rows, len(rows), url_for("circulation.index"))


def invitations(rows: Sequence[ToAnswer]) -> Iterator[Waiting]:
    """Yield invitations to answer."""
    title, at = _("Giấy mời chờ trả lời"), "meetings/_need_answer.html"
    yield Waiting("answer", title, at, Deed.ANSWER, rows, len(rows))


def minutes_to_approve(rows: Sequence[ToApprove]) -> Iterator[Waiting]:
    """Yield minutes that the chair may approve."""
    title, at = _("Biên bản chờ duyệt"), "meetings/_need_approve.html"
    yield Waiting("approve", title, at, Deed.DECIDE, rows, len(rows))


def papers_to_read(rows: Sequence[ToRead]) -> Iterator[Waiting]:
    """Yield meetings with papers not opened yet."""
    title, at = _("Tài liệu họp chưa đọc"), "meetings/_need_read.html"
    yield Waiting("read", title, at, Deed.READ, rows, len(rows))


def opinions_to_reply(rows: Sequence[ToReply]) -> Iterator[Waiting]:
    """Yield agenda items with written opinions that one's units have to reply to."""
    title, at = _("Ý kiến chờ giải trình"), "meetings/_need_reply.html"
    yield Waiting("reply", title, at, Deed.PREPARE, rows, len(rows))


def papers_to_prepare(page: Page[RequestOut] | None) -> Iterator[Waiting]:
    """Yield papers that one's units have to hand in."""
    rows = page.rows if page else ()
    title, at = _("Tài liệu cần chuẩn bị"), "meetings/_need_prepare.html"
    url = url_for("meetings.requests_index", box="waiting")
    yield Waiting("prepare", title, at, Deed.PREPARE, rows, len(rows), url, _missing)


def _missing(asked: RequestOut) -> bool:
    return asked.standing == "missing"
