"""The derived label: every state × deadline × day around the due date."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from ecabinet.core.clock import office_day
from followup.labels import DONE, RUNNING, TaskLabel, days_left, label
from followup.models import DeadlineKind
from followup.states import ASIDE, TaskState

DUE = date(2026, 12, 10)
L, S = TaskLabel, TaskState


@dataclass(frozen=True)
class Sample:
    """What a label is computed from."""

    state: TaskState
    due_on: date | None = DUE
    done_on: date | None = None

    @property
    def deadline_kind(self) -> DeadlineKind:
        return DeadlineKind.STANDING if self.due_on is None else DeadlineKind.DATED


NOT_BEGUN = (S.ASSIGNED, S.RECEIVED)
BEGUN = (S.IN_PROGRESS, S.RETURNED)


@pytest.mark.parametrize("state", NOT_BEGUN + BEGUN)
@pytest.mark.parametrize(
    ("days_before_due", "urgent"),
    [(30, None), (4, None), (3, L.DUE_SOON), (1, L.DUE_SOON), (0, L.DUE_SOON),
     (-1, L.OVERDUE), (-400, L.OVERDUE)],
)  # fmt: skip
def test_open_tasks(state: TaskState, days_before_due: int, urgent: TaskLabel | None) -> None:
    calm = L.NOT_STARTED if state in NOT_BEGUN else L.ON_TRACK
    today = DUE - timedelta(days=days_before_due)
    assert label(Sample(state), today) is (urgent or calm)
    assert days_left(Sample(state), today) == days_before_due


@pytest.mark.parametrize("state", ASIDE)
@pytest.mark.parametrize("due_on", [DUE, None])
def test_tasks_put_aside_carry_no_label(state: TaskState, due_on: date | None) -> None:
    assert label(Sample(state, due_on), DUE + timedelta(days=90)) is None


@pytest.mark.parametrize("state", set(S) - ASIDE - {S.ACCEPTED})
def test_open_tasks_without_a_date_are_standing(state: TaskState) -> None:
    assert label(Sample(state, None), DUE) is L.STANDING
    assert days_left(Sample(state, None), DUE) is None


@pytest.mark.parametrize(
    ("done_on", "expected"),
    [
        (DUE - timedelta(days=5), L.DONE_ON_TIME),
        (DUE, L.DONE_ON_TIME),
        (DUE + timedelta(days=1), L.DONE_LATE),
    ],
)
def test_accepted_tasks_are_judged_by_the_day_of_the_report(
    done_on: date, expected: TaskLabel
) -> None:
    for today in (done_on, DUE + timedelta(days=60)):
        assert label(Sample(S.ACCEPTED, DUE, done_on), today) is expected


def test_an_accepted_standing_task_is_on_time() -> None:
    assert label(Sample(S.ACCEPTED, None, DUE), DUE) is L.DONE_ON_TIME


def test_waiting_for_the_leader_does_not_make_a_task_late() -> None:
    long_after = DUE + timedelta(days=30)
    assert label(Sample(S.REPORTED_DONE, DUE, DUE), long_after) is L.ON_TRACK
    assert label(Sample(S.REPORTED_DONE, DUE, DUE + timedelta(days=1)), long_after) is L.OVERDUE
    assert days_left(Sample(S.REPORTED_DONE, DUE, DUE), long_after) == 0


def test_a_day_begins_at_midnight_of_the_office() -> None:
    last_minute = datetime(2026, 12, 10, 16, 59, tzinfo=UTC)  # 23:59 in Vietnam
    next_day = last_minute + timedelta(minutes=1)
    task = Sample(S.IN_PROGRESS)
    assert label(task, office_day(last_minute)) is L.DUE_SOON
    assert label(task, office_day(next_day)) is L.OVERDUE


def test_groups_of_labels_do_not_overlap() -> None:
    assert DONE | RUNNING | {L.OVERDUE, L.STANDING} == set(L)
    assert not DONE & RUNNING
