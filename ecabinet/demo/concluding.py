"""What the sample meetings conclude: tasks, what is only agreed, drafts that wait for review."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ecabinet.demo.sessions import Planned
from ecabinet.demo.teller import Teller
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.confirm import ConfirmConclusion, confirm_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.models import Conclusion

AGREED = (
    "Thống nhất chủ trương mở rộng phòng họp không giấy E-cabinet đến cấp huyện theo đề nghị của "
    "Văn phòng Tỉnh ủy."
)


@dataclass(frozen=True)
class Decision:
    """A conclusion to record: who must do what by when (days after the meeting)."""

    text: str
    lead: str
    days: int
    coordinate: tuple[str, ...] = ()
    inform: tuple[str, ...] = ()


def conclude(
    teller: Teller, planned: Planned, index: int, decisions: list[Decision], agreed: str = ""
) -> list[UUID]:
    """Record the conclusions of an item, what is only `agreed` first, and issue them.

    Return the tasks in order.
    """
    if agreed:
        _record(teller, planned, index, ConclusionText(text=agreed, gives_task=False))
    for decision in decisions:
        _record(teller, planned, index, _content(teller, decision))
    issued = teller.do(
        "thuky",
        issue_tasks,
        IssueTasks(meeting_id=planned.meeting_id, item_id=planned.item_ids[index]),
    )
    return [one.task_id for one in issued.issued]


def leave_drafts(teller: Teller, planned: Planned, index: int) -> None:
    """A statement that the chair has confirmed, a task, and one whose lead is still missing."""
    agreed = "Thống nhất nội dung dự thảo Kế hoạch triển khai; giữ nguyên tiến độ đã trình."
    stated = _record(teller, planned, index, ConclusionText(text=agreed, gives_task=False))
    work = "Hoàn chỉnh dự thảo Kế hoạch theo ý kiến thảo luận, trình Thường trực ký ban hành."
    _record(teller, planned, index, _content(teller, Decision(work, "VPTU", 10, ("BTCTU",))))
    loose = ConclusionText(text="Chuẩn bị nội dung sơ kết 6 tháng thực hiện Kế hoạch.")
    _record(teller, planned, index, loose)
    with teller.store.reading() as session:
        revision = session.get_one(Conclusion, stated).revision
    seen = ConfirmConclusion(conclusion_id=stated, revision=revision)
    teller.do("chutri", confirm_conclusion, seen)


def _record(teller: Teller, planned: Planned, index: int, content: ConclusionText) -> UUID:
    record = RecordConclusion(item_id=planned.item_ids[index], content=content)
    return teller.do("thuky", record_conclusion, record).id


def _content(teller: Teller, decision: Decision) -> ConclusionText:
    return ConclusionText(
        text=decision.text,
        lead_unit_id=teller.unit(decision.lead),
        coordinating_unit_ids=tuple(teller.unit(code) for code in decision.coordinate),
        informed_unit_ids=tuple(teller.unit(code) for code in decision.inform),
        supervisor_id=teller.person("lanhdao"),
        due_on=teller.now.date() + timedelta(days=decision.days),
    )
