"""What the matrix tries with a task, for each permission."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from followup import access
from followup.commands.amend import AmendTask, amend_task
from followup.commands.assign import AssignTask, assign_task
from followup.commands.chase import ChaseTasks, chase_tasks
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
    RequestExtension,
    approve_extension,
    request_extension,
)
from followup.commands.move_due import MoveDueDate, move_due_date
from followup.commands.parts import (
    AssignPart,
    ReportPart,
    SetPart,
    assign_part,
    report_part,
    set_part,
)
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
from followup.commands.report import ReportProgress, report_progress
from followup.commands.set_aside import SetAside, cancel_task, resume_task, suspend_task
from followup.commands.split import SplitTask, split_task
from followup.exchange.commands import SayAboutTask, say_about_task
from followup.exchange.consult import AskOpinion, ask_opinion
from followup.models import Evaluation
from followup.policies import TaskPermission
from tests.commands.followup.world import World, tomorrow

P = TaskPermission

Attempt = Callable[[World, str, UUID], Any]


def _run(command: Any, make: Callable[[World, UUID], Any]) -> Attempt:
    def attempt(world: World, username: str, task_id: UUID) -> Any:
        return world.store.execute(world.actor(username), command, make(world, task_id))

    return attempt


def _read(world: World, username: str, task_id: UUID) -> Any:
    with world.store.reading() as session:
        return access.task(session, world.actor(username), task_id, P.READ)


def _aside(_world: World, task_id: UUID) -> SetAside:
    return SetAside(task_id=task_id, reason="Lý do.")


ATTEMPTS: dict[TaskPermission, Attempt] = {
    P.READ: _read,
    P.RECEIVE: _run(receive_task, lambda _w, t: ReceiveTask(task_id=t)),
    P.REFUSE: _run(refuse_task, lambda _w, t: RefuseTask(task_id=t, reason="Lý do.")),
    P.ASSIGN: _run(
        assign_task, lambda w, t: AssignTask(task_id=t, assignee_id=w.office.people["dongnghiep"])
    ),
    P.REPORT: _run(
        report_progress, lambda _w, t: ReportProgress(task_id=t, text="Xong", done=True)
    ),
    P.ACCEPT: _run(accept_task, lambda _w, t: AcceptTask(task_id=t, evaluation=Evaluation.DONE)),
    P.RETURN: _run(return_task, lambda _w, t: ReturnTask(task_id=t, reason="Lý do.")),
    P.RETURN_PERIOD: _run(
        return_period_report,
        lambda _w, t: ReturnPeriodReport(task_id=t, period_on=date(2026, 10, 1), reason="Lý do."),
    ),
    P.ACKNOWLEDGE: _run(acknowledge_task, lambda _w, t: AcknowledgeTask(task_id=t)),
    P.SUSPEND: _run(suspend_task, _aside),
    P.RESUME: _run(resume_task, _aside),
    P.CANCEL: _run(cancel_task, _aside),
    P.DISCUSS: _run(say_about_task, lambda _w, t: SayAboutTask(task_id=t, text="Đã rõ.")),
    P.EXTEND: _run(
        request_extension,
        lambda _w, t: RequestExtension(task_id=t, new_due_on=tomorrow(60), reason="Lý do."),
    ),
    P.CHASE: _run(chase_tasks, lambda _w, t: ChaseTasks(task_ids=(t,))),
    P.DECIDE_EXTENSION: _run(approve_extension, lambda _w, t: ApproveExtension(task_id=t)),
    P.REASSIGN: _run(
        reassign_task,
        lambda w, t: ReassignTask(
            task_id=t, lead_unit_id=w.office.units["TU"], reason="Đúng chức năng."
        ),
    ),
    P.SET_PART: _run(
        set_part,
        lambda w, t: SetPart(task_id=t, unit_id=w.office.units["BTCTU"], content="Rà soát."),
    ),
    P.ASSIGN_PART: _run(
        assign_part,
        lambda w, t: AssignPart(
            task_id=t, unit_id=w.office.units["BTCTU"], official_id=w.office.people["cuong"]
        ),
    ),
    P.REPORT_PART: _run(
        report_part,
        lambda w, t: ReportPart(task_id=t, unit_id=w.office.units["BTCTU"], text="Xong", done=True),
    ),
    P.SPLIT: _run(
        split_task,
        lambda w, t: SplitTask(
            task_id=t,
            title="Phần 1",
            lead_unit_id=w.office.units["VPTU"],
            supervisor_id=w.office.people["truongphong"],
        ),
    ),
    P.CONSULT: _run(
        ask_opinion,
        lambda w, t: AskOpinion(
            task_id=t, text="Ý kiến?", unit_ids=[w.office.units["TU"]], due_on=tomorrow(5)
        ),
    ),
    P.AMEND: _run(amend_task, lambda _w, t: AmendTask(task_id=t, title="Kết nối đến mọi chi bộ")),
    P.MOVE_DUE: _run(
        move_due_date, lambda _w, t: MoveDueDate(task_id=t, due_on=tomorrow(70), reason="Lý do.")
    ),
    P.INSIST: _run(insist_on_task, lambda _w, t: InsistOnTask(task_id=t, reason="Đúng việc.")),
}
