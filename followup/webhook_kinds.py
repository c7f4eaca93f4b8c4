"""What other systems are told of follow-up: codes, states, dates, signs of units. Never words."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.register.models import Entry
from ecabinet.accounts.models import Unit
from ecabinet.core.events import Event
from ecabinet.webhooks.kinds import Kind, Told, register
from followup.events import DirectiveRegistered, TaskChanged
from followup.models import Directive, DirectiveOrigin, EntryKind, Task, TaskEntry

TASKS, DIRECTIVES = _l("Nhiệm vụ"), _l("Văn bản chỉ đạo")
_ENTRIES: dict[EntryKind, Any] = {
    EntryKind.ISSUED: _l("Nhiệm vụ được giao"),
    EntryKind.RECEIVED: _l("Nhiệm vụ được tiếp nhận"),
    EntryKind.ASSIGNED: _l("Đơn vị đã giao cán bộ thực hiện"),
    EntryKind.REFUSED: _l("Nhiệm vụ bị từ chối nhận"),
    EntryKind.REASSIGNED: _l("Nhiệm vụ chuyển đơn vị khác"),
    EntryKind.REPORTED: _l("Có báo cáo tiến độ"),
    EntryKind.EXTENSION_REQUESTED: _l("Có đề nghị lùi hạn"),
    EntryKind.EXTENSION_APPROVED: _l("Được lùi hạn"),
    EntryKind.EXTENSION_REFUSED: _l("Không được lùi hạn"),
    EntryKind.AMENDED: _l("Nhiệm vụ được sửa"),
    EntryKind.DUE_MOVED: _l("Hạn nhiệm vụ được đổi"),
    EntryKind.REPORTED_DONE: _l("Có báo cáo hoàn thành"),
    EntryKind.ACCEPTED: _l("Kết quả được chấp nhận, đánh giá"),
    EntryKind.RETURNED: _l("Kết quả bị trả lại làm tiếp"),
    EntryKind.SUSPENDED: _l("Nhiệm vụ tạm dừng"),
    EntryKind.RESUMED: _l("Nhiệm vụ làm tiếp sau tạm dừng"),
    EntryKind.CANCELLED: _l("Nhiệm vụ bị hủy"),
    EntryKind.SPLIT: _l("Nhiệm vụ được tách"),
    EntryKind.CHASED: _l("Nhiệm vụ bị đôn đốc"),
    EntryKind.PART_SET: _l("Đơn vị phối hợp được giao phần việc"),
    EntryKind.PART_WITHDRAWN: _l("Phần việc phối hợp được rút"),
    EntryKind.PART_REPORTED: _l("Có báo cáo phần việc phối hợp"),
    EntryKind.PART_DONE: _l("Phần việc phối hợp đã xong"),
}
"""The entries of a task's history that concern who ordered the work; the rest is the office's."""

_OF_A_UNIT = frozenset(kind for kind in _ENTRIES if kind.value.startswith("part_"))
PERIOD_RETURNED = Kind("task.period_returned", TASKS, _l("Báo cáo kỳ bị trả lại"))
DIRECTIVE = Kind("directive.registered", DIRECTIVES, _l("Văn bản chỉ đạo được vào sổ"))
KINDS = (
    *(Kind(f"task.{entry.value}", TASKS, words) for entry, words in _ENTRIES.items()),
    PERIOD_RETURNED,
    DIRECTIVE,
)


def tell_task(session: Session, event: Event) -> Told | None:
    """Tell what happened to a task, and how it stands now."""
    assert isinstance(event, TaskChanged)
    if event.entry not in _ENTRIES:
        return None
    task = session.get_one(Task, event.task_id)
    directive = session.get(Directive, task.directive_id) if task.directive_id else None
    more = _detail(session, event)
    period_back = event.entry is EntryKind.RETURNED and "period_on" in more
    return Told(
        kind=PERIOD_RETURNED.name if period_back else f"task.{event.entry.value}",
        subject_kind="task",
        subject_id=task.id,
        path=f"/tasks/{task.id}",
        data={
            "code": task.code,
            "state": event.state,
            "percent": event.percent,
            "lead_unit": session.get_one(Unit, task.lead_unit_id).code,
            "parent_id": task.parent_id,
            "issued_at": task.issued_at,
            "deadline_kind": task.deadline_kind,
            "due_on": task.due_on,
            "original_due_on": task.original_due_on,
            "done_on": task.done_on,
            "evaluation": task.evaluation,
            "priority": task.priority,
            "field": task.field_code,
            "directive": _head(directive)
            if directive and not _is_secret(session, directive)
            else None,
            **more,
        },
    )


def _detail(session: Session, event: TaskChanged) -> dict[str, Any]:
    """Return whose part it is, which period was given back, what was split off; else nothing."""
    if event.entry not in _OF_A_UNIT | {EntryKind.RETURNED, EntryKind.SPLIT}:
        return {}
    lines = select(TaskEntry.detail).where(
        TaskEntry.task_id == event.task_id, TaskEntry.kind == event.entry
    )
    newest = lines.order_by(TaskEntry.at.desc(), TaskEntry.id.desc()).limit(1)
    detail = session.scalars(newest).one()
    if event.entry is EntryKind.SPLIT:
        return {"child_id": detail["child_id"], "child_code": detail["code"]}
    if event.entry is EntryKind.RETURNED:
        return {"period_on": detail["period_on"]} if detail.get("period_on") else {}
    return {"unit": session.get_one(Unit, UUID(detail["unit_id"])).code}


def tell_directive(session: Session, event: Event) -> Told | None:
    """Tell that a directive is followed from now on; of one that is secret or gone, nothing."""
    assert isinstance(event, DirectiveRegistered)
    directive = session.get(Directive, event.directive_id)
    if directive is None or _is_secret(session, directive):
        return None
    return Told(
        kind=DIRECTIVE.name,
        subject_kind="directive",
        subject_id=directive.id,
        path=f"/directives/{directive.id}",
        data={
            **_head(directive),
            "type": directive.type_code,
            "body": directive.body_code,
            "received_on": directive.received_on,
            "field": directive.field_code,
        },
    )


def register_webhook_kinds() -> None:
    """Register the kinds; twice is the same as once."""
    register(KINDS, {TaskChanged: tell_task, DirectiveRegistered: tell_directive})


def _head(directive: Directive) -> dict[str, Any]:
    return {"symbol": directive.symbol, "issued_on": directive.issued_on}


def _is_secret(session: Session, directive: Directive) -> bool:
    """Whether it was taken from a document of the register that is secret."""
    if directive.origin_kind != DirectiveOrigin.REGISTER or directive.origin_id is None:
        return False
    entry = session.get(Entry, directive.origin_id)
    return entry is None or entry.secrecy > 0
