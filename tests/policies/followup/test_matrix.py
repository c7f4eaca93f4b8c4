"""Everybody × every permission × every state, by running the commands themselves."""

from uuid import UUID

import pytest

from ecabinet.core import permissions
from ecabinet.core.errors import Conflict, Denied, NotFound
from followup import access
from followup.policies import POLICIES, DirectivePermission, TaskPermission
from followup.states import TaskState
from tests.commands.followup.world import WORD, World
from tests.policies.followup.attempts import ATTEMPTS, Attempt, P

S = TaskState

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
    P.AMEND: {"issuer", "tracker"},
    P.MOVE_DUE: {"issuer", "supervisor", "tracker"},
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
    P.AMEND: set(S) - {S.ACCEPTED, S.CANCELLED},
    P.MOVE_DUE: WORKING | {S.ASSIGNED, S.SUSPENDED, S.REFUSED},
}
WITHOUT_ASSIGNEE = {S.ASSIGNED, S.REFUSED}


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
