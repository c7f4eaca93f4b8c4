"""The notices of weekly calendars: their words, and who may still see the week they tell of."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic, Weight
from ecabinet.notifications.subjects import Sight, register_subject
from meetings.calendar.models import WorkWeek
from meetings.calendar.policies import visible_to
from meetings.calendar.telling import SUBJECT


def _adjusted(params: Params) -> str:
    return str(
        ngettext(
            "Có %(num)s thay đổi so với lịch đã công bố. Mời xem.",
            "Có %(num)s thay đổi so với lịch đã công bố. Mời xem.",
            params["count"],
        )
    )


KINDS = (
    Kind(
        "work_week.published", Topic.MEETINGS, _l("Lịch công tác tuần"),
        _l("Lịch tuần đã được duyệt và công bố."), "calendar",
    ),
    Kind(
        "work_week.adjusted", Topic.MEETINGS, _l("Lịch tuần điều chỉnh, bổ sung"), _adjusted,
        "calendar",
    ),
    Kind(
        "work_week.submitted", Topic.MEETINGS, _l("Lịch tuần chờ duyệt"),
        _l("Mời đồng chí xem, duyệt hoặc trả lại."), "stamp",
    ),
    Kind(
        "work_week.returned", Topic.MEETINGS, _l("Lịch tuần bị trả lại"),
        _l("Mời xem ý kiến, sửa rồi trình lại."), "return",
    ),
    Kind(
        "work_week.proposed", Topic.MEETINGS, _l("Đơn vị đăng ký lịch"),
        _l("Có đăng ký chờ xem xét."), "inbox", weight=Weight.MINOR,
    ),
    Kind(
        "work_week.accepted", Topic.MEETINGS, _l("Đăng ký lịch được nhận"),
        _l("Việc đã đăng ký được đưa vào lịch tuần."), "ok", weight=Weight.MINOR,
    ),
    Kind(
        "work_week.declined", Topic.MEETINGS, _l("Đăng ký lịch không được nhận"),
        _l("Mời xem lý do ở trang đăng ký lịch."), "x",
    ),
)  # fmt: skip


def weeks_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these weeks, those that the actor may read."""
    rows = session.scalars(select(WorkWeek.id).where(WorkWeek.id.in_(ids), visible_to(actor)))
    return dict.fromkeys(rows, Sight.OPEN)


def register_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(SUBJECT, weeks_seen)
