"""The conclusions of an archive, and the tasks that they became, if they give one."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.labels import TaskLabel
from followup.models import DeadlineKind, Period
from followup.queries.lists import tasks_by_id
from followup.states import TaskState
from meetings.archive.shapes import ListedConclusion, ListedTask
from meetings.queries.shapes import ConclusionOut
from meetings.states import ConclusionState

STATES = {
    TaskState.ASSIGNED: "Chờ tiếp nhận",
    TaskState.RECEIVED: "Đã tiếp nhận",
    TaskState.IN_PROGRESS: "Đang làm",
    TaskState.REPORTED_DONE: "Chờ đánh giá",
    TaskState.ACCEPTED: "Đã chấp nhận",
    TaskState.RETURNED: "Trả lại làm tiếp",
    TaskState.REFUSED: "Từ chối nhận",
    TaskState.SUSPENDED: "Tạm dừng",
    TaskState.CANCELLED: "Đã hủy",
}
NOTES = {
    ConclusionState.DRAFT: "Dự thảo, chưa ban hành.",
    ConclusionState.ISSUED: "",
    ConclusionState.SUPERSEDED: "Đã được thay bằng kết luận khác.",
}
PERIODS = {
    Period.WEEK: "hằng tuần",
    Period.MONTH: "hằng tháng",
    Period.QUARTER: "hằng quý",
    Period.HALF_YEAR: "sáu tháng",
    Period.YEAR: "hằng năm",
}


def listed(conclusion: ConclusionOut) -> ListedConclusion:
    """Return the line of a conclusion."""
    who = (
        ("Chủ trì", conclusion.lead.name if conclusion.lead else ""),
        ("Phối hợp", ", ".join(unit.name for unit in conclusion.coordinating)),
        ("Nhận để biết", ", ".join(unit.name for unit in conclusion.informed)),
        ("Lãnh đạo chỉ đạo", conclusion.supervisor.name if conclusion.supervisor else ""),
    )
    return ListedConclusion(
        number=conclusion.number,
        text=conclusion.text,
        who=tuple((part, names) for part, names in who if names),
        due=_due(conclusion),
        note=_note(conclusion),
        task_id=conclusion.task_id,
    )


def tasks(
    session: Session, actor: Actor, conclusions: Collection[ConclusionOut], today: date
) -> dict[UUID, ListedTask]:
    """Return the tasks that the reader may read, by their ids."""
    ids = {one.task_id for one in conclusions if one.task_id}
    return {
        task_id: ListedTask(
            code=row.code,
            state=STATES[row.state],
            percent=row.percent,
            due=row.due_on,
            overdue=row.label is TaskLabel.OVERDUE,
        )
        for task_id, row in tasks_by_id(session, actor, ids, today).items()
    }


def _note(conclusion: ConclusionOut) -> str:
    work = "" if conclusion.gives_task else "Không giao nhiệm vụ."
    return " ".join(part for part in (NOTES[conclusion.state], work) if part)


def _due(conclusion: ConclusionOut) -> str:
    if not conclusion.gives_task:
        return ""
    if conclusion.deadline_kind is DeadlineKind.DATED:
        return f"{conclusion.due_on:%d/%m/%Y}" if conclusion.due_on else "Chưa đặt hạn"
    if conclusion.deadline_kind is DeadlineKind.PERIODIC and conclusion.period:
        return f"Báo cáo {PERIODS[conclusion.period]}"
    return "Thường xuyên"
