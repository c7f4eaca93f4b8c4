"""What a person may do with a task now: the right and the state together."""

from uuid import UUID

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from followup.models import DeadlineKind, Task, TaskUnit, UnitPart
from followup.policies import TaskPermission, desks
from followup.states import TaskAction, can

_STEPS: dict[TaskPermission, TaskAction] = {
    TaskPermission.RECEIVE: TaskAction.RECEIVE,
    TaskPermission.REFUSE: TaskAction.REFUSE,
    TaskPermission.ASSIGN: TaskAction.ASSIGN,
    TaskPermission.REPORT: TaskAction.REPORT,
    TaskPermission.ACCEPT: TaskAction.ACCEPT,
    TaskPermission.RETURN: TaskAction.RETURN,
    TaskPermission.SUSPEND: TaskAction.SUSPEND,
    TaskPermission.RESUME: TaskAction.RESUME,
    TaskPermission.CANCEL: TaskAction.CANCEL,
    TaskPermission.REASSIGN: TaskAction.REASSIGN,
    TaskPermission.INSIST: TaskAction.INSIST,
    TaskPermission.CHASE: TaskAction.CHASE,
    TaskPermission.SPLIT: TaskAction.SPLIT,
    TaskPermission.CONSULT: TaskAction.CONSULT,
    TaskPermission.AMEND: TaskAction.AMEND,
}


def actions_of(actor: Actor, task: Task) -> tuple[str, ...]:
    """Return the verbs that `actor` may do now, in the order of the work."""
    verbs = [
        permission.value.removeprefix("task:")
        for permission, step in _STEPS.items()
        if can(task.state, step) and allows(actor, permission, task)
    ]
    if _awaits_notice(actor, task):
        verbs.append("acknowledge")
    coordinated = any(part.part is UnitPart.COORDINATE for part in task.units)
    if coordinated and _may(actor, task, TaskPermission.SET_PART, TaskAction.SET_PART):
        verbs.append("set_part")
    if parts_to_report(actor, task):
        verbs.append("report_part")
    if parts_to_assign(actor, task):
        verbs.append("assign_part")
    periodic = task.deadline_kind is DeadlineKind.PERIODIC
    if periodic and _may(actor, task, TaskPermission.RETURN_PERIOD, TaskAction.RETURN_PERIOD):
        verbs.append("return_period")
    dated = task.deadline_kind is DeadlineKind.DATED
    if dated and _may(actor, task, TaskPermission.MOVE_DUE, TaskAction.MOVE_DUE):
        verbs.append("move_due")
    return tuple(verbs + _extension(actor, task))


def parts_to_report(actor: Actor, task: Task) -> frozenset[UUID]:
    """Return the units with a part that is not done on which the actor may report."""
    if not _may(actor, task, TaskPermission.REPORT_PART, TaskAction.REPORT_PART):
        return frozenset()
    mine, person = desks(actor), actor.person_id
    return frozenset(
        part.unit_id
        for part in _open_parts(task)
        if part.unit_id in mine or (person is not None and part.official_id == person)
    )


def parts_to_assign(actor: Actor, task: Task) -> frozenset[UUID]:
    """Return the actor's units with a part that is not done, for which they name an official."""
    if not _may(actor, task, TaskPermission.ASSIGN_PART, TaskAction.ASSIGN_PART):
        return frozenset()
    mine = desks(actor)
    return frozenset(part.unit_id for part in _open_parts(task) if part.unit_id in mine)


def _open_parts(task: Task) -> list[TaskUnit]:
    return [
        part
        for part in task.units
        if part.part is UnitPart.COORDINATE and part.content and part.done_on is None
    ]


def _may(actor: Actor, task: Task, permission: TaskPermission, step: TaskAction) -> bool:
    return can(task.state, step) and allows(actor, permission, task)


def _extension(actor: Actor, task: Task) -> list[str]:
    """One request at a time; without a date there is nothing to move."""
    wanted = (
        (TaskPermission.EXTEND, TaskAction.EXTEND, "extend")
        if task.asked_by_id is None
        else (
            TaskPermission.DECIDE_EXTENSION,
            TaskAction.DECIDE_EXTENSION,
            "decide_extension",
        )
    )
    permission, step, verb = wanted
    dated = task.deadline_kind is DeadlineKind.DATED
    may = dated and can(task.state, step) and allows(actor, permission, task)
    return [verb] if may else []


def _awaits_notice(actor: Actor, task: Task) -> bool:
    mine = desks(actor)
    return any(part.unit_id in mine and part.received_at is None for part in task.units)
