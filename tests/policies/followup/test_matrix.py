"""Everybody × every permission × every state, by running the commands themselves."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ecabinet.core import permissions
from ecabinet.core.errors import Conflict, Denied, NotFound
from followup import access
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
from followup.policies import POLICIES, DirectivePermission, TaskPermission
from followup.states import TaskState
from tests.commands.followup.world import WORD, World, tomorrow

P, S = TaskPermission, TaskState

READERS = {
    "issuer", "supervisor", "assignee", "lead clerk", "lead leader", "coordinating clerk",
    "informed clerk", "tracker",
}  # fmt: skip
MAY: dict[TaskPermission, set[str]] = {
    P.READ: READERS,
    P.RECEIVE: {"lead clerk", "lead leader"},
    P.REFUSE: {"lead clerk", "lead leader"},
    P.ASSIGN: {"lead clerk", "lead leader"},
    P.REPORT: {"assignee"},
    P.ACCEPT: {"supervisor"},
    P.RETURN: {"supervisor"},
    P.RETURN_PERIOD: {"supervisor"},
    P.ACKNOWLEDGE: {"coordinating clerk", "informed clerk"},
    P.SUSPEND: {"supervisor"},
    P.RESUME: {"supervisor"},
    P.CANCEL: {"supervisor", "issuer"},
    P.DISCUSS: READERS,
    P.EXTEND: {"assignee", "lead clerk", "lead leader"},
    P.DECIDE_EXTENSION: {"supervisor", "issuer"},
    P.REASSIGN: {"supervisor", "issuer"},
    P.INSIST: {"supervisor", "issuer"},
    P.CHASE: {"tracker", "supervisor", "issuer"},
    P.SET_PART: {"lead clerk", "lead leader", "issuer"},
    P.ASSIGN_PART: {"coordinating clerk"},
    P.REPORT_PART: {"coordinating clerk"},
    P.SPLIT: {"lead clerk", "lead leader"},
    P.CONSULT: {"issuer", "supervisor", "assignee", "lead clerk", "lead leader", "tracker"},
}
WORKING = {S.RECEIVED, S.IN_PROGRESS, S.RETURNED}
WHEN: dict[TaskPermission, set[TaskState]] = {
    P.READ: set(S),
    P.RECEIVE: {S.ASSIGNED},
    P.REFUSE: {S.ASSIGNED, S.RECEIVED},
    P.ASSIGN: WORKING,
    P.REPORT: WORKING,
    P.ACCEPT: {S.REPORTED_DONE},
    P.RETURN: {S.REPORTED_DONE},
    # No task of the matrix has periods; see tests/commands/followup/test_periods.py.
    P.RETURN_PERIOD: set(),
    P.ACKNOWLEDGE: set(S),
    P.SUSPEND: WORKING,
    P.RESUME: {S.SUSPENDED},
    P.CANCEL: set(S) - {S.REPORTED_DONE, S.ACCEPTED, S.CANCELLED},
    P.DISCUSS: set(S),
    P.EXTEND: WORKING,
    P.CHASE: {S.ASSIGNED, *WORKING},
    # Nobody has asked in the tasks of the matrix, so every answer meets a conflict; the states
    # with a request that waits are in tests/commands/followup/test_extend.py.
    P.DECIDE_EXTENSION: set(),
    P.REASSIGN: {S.ASSIGNED, S.RECEIVED, S.REFUSED},
    P.INSIST: {S.REFUSED},
    P.SET_PART: WORKING | {S.ASSIGNED},
    # Nobody has a part in the tasks of the matrix; see tests/commands/followup/test_parts.py.
    P.ASSIGN_PART: set(),
    P.REPORT_PART: set(),
    P.SPLIT: WORKING,
    P.CONSULT: WORKING | {S.ASSIGNED, S.REPORTED_DONE, S.SUSPENDED},
}
WITHOUT_ASSIGNEE = {S.ASSIGNED, S.REFUSED}

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
    P.INSIST: _run(insist_on_task, lambda _w, t: InsistOnTask(task_id=t, reason="Đúng việc.")),
}


def expected(who: str, permission: TaskPermission, state: TaskState) -> type[Exception] | None:
    """Return how the attempt must end."""
    nobody_yet = who == "assignee" and state in WITHOUT_ASSIGNEE
    if who not in READERS or nobody_yet:
        return NotFound
    if who not in MAY[permission]:
        return Denied
    return None if state in WHEN[permission] else Conflict


def outcome(attempt: Attempt, world: World, username: str, task_id: UUID) -> type[Exception] | None:
    """Run the attempt and return how it ended."""
    try:
        attempt(world, username, task_id)
    except (NotFound, Denied, Conflict) as refusal:
        return type(refusal)
    return None


def test_every_registered_permission_is_in_the_matrix(world: World) -> None:
    ours = {p for p in permissions.registered() if p.value.startswith(("task:", "directive:"))}
    assert ours == set(TaskPermission) | set(DirectivePermission) == set(POLICIES)
    assert set(MAY) == set(WHEN) == set(ATTEMPTS) == set(TaskPermission)


@pytest.mark.parametrize("state", TaskState)
def test_the_matrix(world: World, state: TaskState) -> None:
    task_id = world.in_state(state)
    surprises: list[tuple[str, TaskPermission, object]] = []
    for permission, attempt in ATTEMPTS.items():
        for who, username in WORD.items():
            wanted = expected(who, permission, state)
            if wanted is None and permission is not P.READ:
                # It changes the task, so it gets one of its own.
                got = outcome(attempt, world, username, world.in_state(state))
            else:
                before = world.task(task_id).revision
                got = outcome(attempt, world, username, task_id)
                if world.task(task_id).revision != before:
                    surprises.append((who, permission, "changed something"))
            if got is not wanted:
                surprises.append((who, permission, got))
    assert surprises == []


def test_missing_and_forbidden_look_alike(world: World) -> None:
    task_id = world.issue().id
    with world.store.reading() as session:
        for unknown in (task_id, UUID(int=7)):
            with pytest.raises(NotFound) as refusal:
                access.task(session, world.actor("cuong"), unknown, P.READ)
            assert refusal.value.params == {"kind": "task"}
