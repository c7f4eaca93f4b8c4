"""The notices of follow-up: their words, and who may still see the task they tell of."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic
from ecabinet.notifications.subjects import Sight, register_subject
from followup.models import Task
from followup.policies import visible_to
from followup.telling import SUBJECT

PARTS = {
    "lead": _l("Đơn vị đồng chí chủ trì. Mời tiếp nhận và giao người thực hiện."),
    "supervise": _l("Đồng chí chỉ đạo nhiệm vụ này."),
    "coordinate": _l("Đơn vị đồng chí phối hợp thực hiện."),
    "inform": _l("Gửi đơn vị đồng chí để biết."),
}


def _part(params: Params) -> str:
    return str(PARTS[params["part"]])


KINDS = tuple(
    Kind(f"task.{name}", Topic.TASKS, label, text, icon)
    for name, label, text, icon in (
        ("issued", _l("Nhiệm vụ mới"), _part, "inbox"),
        ("assigned", _l("Giao nhiệm vụ"), _l("Đồng chí được giao thực hiện."), "user-check"),
        ("unassigned", _l("Thôi giao nhiệm vụ"), _l("Đã giao cho người khác."), "user-off"),
        ("reported", _l("Báo cáo tiến độ"), _l("Đã thực hiện %(percent)s %%."), "chart"),
        (
            "completion_reported",
            _l("Báo cáo hoàn thành"),
            _l("Mời đồng chí xem kết quả và đánh giá."),
            "flag",
        ),
        (
            "handed_over",
            _l("Nhận bàn giao nhiệm vụ"),
            _l("Có %(count)s nhiệm vụ đang mở chuyển đến đồng chí."),
            "sub",
        ),
        ("returned", _l("Nhiệm vụ trả lại"), _l("Mời xem ý kiến và làm tiếp."), "retry"),
        ("accepted", _l("Nhiệm vụ hoàn thành"), _l("Kết quả đã được nghiệm thu."), "ok"),
        (
            "refused",
            _l("Từ chối nhiệm vụ"),
            _l("Đơn vị chủ trì không nhận. Mời xem lý do và quyết định."),
            "absent",
        ),
        ("suspended", _l("Tạm dừng nhiệm vụ"), _l("Mời xem lý do."), "pause"),
        ("resumed", _l("Tiếp tục nhiệm vụ"), _l("Mời thực hiện tiếp."), "play"),
        ("cancelled", _l("Hủy nhiệm vụ"), _l("Không cần thực hiện nữa. Mời xem lý do."), "x"),
    )
)


def tasks_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these tasks, those that the actor may read."""
    rows = session.scalars(select(Task.id).where(Task.id.in_(ids), visible_to(actor)))
    return dict.fromkeys(rows, Sight.OPEN)


def register_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(SUBJECT, tasks_seen)
