"""The notices of papers asked of units: their words, and who may still see the request."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic, Weight
from ecabinet.notifications.subjects import Sight, register_subject
from meetings.models import AgendaItem, PaperRequest
from meetings.policies import requests_visible_to
from meetings.request_container import CONTAINER


def _day(params: Params) -> str:
    return f"{date.fromisoformat(params['due_on']):%d/%m/%Y}"


def wanted(params: Params) -> str:
    """Return until when the paper is wanted."""
    return _("Mời đơn vị chuẩn bị và nộp trước hết ngày %(day)s.", day=_day(params))


def moved(params: Params) -> str:
    """Return the new day."""
    return _("Hạn nộp mới: hết ngày %(day)s.", day=_day(params))


def near(params: Params) -> str:
    """Return that the day is near."""
    return _("Hạn nộp là hết ngày %(day)s.", day=_day(params))


def passed(params: Params) -> str:
    """Return that the day has passed."""
    return _("Hạn nộp là ngày %(day)s, nay đã qua.", day=_day(params))


KINDS = (
    Kind("paper_request.asked", Topic.PAPERS, _l("Tài liệu cần chuẩn bị"), wanted, "file"),
    Kind("paper_request.moved", Topic.PAPERS, _l("Đổi hạn nộp tài liệu"), moved, "clock"),
    Kind(
        "paper_request.reworded", Topic.PAPERS, _l("Đổi nội dung đề nghị"),
        _l("Lời dặn về tài liệu cần chuẩn bị đã thay đổi."), "edit", weight=Weight.MINOR,
    ),
    Kind(
        "paper_request.withdrawn", Topic.PAPERS, _l("Không cần tài liệu nữa"),
        _l("Nơi đề nghị đã rút; đơn vị không phải nộp tài liệu này nữa."), "x",
    ),
    Kind(
        "paper_request.submitted", Topic.PAPERS, _l("Đơn vị đã nộp tài liệu"),
        _l("Tài liệu chờ nhận hoặc trả lại."), "stamp",
    ),
    Kind(
        "paper_request.accepted", Topic.PAPERS, _l("Tài liệu đã được nhận"),
        _l("Tài liệu đơn vị nộp đã thành tài liệu của nội dung họp."), "ok",
    ),
    Kind(
        "paper_request.returned", Topic.PAPERS, _l("Tài liệu bị trả lại"),
        _l("Mời xem lý do, sửa rồi nộp lại."), "retry",
    ),
    Kind("paper_request.remind", Topic.PAPERS, _l("Sắp đến hạn nộp tài liệu"), near, "bell"),
    Kind("paper_request.late", Topic.PAPERS, _l("Quá hạn nộp tài liệu"), passed, "late"),
    Kind("paper_request.missing", Topic.PAPERS, _l("Đơn vị chưa nộp tài liệu"), passed, "late"),
)  # fmt: skip


def requests_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these requests, those the actor may read; of secret items no mail tells the title."""
    query = (
        select(PaperRequest.id, AgendaItem.secrecy)
        .join(AgendaItem, AgendaItem.id == PaperRequest.item_id)
        .where(PaperRequest.id.in_(ids), PaperRequest.id.in_(requests_visible_to(actor)))
    )
    rows = session.execute(query)
    return {key: Sight.SECRET if secrecy else Sight.OPEN for key, secrecy in rows}


def register_request_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(CONTAINER, requests_seen)
