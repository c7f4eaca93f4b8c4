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
from ecabinet.notifications.states import Topic
from ecabinet.notifications.subjects import Sight, register_subject
from meetings.calendar_entry import calendar_entry
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


def when_and_where(params: Params) -> str:
    """Return "08:00 ngày 25/11/2026, tại Phòng họp số 1."."""
    starts_at = office_time(datetime.fromisoformat(params["starts_at"]))
    time, day = f"{starts_at:%H:%M}", f"{starts_at:%d/%m/%Y}"
    if params.get("place"):
        return _("%(time)s ngày %(day)s, tại %(place)s.", time=time, day=day, place=params["place"])
    return _("%(time)s ngày %(day)s.", time=time, day=day)


def what_changed(params: Params) -> str:
    """Return what is different now, and the time and place that hold."""
    names = dict.fromkeys(str(CHANGES[name]) for name in params["changes"] if name in CHANGES)
    said = _("Đã đổi %(what)s.", what=", ".join(names))
    return f"{said} {when_and_where(params)}"


KINDS = (
    Kind(
        "meeting.called",
        Topic.MEETINGS,
        _l("Mời họp"),
        when_and_where,
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
        _l("Hủy phiên họp"),
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
        "meeting.closed",
        Topic.MEETINGS,
        _l("Phiên họp đã kết thúc"),
        _l("Biên bản và kết luận đã có để đọc."),
        "gavel",
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
    register_subject(SUBJECT, meetings_seen)
    register_subject(ITEM, items_seen)
