"""The notices of weekly sheets: their words, and who may still see the sheet they tell of."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, register_kinds
from ecabinet.notifications.states import Topic, Weight
from ecabinet.notifications.subjects import Sight, register_subject
from followup.weekly.models import WeeklySheet
from followup.weekly.policies import readable
from followup.weekly.telling import SUBJECT

KINDS = (
    Kind(
        "weekly_sheet.sent", Topic.TASKS, _l("Đã gửi"), _l("Mời đồng chí xem và tổng hợp."),
        "inbox", weight=Weight.MINOR,
    ),
    Kind(
        "weekly_sheet.sent_again", Topic.TASKS, _l("Gửi bản thay thế"),
        _l("Bản mới thay bản đã gửi. Mời xem lý do và tổng hợp lại nếu cần."), "sync",
    ),
    Kind(
        "weekly_sheet.returned", Topic.TASKS, _l("Trả lại"),
        _l("Mời xem ý kiến, sửa rồi gửi lại."), "return",
    ),
    Kind(
        "weekly_sheet.wanted_plan", Topic.TASKS, _l("Nhắc gửi kế hoạch"),
        _l("Đơn vị đang chờ kế hoạch tuần của đồng chí. Mời lập và gửi."), "mega",
    ),
    Kind(
        "weekly_sheet.wanted_report", Topic.TASKS, _l("Nhắc gửi báo cáo"),
        _l("Đơn vị đang chờ báo cáo tuần của đồng chí. Mời lập và gửi."), "mega",
    ),
)  # fmt: skip


def sheets_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these sheets, those that the actor may read."""
    rows = session.scalars(select(WeeklySheet.id).where(WeeklySheet.id.in_(ids), readable(actor)))
    return dict.fromkeys(rows, Sight.OPEN)


def register_weekly_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(SUBJECT, sheets_seen)
