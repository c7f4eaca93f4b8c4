"""The notices of meetings: their words, and who may still see the meeting they tell of."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic, Weight
from ecabinet.notifications.subjects import Sight, register_subject
from meetings.calendar_entry import calendar_entry
from meetings.change_words import brief
from meetings.models import AgendaItem, Meeting
from meetings.policies import items_visible_to, visible_to
from meetings.queries.papers import KIND as ITEM
from meetings.telling import SUBJECT

CHANGES = {
    "title": _l("tên phiên họp"),
    "starts_at": _l("thời gian"),
    "ends_at": _l("thời gian"),
    "place": _l("địa điểm"),
}


MOST_CHANGES = 12


def when_and_where(params: Params) -> str:
    """Return "08:00 ngày 25/11/2026, tại Phòng họp số 1."."""
    starts_at = office_time(datetime.fromisoformat(params["starts_at"]))
    time, day = f"{starts_at:%H:%M}", f"{starts_at:%d/%m/%Y}"
    if params.get("place"):
        return _("%(time)s ngày %(day)s, tại %(place)s.", time=time, day=day, place=params["place"])
    return _("%(time)s ngày %(day)s.", time=time, day=day)


def called(params: Params) -> str:
    """Return when and where, and until when an answer is wanted."""
    if not params.get("answer_by"):
        return when_and_where(params)
    until = office_time(datetime.fromisoformat(params["answer_by"]))
    wanted = _("Mời trả lời trước %(time)s.", time=f"{until:%H:%M %d/%m/%Y}")
    return f"{when_and_where(params)} {wanted}"


def what_changed(params: Params) -> str:
    """Return what is different, from what to what, the secretary's line, time and place."""
    if any(isinstance(change, dict) for change in params["changes"]):
        rest = len(params["changes"]) - MOST_CHANGES
        told = " ".join(brief(change) for change in params["changes"][:MOST_CHANGES])
        if rest > 0:
            told += " " + _("Và %(count)s thay đổi khác.", count=rest)
        return " ".join(part for part in (params.get("line"), told) if part)
    # A notice from before changes told what they changed.
    names = dict.fromkeys(str(CHANGES[name]) for name in params["changes"] if name in CHANGES)
    said = _("Đã đổi %(what)s.", what=", ".join(names))
    return f"{said} {when_and_where(params)}"


KINDS = (
    Kind(
        "meeting.called",
        Topic.MEETINGS,
        _l("Mời dự họp"),
        called,
        "meeting",
        calendar_entry,
    ),
    Kind(
        "meeting.changed",
        Topic.MEETINGS,
        _l("Phiên họp thay đổi"),
        what_changed,
        "calendar",
        calendar_entry,
    ),
    Kind(
        "meeting.cancelled",
        Topic.MEETINGS,
        _l("Phiên họp bị hủy"),
        _l("Phiên họp này không diễn ra."),
        "x",
        calendar_entry,
    ),
    Kind(
        "meeting.uninvited",
        Topic.MEETINGS,
        _l("Thôi mời họp"),
        _l("Đồng chí không còn trong danh sách dự họp."),
        "user-off",
        calendar_entry,
    ),
    Kind(
        "meeting.remind_answer",
        Topic.MEETINGS,
        _l("Nhắc trả lời giấy mời"),
        when_and_where,
        "bell",
    ),
    Kind(
        "meeting.remind_papers",
        Topic.MEETINGS,
        _l("Nhắc đọc tài liệu họp"),
        when_and_where,
        "file",
    ),
    Kind(
        "meeting.substitute_proposed",
        Topic.MEETINGS,
        _l("Đề nghị cử người dự thay"),
        _l("Có người dự thay chờ đồng ý."),
        "user-plus",
    ),
    Kind(
        "meeting.substitute_approved",
        Topic.MEETINGS,
        _l("Đã đồng ý người dự thay"),
        _l("Người dự thay nhận giấy mời, tài liệu và chỗ của đồng chí."),
        "ok",
    ),
    Kind(
        "meeting.substitute_refused",
        Topic.MEETINGS,
        _l("Chưa đồng ý người dự thay"),
        _l("Mời đồng chí trả lời lại giấy mời."),
        "x",
    ),
    Kind(
        "meeting.closed",
        Topic.MEETINGS,
        _l("Phiên họp đã kết thúc"),
        _l("Biên bản và kết luận đã có để đọc."),
        "gavel",
    ),
    Kind(
        "meeting.concluded",
        Topic.MEETINGS,
        _l("Kết luận đã ban hành"),
        _l("Mời đồng chí xem các kết luận của phiên họp."),
        "send",
        weight=Weight.MINOR,
    ),
)


def which_conclusion(params: Params) -> str:
    """Return "Kết luận 2.1." with the meeting's title as the heading says it."""
    return _("Kết luận %(number)s.", number=params["number"])


def conclusions_waiting(params: Params) -> str:
    """Return how many wait for the chair."""
    return _("%(count)s kết luận chờ đồng chí xác nhận.", count=params["count"])


OF_CONCLUSIONS = (
    Kind(
        "meeting.conclusions_to_confirm",
        Topic.MEETINGS,
        _l("Xin xác nhận kết luận"),
        conclusions_waiting,
        "gavel",
    ),
    Kind(
        "meeting.conclusion_confirmed",
        Topic.MEETINGS,
        _l("Chủ trì đã xác nhận kết luận"),
        which_conclusion,
        "ok",
        weight=Weight.MINOR,
    ),
    Kind(
        "meeting.conclusion_returned",
        Topic.MEETINGS,
        _l("Chủ trì đề nghị sửa kết luận"),
        which_conclusion,
        "edit",
    ),
)


def meetings_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these meetings, those that the actor may know of."""
    rows = session.scalars(select(Meeting.id).where(Meeting.id.in_(ids), visible_to(actor)))
    return dict.fromkeys(rows, Sight.OPEN)


def items_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these agenda items, those that the actor may read."""
    rows = session.scalars(items_visible_to(actor).where(AgendaItem.id.in_(ids)))
    return dict.fromkeys(rows, Sight.OPEN)


def register_notices() -> None:
    """Register kinds and subjects; twice is the same as once."""
    register_kinds(KINDS)
    register_kinds(OF_CONCLUSIONS)
    register_subject(SUBJECT, meetings_seen)
    register_subject(ITEM, items_seen)
