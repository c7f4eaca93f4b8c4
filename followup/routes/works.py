"""The forms of a task: for each noun its right, its command, its fields, and what is said after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from pydantic import BaseModel

from followup.commands.assign import AssignTask, assign_task
from followup.commands.decide import (
    AcceptTask,
    ReturnPeriodReport,
    ReturnTask,
    accept_task,
    return_period_report,
    return_task,
)
from followup.commands.extend import (
    ApproveExtension,
    RefuseExtension,
    RequestExtension,
    approve_extension,
    refuse_extension,
    request_extension,
)
from followup.commands.move_due import MoveDueDate, move_due_date
from followup.commands.reassign import (
    InsistOnTask,
    ReassignTask,
    insist_on_task,
    reassign_task,
)
from followup.commands.receive import (
    AcknowledgeTask,
    ReceiveTask,
    RefuseTask,
    acknowledge_task,
    receive_task,
    refuse_task,
)
from followup.commands.set_aside import SetAside, cancel_task, resume_task, suspend_task
from followup.policies import TaskPermission
from followup.states import TaskAction


@dataclass(frozen=True)
class Work:
    """One thing to do to a task by a form; without `fields` a single button does it."""

    permission: TaskPermission
    action: TaskAction | None
    command: Callable[..., Any]
    payload: type[BaseModel]
    title: Any
    done: Any
    fields: tuple[str, ...] = ("reason",)


_P, _A = TaskPermission, TaskAction

WORKS: dict[str, Work] = {
    "receipt": Work(
        _P.RECEIVE, _A.RECEIVE, receive_task, ReceiveTask,
        _l("Tiếp nhận"), _l("Đã tiếp nhận nhiệm vụ."), (),
    ),
    "acknowledgement": Work(
        _P.ACKNOWLEDGE, None, acknowledge_task, AcknowledgeTask,
        _l("Đã nhận"), _l("Đã ghi nhận đơn vị đã nhận."), (),
    ),
    "refusal": Work(
        _P.REFUSE, _A.REFUSE, refuse_task, RefuseTask,
        _l("Từ chối nhận"), _l("Đã gửi lại nơi giao, kèm lý do."),
    ),
    "assignment": Work(
        _P.ASSIGN, _A.ASSIGN, assign_task, AssignTask,
        _l("Giao cán bộ thực hiện"), _l("Đã giao cán bộ thực hiện."), ("assignee_id",),
    ),
    "acceptance": Work(
        _P.ACCEPT, _A.ACCEPT, accept_task, AcceptTask,
        _l("Đánh giá kết quả"), _l("Đã chấp nhận và đánh giá."), ("evaluation", "remark"),
    ),
    "return": Work(
        _P.RETURN, _A.RETURN, return_task, ReturnTask,
        _l("Trả lại để làm tiếp"), _l("Đã trả lại để làm tiếp."),
    ),
    "period-return": Work(
        _P.RETURN_PERIOD, _A.RETURN_PERIOD, return_period_report, ReturnPeriodReport,
        _l("Trả lại báo cáo kỳ"), _l("Đã trả lại báo cáo của kỳ; kỳ này chờ báo cáo lại."),
        ("period_on", "reason"),
    ),
    "suspension": Work(
        _P.SUSPEND, _A.SUSPEND, suspend_task, SetAside,
        _l("Tạm dừng nhiệm vụ"), _l("Đã tạm dừng nhiệm vụ."),
    ),
    "resumption": Work(
        _P.RESUME, _A.RESUME, resume_task, SetAside,
        _l("Cho làm tiếp"), _l("Nhiệm vụ được làm tiếp."),
    ),
    "cancellation": Work(
        _P.CANCEL, _A.CANCEL, cancel_task, SetAside,
        _l("Hủy nhiệm vụ"), _l("Đã hủy nhiệm vụ; lịch sử vẫn còn."),
    ),
    "extension": Work(
        _P.EXTEND, _A.EXTEND, request_extension, RequestExtension,
        _l("Xin gia hạn"), _l("Đã gửi đề nghị gia hạn."), ("new_due_on", "reason"),
    ),
    "extension-approval": Work(
        _P.DECIDE_EXTENSION, _A.DECIDE_EXTENSION, approve_extension, ApproveExtension,
        _l("Đồng ý gia hạn"), _l("Đã gia hạn nhiệm vụ."), ("due_on", "note"),
    ),
    "extension-refusal": Work(
        _P.DECIDE_EXTENSION, _A.DECIDE_EXTENSION, refuse_extension, RefuseExtension,
        _l("Không đồng ý gia hạn"), _l("Đã trả lời; hạn giữ nguyên."),
    ),
    "due-date": Work(
        _P.MOVE_DUE, _A.MOVE_DUE, move_due_date, MoveDueDate,
        _l("Đổi hạn"), _l("Đã đổi hạn nhiệm vụ."), ("due_on", "reason"),
    ),
    "reassignment": Work(
        _P.REASSIGN, _A.REASSIGN, reassign_task, ReassignTask,
        _l("Giao đơn vị khác chủ trì"), _l("Đã giao đơn vị khác chủ trì."),
        ("lead_unit_id", "reason", "due_on"),
    ),
    "insistence": Work(
        _P.INSIST, _A.INSIST, insist_on_task, InsistOnTask,
        _l("Giao lại đơn vị này"), _l("Đã giao lại đơn vị, kèm lý do."),
    ),
}  # fmt: skip
