"""What a person may do with a task now: the right and the state together."""

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from followup.models import Task
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
    return tuple(verbs)


def _awaits_notice(actor: Actor, task: Task) -> bool:
    mine = desks(actor)
    return any(part.unit_id in mine and part.received_at is None for part in task.units)
