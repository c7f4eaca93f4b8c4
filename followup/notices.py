"""The notices of follow-up: their words, and who may still see the task they tell of."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic, Weight
from ecabinet.notifications.subjects import Sight, register_subject
from followup.evidence import CONTAINER
from followup.models import ProgressReport, Task
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


def days_left(params: Params) -> str:
    """Say how many days are left until the day."""
    day = date.fromisoformat(params["due_on"]).strftime("%d/%m/%Y")
    if not params["days"]:
        return _("Hạn hôm nay, %(day)s.", day=day)
    return ngettext(
        "Còn %(num)s ngày, hạn %(day)s.", "Còn %(num)s ngày, hạn %(day)s.", params["days"], day=day
    )


def _days_late(params: Params) -> str:
    day = date.fromisoformat(params["due_on"]).strftime("%d/%m/%Y")
    return ngettext(
        "Quá %(num)s ngày, hạn %(day)s.", "Quá %(num)s ngày, hạn %(day)s.", params["days"], day=day
    )


def _answer_by(params: Params) -> str:
    if not params.get("answer_by"):
        return str(_("Mời đồng chí khẩn trương thực hiện và báo cáo."))
    day = date.fromisoformat(params["answer_by"]).strftime("%d/%m/%Y")
    return str(_("Mời báo cáo chậm nhất ngày %(day)s.", day=day))


def _asked_day(params: Params) -> str:
    return str(_("Xin lùi hạn đến %(day)s. Mời đồng chí quyết định.", day=_day(params)))


def _new_day(params: Params) -> str:
    return str(_("Hạn mới: %(day)s.", day=_day(params)))


def _moved_day(params: Params) -> str:
    old = date.fromisoformat(params["old_due_on"]).strftime("%d/%m/%Y")
    return str(_("Hạn từ %(old)s đổi thành %(day)s. Mời xem lý do.", old=old, day=_day(params)))


def _consult_day(params: Params) -> str:
    return str(_("Mời đồng chí cho ý kiến trước hết ngày %(day)s.", day=_day(params)))


def _part_day(params: Params) -> str:
    if not params.get("due_on"):
        return str(_("Đơn vị đồng chí có phần việc riêng trong nhiệm vụ này."))
    return str(_("Đơn vị đồng chí có phần việc riêng, hạn %(day)s.", day=_day(params)))


def _day(params: Params) -> str:
    return date.fromisoformat(params["due_on"]).strftime("%d/%m/%Y")


MINOR = frozenset({"received", "reported", "said", "part_reported"})
"""What moves along as it should is read in the digest."""


def _weight(name: str) -> Weight:
    return Weight.MINOR if name in MINOR else Weight.NORMAL


KINDS = tuple(
    Kind(f"task.{name}", Topic.TASKS, label, text, icon, weight=_weight(name))
    for name, label, text, icon in (
        ("issued", _l("Nhiệm vụ mới"), _part, "inbox"),
        ("received", _l("Nhiệm vụ đã tiếp nhận"), _l("Đơn vị chủ trì đã nhận việc."), "check"),
        ("assigned", _l("Nhiệm vụ được giao"), _l("Đồng chí được giao thực hiện."), "user-check"),
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
        ("said", _l("Trao đổi về nhiệm vụ"), _l("Có lời trao đổi mới."), "chat"),
        ("mentioned", _l("Nhắc đến đồng chí"), _l("Có lời trao đổi nhắc đến đồng chí."), "chat"),
        ("asked", _l("Câu hỏi về nhiệm vụ"), _l("Mời đồng chí trả lời."), "ask"),
        (
            "answered",
            _l("Đã có trả lời"),
            _l("Lời của đồng chí có trả lời."),
            "chat",
        ),
        (
            "noted",
            _l("Lời nhắn riêng"),
            _l("Chỉ người viết và người giao đọc được."),
            "lock",
        ),
        (
            "period_returned",
            _l("Báo cáo kỳ bị trả lại"),
            _l("Mời xem ý kiến và báo cáo lại kỳ này."),
            "retry",
        ),
        ("returned", _l("Nhiệm vụ trả lại"), _l("Mời xem ý kiến và làm tiếp."), "retry"),
        ("accepted", _l("Nhiệm vụ hoàn thành"), _l("Kết quả đã được nghiệm thu."), "ok"),
        (
            "refused",
            _l("Từ chối nhiệm vụ"),
            _l("Đơn vị chủ trì không nhận. Mời xem lý do và quyết định."),
            "absent",
        ),
        (
            "reassigned",
            _l("Nhiệm vụ đổi đơn vị chủ trì"),
            _l("Đơn vị khác chủ trì từ nay. Mời xem lý do."),
            "arrow-right",
        ),
        (
            "insisted",
            _l("Nhiệm vụ giao lại"),
            _l("Nơi giao đề nghị đơn vị thực hiện. Mời xem lý do."),
            "inbox",
        ),
        ("part_set", _l("Phần việc phối hợp"), _part_day, "people"),
        ("part_assigned", _l("Đồng chí được giao phần việc phối hợp"), _part_day, "user-check"),
        (
            "part_unassigned",
            _l("Phần việc phối hợp giao người khác"),
            _l("Đồng chí không phải làm phần việc này nữa."),
            "minus",
        ),
        (
            "part_withdrawn",
            _l("Rút phần việc phối hợp"),
            _l("Đơn vị không cần làm phần việc này nữa. Mời xem lý do."),
            "minus",
        ),
        (
            "part_reported",
            _l("Tiến độ phần việc phối hợp"),
            _l("Đơn vị phối hợp đã thực hiện %(percent)s %%."),
            "chart",
        ),
        (
            "part_done",
            _l("Xong phần việc phối hợp"),
            _l("Đơn vị phối hợp báo cáo đã xong."),
            "check",
        ),
        ("consulted", _l("Xin ý kiến"), _consult_day, "ask"),
        ("part_due_soon", _l("Phần việc phối hợp sắp đến hạn"), days_left, "clock"),
        ("part_overdue", _l("Phần việc phối hợp quá hạn"), _days_late, "late"),
        ("opinion_due", _l("Sắp hết hạn cho ý kiến"), days_left, "ask"),
        ("due_soon", _l("Nhiệm vụ sắp đến hạn"), days_left, "clock"),
        ("overdue", _l("Nhiệm vụ quá hạn"), _days_late, "late"),
        ("escalated", _l("Nhiệm vụ đồng chí chỉ đạo đã quá hạn"), _days_late, "late"),
        ("chased", _l("Đôn đốc thực hiện nhiệm vụ"), _answer_by, "mega"),
        (
            "extension_requested",
            _l("Đề nghị gia hạn"),
            _asked_day,
            "calendar",
        ),
        ("extension_approved", _l("Đồng ý gia hạn"), _new_day, "check"),
        (
            "extension_refused",
            _l("Không đồng ý gia hạn"),
            _l("Hạn giữ nguyên. Mời xem lý do."),
            "x",
        ),
        (
            "amended",
            _l("Nhiệm vụ được sửa"),
            _l("Nội dung giao việc có sửa đổi. Mời xem lịch sử nhiệm vụ."),
            "edit",
        ),
        ("due_moved", _l("Đổi hạn nhiệm vụ"), _moved_day, "calendar"),
        (
            "unit_removed",
            _l("Thôi phối hợp"),
            _l("Đơn vị không phải phối hợp nhiệm vụ này nữa."),
            "minus",
        ),
        ("suspended", _l("Nhiệm vụ tạm dừng"), _l("Mời xem lý do."), "pause"),
        ("resumed", _l("Tiếp tục nhiệm vụ"), _l("Mời thực hiện tiếp."), "play"),
        ("cancelled", _l("Nhiệm vụ bị hủy"), _l("Không cần thực hiện nữa. Mời xem lý do."), "x"),
    )
)


def tasks_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these tasks, those that the actor may read."""
    rows = session.scalars(select(Task.id).where(Task.id.in_(ids), visible_to(actor)))
    return dict.fromkeys(rows, Sight.OPEN)


def reports_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these progress reports, those whose task the actor may read."""
    query = select(ProgressReport.id).join(Task, Task.id == ProgressReport.task_id)
    rows = session.scalars(query.where(ProgressReport.id.in_(ids), visible_to(actor)))
    return dict.fromkeys(rows, Sight.OPEN)


def register_notices() -> None:
    """Register kinds and subjects; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(SUBJECT, tasks_seen)
    register_subject(CONTAINER, reports_seen)
