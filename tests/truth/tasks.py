"""Deeds on tasks: who may by domain.md and docs/security.md, and what is then true of the task.

Written down here anew, beside the product: the product is asked for nothing but the row as it is.
"""

from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from followup.commands import (
    assign,
    decide,
    extend,
    parts,
    reassign,
    receive,
    report,
    set_aside,
    split,
)
from followup.commands.issue_by_hand import IssueByHand, issue_by_hand
from followup.models import Evaluation, Task
from followup.states import TaskState
from tests.commands.followup.world import tomorrow
from tests.truth.deed import Deed, Made
from tests.truth.scene import Scene
from tests.truth.task_people import (
    Who,
    lead,
    leader,
    leader_or_issuer,
    name_of,
    official,
    partner,
    partner_or_official,
)

ISSUERS = ("thuky", "theodoi")
WHY = "Theo yêu cầu."
_S = TaskState
Wish = Callable[[Scene, Random, Task], tuple[Any, Any]]


def _asker(scene: Scene, task: Task) -> tuple[str, ...]:
    return (*official(scene, task), *lead(scene, task))


def _setter(scene: Scene, task: Task) -> tuple[str, ...]:
    return (*lead(scene, task), *name_of(scene, task.issued_by_id))


def _day(dice: Random) -> Any:
    return tomorrow(dice.randint(-3, 60))


def _reported(done: bool) -> Wish:
    def wish(_scene: Scene, dice: Random, task: Task) -> tuple[Any, Any]:
        percent = None if done else dice.choice((0, 30, 60, 100))
        said = report.ReportProgress(task_id=task.id, text="Đã làm.", percent=percent, done=done)
        return report.report_progress, said

    return wish


def _named(scene: Scene, dice: Random, task: Task) -> tuple[Any, Any]:
    person = scene.office.people[dice.choice(("canbo", "dongnghiep", "cuong"))]
    return assign.assign_task, assign.AssignTask(task_id=task.id, assignee_id=person)


def _split(scene: Scene, dice: Random, task: Task) -> tuple[Any, Any]:
    leader = scene.office.people[dice.choice(("lanhdao", "truongphong"))]
    wish = split.SplitTask(
        task_id=task.id, title="Việc con", lead_unit_id=task.lead_unit_id, supervisor_id=leader,
        due_on=task.due_on,
    )  # fmt: skip
    return split.split_task, wish


def _simple(command: Any, payload: Any, **more: Any) -> Wish:
    return lambda _scene, _dice, task: (command, payload(task_id=task.id, **more))


def _extension(_scene: Scene, dice: Random, task: Task) -> tuple[Any, Any]:
    wish = extend.RequestExtension(task_id=task.id, new_due_on=_day(dice), reason=WHY)
    return extend.request_extension, wish


def _elsewhere(scene: Scene, dice: Random, task: Task) -> tuple[Any, Any]:
    unit = scene.office.units[dice.choice(("VPTU", "BTCTU", "UBKTTU"))]
    wish = reassign.ReassignTask(task_id=task.id, lead_unit_id=unit, reason=WHY, due_on=_day(dice))
    return reassign.reassign_task, wish


def _part(scene: Scene, dice: Random, task: Task) -> tuple[Any, Any]:
    unit = scene.office.units[dice.choice(("BTCTU", "VPTU"))]
    return parts.set_part, parts.SetPart(task_id=task.id, unit_id=unit, content="Góp số liệu.")


def _part_report(scene: Scene, dice: Random, task: Task) -> tuple[Any, Any]:
    done = dice.random() < 0.4
    percent = None if done else dice.choice((10, 50, 90))
    wish = parts.ReportPart(
        task_id=task.id, unit_id=scene.office.units["BTCTU"], text="Đã góp.", percent=percent,
        done=done,
    )  # fmt: skip
    return parts.report_part, wish


def _part_official(scene: Scene, dice: Random, task: Task) -> tuple[Any, Any]:
    person = scene.office.people[dice.choice(("cuong", "vanthubtc", "canbo"))]
    unit = scene.office.units["BTCTU"]
    wish = parts.AssignPart(task_id=task.id, unit_id=unit, official_id=person)
    return parts.assign_part, wish


_WORKING = (_S.RECEIVED, _S.IN_PROGRESS, _S.RETURNED)
_BEGUN = (_S.IN_PROGRESS, _S.REPORTED_DONE, _S.ACCEPTED, _S.RETURNED)
_UNDECIDED = (*_WORKING, _S.REPORTED_DONE, _S.SUSPENDED)
_UNENDED = (*_WORKING, _S.ASSIGNED, _S.SUSPENDED, _S.REFUSED)
_WAITING = (_S.ASSIGNED, _S.RECEIVED, _S.REFUSED)
_why = partial(_simple, reason=WHY)
_receive = _simple(receive.receive_task, receive.ReceiveTask)
_refuse = _why(receive.refuse_task, receive.RefuseTask)
_accept = _simple(decide.accept_task, decide.AcceptTask, evaluation=Evaluation.GOOD)
_return = _why(decide.return_task, decide.ReturnTask)
_suspend = _why(set_aside.suspend_task, set_aside.SetAside)
_resume = _why(set_aside.resume_task, set_aside.SetAside)
_cancel = _why(set_aside.cancel_task, set_aside.SetAside)
_grant = _simple(extend.approve_extension, extend.ApproveExtension)
_deny = _why(extend.refuse_extension, extend.RefuseExtension)
_insist = _why(reassign.insist_on_task, reassign.InsistOnTask)

# name → how often, who may, what is asked, in which states, the state after (None: as before)
TABLE: dict[str, tuple[int, Who, Wish, tuple[TaskState, ...], TaskState | None]] = {
    "receive": (6, lead, _receive, (_S.ASSIGNED,), _S.RECEIVED),
    "refuse": (1, lead, _refuse, (_S.ASSIGNED, _S.RECEIVED), _S.REFUSED),
    "assign": (6, lead, _named, _WORKING, None),
    "report": (6, official, _reported(False), _WORKING, _S.IN_PROGRESS),
    "report done": (5, official, _reported(True), _WORKING, _S.REPORTED_DONE),
    "accept": (4, leader, _accept, (_S.REPORTED_DONE,), _S.ACCEPTED),
    "return": (2, leader, _return, (_S.REPORTED_DONE,), _S.RETURNED),
    "suspend": (1, leader, _suspend, _WORKING, _S.SUSPENDED),
    "resume": (2, leader, _resume, (_S.SUSPENDED,), _S.RECEIVED),
    "cancel": (1, leader_or_issuer, _cancel, _UNENDED, _S.CANCELLED),
    "ask for time": (3, _asker, _extension, _WORKING, None),
    "grant time": (2, leader_or_issuer, _grant, _UNDECIDED, None),
    "refuse time": (1, leader_or_issuer, _deny, _UNDECIDED, None),
    "give to another": (1, leader_or_issuer, _elsewhere, _WAITING, _S.ASSIGNED),
    "insist": (1, leader_or_issuer, _insist, (_S.REFUSED,), _S.ASSIGNED),
    "set part": (2, _setter, _part, (_S.ASSIGNED, *_WORKING), None),
    "name part's official": (2, partner, _part_official, (_S.ASSIGNED, *_WORKING), None),
    "report part": (2, partner_or_official, _part_report, _WORKING, None),
    "split": (1, lead, _split, _WORKING, None),
}


def deeds() -> Iterator[Deed]:
    """Yield all deeds on tasks."""
    yield Deed("issue a task", 2, _issue)
    for name, (often, who, wish, states, after) in TABLE.items():
        yield Deed(name, often, _on_a_task(name, who, wish, states, after))


def _issue(scene: Scene, dice: Random) -> Made:
    units, people = scene.office.units, scene.office.people
    code = dice.choice(("VPTU", "VPTU", "UBKTTU"))
    wish = IssueByHand(
        title="Việc mới", lead_unit_id=units[code], coordinating_unit_ids=[units["BTCTU"]],
        supervisor_id=people["lanhdao"], due_on=tomorrow(dice.randint(0, 30)),
    )  # fmt: skip
    leaders = ("truongphong",) if code == "VPTU" else ()

    def told(result: Any) -> None:
        scene.ledger.states[result.id] = _S.ASSIGNED

    return Made(issue_by_hand, wish, (*ISSUERS, *leaders), told)


def _on_a_task(
    name: str, who: Who, wish: Wish, states: tuple[TaskState, ...], after: TaskState | None
) -> Callable[[Scene, Random], Made | None]:
    def make(scene: Scene, dice: Random) -> Made | None:
        if not scene.ledger.states:
            return None
        fit = [key for key, state in scene.ledger.states.items() if state in states]
        task_id = dice.choice(fit if fit and dice.random() < 0.85 else list(scene.ledger.states))
        task = scene.task(task_id)
        command, payload = wish(scene, dice, task)
        seen = scene.ledger.states[task_id]

        def told(result: Any) -> None:
            assert seen in states, f"{name} in {seen}"
            _after(scene, name, task_id, after or seen, result)
            _begin_wholes(scene, task_id)

        return Made(command, payload, who(scene, task), told)

    return make


def _begin_wholes(scene: Scene, touched: UUID) -> None:
    """What is received is being carried out as soon as a piece of it is; it stays so."""
    states, children = scene.ledger.states, scene.ledger.children
    # From the bottom upwards: a child is issued after the task above it.
    for task_id in reversed(states):
        begun = any(up == task_id and states[key] in _BEGUN for key, up in children.items())
        part = task_id == touched and _parts_begun(scene, task_id)
        if states[task_id] is _S.RECEIVED and (begun or part):
            states[task_id] = _S.IN_PROGRESS


def _parts_begun(scene: Scene, task_id: UUID) -> bool:
    return any(unit.content and unit.percent for unit in scene.task(task_id).units)


def _after(scene: Scene, name: str, task_id: UUID, after: TaskState, result: Any) -> None:
    ledger = scene.ledger
    ledger.states[task_id] = after
    if name == "split":
        # A part of the unit's own work: nobody receives it anew.
        ledger.states[result.id], ledger.children[result.id] = _S.RECEIVED, task_id
    elif name == "cancel":
        for child, parent in ledger.children.items():
            if parent == task_id and ledger.states[child] not in (_S.ACCEPTED, _S.CANCELLED):
                _after(scene, "cancel", child, _S.CANCELLED, None)
    elif name in ("report", "report done"):
        ledger.reports[task_id] = ledger.reports.get(task_id, 0) + 1
