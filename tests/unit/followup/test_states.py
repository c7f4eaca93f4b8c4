"""The workflow table, cell by cell."""

import pytest

from ecabinet.core.errors import Conflict
from followup.states import (
    ASIDE,
    BEGUN,
    NOT_STARTED,
    OPEN,
    TaskAction,
    TaskState,
    after,
    can,
    with_pieces,
)

S, A = TaskState, TaskAction

# One row per state: what is possible there, and where it leads. Everything else is refused.
EXPECTED: dict[TaskState, dict[TaskAction, TaskState]] = {
    S.ASSIGNED: {
        A.AMEND: S.ASSIGNED,
        A.MOVE_DUE: S.ASSIGNED,
        A.CHASE: S.ASSIGNED,
        A.CONSULT: S.ASSIGNED,
        A.RECEIVE: S.RECEIVED,
        A.REFUSE: S.REFUSED,
        A.REASSIGN: S.ASSIGNED,
        A.SET_PART: S.ASSIGNED,
        A.ASSIGN_PART: S.ASSIGNED,
        A.CANCEL: S.CANCELLED,
    },
    S.RECEIVED: {
        A.AMEND: S.RECEIVED,
        A.MOVE_DUE: S.RECEIVED,
        A.CHASE: S.RECEIVED,
        A.CONSULT: S.RECEIVED,
        A.RETURN_PERIOD: S.RECEIVED,
        A.EXTEND: S.RECEIVED,
        A.DECIDE_EXTENSION: S.RECEIVED,
        A.REASSIGN: S.ASSIGNED,
        A.SET_PART: S.RECEIVED,
        A.ASSIGN_PART: S.RECEIVED,
        A.REPORT_PART: S.IN_PROGRESS,
        A.SPLIT: S.RECEIVED,
        A.REFUSE: S.REFUSED,
        A.ASSIGN: S.RECEIVED,
        A.REPORT: S.IN_PROGRESS,
        A.REPORT_DONE: S.REPORTED_DONE,
        A.SUSPEND: S.SUSPENDED,
        A.CANCEL: S.CANCELLED,
    },
    S.IN_PROGRESS: {
        A.AMEND: S.IN_PROGRESS,
        A.MOVE_DUE: S.IN_PROGRESS,
        A.CHASE: S.IN_PROGRESS,
        A.CONSULT: S.IN_PROGRESS,
        A.RETURN_PERIOD: S.IN_PROGRESS,
        A.EXTEND: S.IN_PROGRESS,
        A.DECIDE_EXTENSION: S.IN_PROGRESS,
        A.SET_PART: S.IN_PROGRESS,
        A.ASSIGN_PART: S.IN_PROGRESS,
        A.REPORT_PART: S.IN_PROGRESS,
        A.SPLIT: S.IN_PROGRESS,
        A.ASSIGN: S.IN_PROGRESS,
        A.REPORT: S.IN_PROGRESS,
        A.REPORT_DONE: S.REPORTED_DONE,
        A.SUSPEND: S.SUSPENDED,
        A.CANCEL: S.CANCELLED,
    },
    S.REPORTED_DONE: {
        A.AMEND: S.REPORTED_DONE,
        A.CONSULT: S.REPORTED_DONE,
        A.ACCEPT: S.ACCEPTED,
        A.RETURN: S.RETURNED,
        A.DECIDE_EXTENSION: S.REPORTED_DONE,
    },
    S.RETURNED: {
        A.AMEND: S.RETURNED,
        A.MOVE_DUE: S.RETURNED,
        A.CHASE: S.RETURNED,
        A.CONSULT: S.RETURNED,
        A.RETURN_PERIOD: S.RETURNED,
        A.EXTEND: S.RETURNED,
        A.DECIDE_EXTENSION: S.RETURNED,
        A.SET_PART: S.RETURNED,
        A.ASSIGN_PART: S.RETURNED,
        A.REPORT_PART: S.RETURNED,
        A.SPLIT: S.RETURNED,
        A.ASSIGN: S.RETURNED,
        A.REPORT: S.IN_PROGRESS,
        A.REPORT_DONE: S.REPORTED_DONE,
        A.SUSPEND: S.SUSPENDED,
        A.CANCEL: S.CANCELLED,
    },
    S.SUSPENDED: {
        A.AMEND: S.SUSPENDED,
        A.MOVE_DUE: S.SUSPENDED,
        A.CONSULT: S.SUSPENDED,
        A.RESUME: S.RECEIVED,
        A.CANCEL: S.CANCELLED,
        A.DECIDE_EXTENSION: S.SUSPENDED,
    },
    S.REFUSED: {
        A.AMEND: S.REFUSED,
        A.MOVE_DUE: S.REFUSED,
        A.CANCEL: S.CANCELLED,
        A.REASSIGN: S.ASSIGNED,
        A.INSIST: S.ASSIGNED,
    },
    S.ACCEPTED: {},
    S.CANCELLED: {},
}


@pytest.mark.parametrize("state", TaskState)
@pytest.mark.parametrize("action", TaskAction)
def test_every_cell_of_the_table(state: TaskState, action: TaskAction) -> None:
    expected = EXPECTED[state].get(action)
    assert can(state, action) is (expected is not None)
    if expected is not None:
        assert after(state, action) is expected
        return
    with pytest.raises(Conflict) as refusal:
        after(state, action)
    early = state is S.ASSIGNED and action in (A.ASSIGN, A.REPORT, A.REPORT_DONE, A.SPLIT)
    assert refusal.value.code == ("task.not_received" if early else "task.wrong_state")


def test_every_state_is_open_aside_or_accepted() -> None:
    assert {S.ACCEPTED} | ASIDE | OPEN == set(S)
    assert not ASIDE & OPEN
    assert NOT_STARTED < OPEN


@pytest.mark.parametrize("state", S)
def test_a_task_with_a_piece_begun_is_begun(state: TaskState) -> None:
    assert with_pieces(state, begun=False) is state
    assert with_pieces(state, begun=True) is (S.IN_PROGRESS if state is S.RECEIVED else state)
    assert set(S) == BEGUN | NOT_STARTED | ASIDE
    assert not BEGUN & (NOT_STARTED | ASIDE)
