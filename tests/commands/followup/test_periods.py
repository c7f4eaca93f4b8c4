"""Periodic tasks: one report for each period, the next opened by the worker, missed ones seen."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ecabinet.core.clock import OFFICE_ZONE, office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.notices import NoticeRow
from ecabinet.core.store import Store
from followup.commands.assign import AssignTask, assign_task
from followup.commands.decide import (
    AcceptTask,
    ReturnPeriodReport,
    accept_task,
    return_period_report,
)
from followup.commands.extend import RequestExtension, request_extension
from followup.commands.report import ReportProgress, report_progress
from followup.commands.set_aside import SetAside, resume_task, suspend_task
from followup.labels import TaskLabel, label
from followup.models import DeadlineKind, Evaluation, Period, ProgressReport, Task, TaskPeriod
from followup.queries.periods import PeriodStanding as S
from followup.queries.periods import periods_of
from followup.states import TaskState
from followup.tasks import open_periods
from tests.commands.followup.world import World

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
PLAIN: dict[str, object] = {
    "deadline_kind": DeadlineKind.PERIODIC, "period": Period.MONTH, "due_on": None
}  # fmt: skip


class Clock:
    """The time of the store, moved by hand."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def at(self, day: date) -> None:
        """Eight o'clock of an office day."""
        moment = datetime.combine(day, time(8), OFFICE_ZONE)
        object.__setattr__(self.store, "clock", lambda: moment)


@pytest.fixture
def clock(world: World) -> Iterator[Clock]:
    before = world.store.clock
    clock = Clock(world.store)
    clock.at(date(2026, 10, 12))
    yield clock
    object.__setattr__(world.store, "clock", before)


def begun(world: World, **changes: object) -> UUID:
    """A monthly task that canbo carries out."""
    task_id = world.issue(**PLAIN | changes).id  # type: ignore[arg-type]
    world.receive(task_id)
    world.assign(task_id)
    return task_id


def report(world: World, task_id: UUID, **fields: object) -> None:
    """Let the official report, without a percentage."""
    cmd = ReportProgress.model_validate({"task_id": task_id, "text": "Đã làm."} | fields)
    world.store.execute(world.actor("canbo"), report_progress, cmd)


def standings(world: World, task_id: UUID, day: date) -> dict[date, S]:
    """Return how each period stands on a day."""
    with world.store.reading() as session:
        rows = periods_of(session, session.get_one(Task, task_id), day)
        return {row.first_on: row.standing for row in rows}


def test_the_first_period_is_this_one_and_due_by_working_days(world: World, clock: Clock) -> None:
    task = world.task(begun(world))
    # October ends on a Saturday; three working days after it is Wednesday.
    assert (task.due_on, task.original_due_on) == (date(2026, 11, 4), date(2026, 11, 4))
    assert task.next_period_on == NOVEMBER
    assert label(task, date(2026, 10, 12)) is TaskLabel.NOT_STARTED


def test_one_report_for_each_period(world: World, clock: Clock) -> None:
    task_id = begun(world)
    report(world, task_id)
    task = world.task(task_id)
    assert (task.state, task.percent) == (TaskState.IN_PROGRESS, 0)
    assert task.due_on == date(2026, 12, 3), "due with the next period"
    for fields in ({}, {"period_on": OCTOBER}, {"period_on": NOVEMBER}):
        with pytest.raises(Conflict) as refusal:
            report(world, task_id, **fields)
        assert refusal.value.code == "report.no_period"


def test_what_is_missed_is_seen_and_can_be_made_good(world: World, clock: Clock) -> None:
    task_id = begun(world)
    clock.at(date(2026, 12, 7))
    open_periods(world.store)
    today = date(2026, 12, 7)
    december = date(2026, 12, 1)
    assert standings(world, task_id, today) == {
        december: S.OPEN, NOVEMBER: S.MISSED, OCTOBER: S.MISSED
    }  # fmt: skip
    assert label(world.task(task_id), today) is TaskLabel.OVERDUE
    report(world, task_id)
    assert standings(world, task_id, today)[OCTOBER] is S.LATE, "the oldest first"
    report(world, task_id, period_on=december)
    assert world.task(task_id).due_on == date(2026, 12, 3), "November still waits"
    report(world, task_id, period_on=NOVEMBER)
    assert standings(world, task_id, today)[december] is S.ON_TIME


def test_twice_is_the_same_as_once_and_two_workers_open_one(world: World, clock: Clock) -> None:
    task_id = begun(world)
    clock.at(date(2026, 11, 2))
    for _ in range(2):
        open_periods(world.store)
    with world.store.reading() as session:
        query = select(TaskPeriod.first_on).where(TaskPeriod.task_id == task_id)
        assert sorted(session.scalars(query)) == [OCTOBER, NOVEMBER]


def test_what_went_by_while_it_rested_is_not_asked_for(world: World, clock: Clock) -> None:
    task_id = begun(world)
    report(world, task_id)
    leader = world.actor("lanhdao")
    world.store.execute(leader, suspend_task, SetAside(task_id=task_id, reason="Chờ."))
    clock.at(date(2027, 2, 15))
    open_periods(world.store)
    assert list(standings(world, task_id, date(2027, 2, 15))) == [OCTOBER]
    world.store.execute(leader, resume_task, SetAside(task_id=task_id, reason="Tiếp."))
    assert standings(world, task_id, date(2027, 2, 15)) == {
        date(2027, 2, 1): S.OPEN, OCTOBER: S.ON_TIME
    }  # fmt: skip


def test_it_ends_on_its_day_and_by_a_report_of_completion(world: World, clock: Clock) -> None:
    task_id = begun(world, ends_on=date(2026, 11, 15))
    clock.at(date(2027, 1, 5))
    open_periods(world.store)
    assert list(standings(world, task_id, date(2027, 1, 5))) == [NOVEMBER, OCTOBER]
    assert world.task(task_id).next_period_on is None
    report(world, task_id, done=True)
    cmd = AcceptTask(task_id=task_id, evaluation=Evaluation.DONE)
    world.store.execute(world.actor("lanhdao"), accept_task, cmd)
    assert world.task(task_id).percent == 100
    assert standings(world, task_id, date(2027, 1, 5))[OCTOBER] is S.MISSED, "nothing is covered up"


def test_a_handover_keeps_the_periods(world: World, clock: Clock) -> None:
    task_id = begun(world)
    cmd = AssignTask(task_id=task_id, assignee_id=world.office.people["dongnghiep"])
    world.store.execute(world.actor("vanthu"), assign_task, cmd)
    filed = ReportProgress(task_id=task_id, text="Đã làm.")
    world.store.execute(world.actor("dongnghiep"), report_progress, filed)
    assert standings(world, task_id, office_day(world.store.clock()))[OCTOBER] is S.ON_TIME


def test_wrong_wishes_name_the_field(world: World, clock: Clock) -> None:
    day = date(2026, 10, 12)
    for changes, code, field in (
        ({"period": None}, "task.period_missing", "period"),
        ({"deadline_kind": DeadlineKind.DATED}, "task.period_missing", "period"),
        ({"due_on": day}, "task.periodic_with_date", "due_on"),
        ({"starts_on": day - timedelta(days=800)}, "task.starts_too_early", "starts_on"),
        ({"ends_on": day - timedelta(days=1)}, "task.ends_too_early", "ends_on"),
    ):
        with pytest.raises(Invalid) as refusal:
            world.issue(**PLAIN | changes)  # type: ignore[arg-type]
        assert (refusal.value.code, refusal.value.params["field"]) == (code, field)
    task_id = begun(world)
    cmd = RequestExtension(task_id=task_id, new_due_on=date(2027, 1, 4), reason="Chờ.")
    with pytest.raises(Invalid) as refusal:
        world.store.execute(world.actor("canbo"), request_extension, cmd)
    assert refusal.value.code == "extension.periodic"
    dated = world.in_state(TaskState.RECEIVED, due_on=date(2027, 1, 4))
    with pytest.raises(Invalid) as refusal:
        report(world, dated, percent=10, period_on=OCTOBER)
    assert refusal.value.code == "report.not_periodic"


def test_two_workers_and_two_reports_at_once_leave_one_of_each(world: World, clock: Clock) -> None:
    task_id = begun(world)
    clock.at(date(2026, 11, 2))

    def file(_number: int) -> bool:
        try:
            report(world, task_id, period_on=OCTOBER)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(open_periods, [world.store] * 4))
        filed = list(threads.map(file, range(4)))
    assert sum(filed) == 1
    with world.store.reading() as session:
        query = select(TaskPeriod.first_on).where(TaskPeriod.task_id == task_id)
        assert sorted(session.scalars(query)) == [OCTOBER, NOVEMBER]
        reports = select(func.count()).where(ProgressReport.task_id == task_id)
        assert session.scalar(reports) == 1


def give_back(world: World, task_id: UUID, period_on: date) -> None:
    cmd = ReturnPeriodReport(task_id=task_id, period_on=period_on, reason="Thiếu số liệu.")
    world.store.execute(world.actor("lanhdao"), return_period_report, cmd)


def test_a_period_given_back_waits_again_by_its_own_day(world: World, clock: Clock) -> None:
    task_id = begun(world)
    report(world, task_id)
    clock.at(date(2026, 11, 5))
    give_back(world, task_id, OCTOBER)
    task = world.task(task_id)
    assert (task.state, task.due_on) == (TaskState.IN_PROGRESS, date(2026, 11, 4))
    assert standings(world, task_id, date(2026, 11, 5))[OCTOBER] is S.MISSED
    with pytest.raises(Conflict) as refusal:
        give_back(world, task_id, OCTOBER)
    assert refusal.value.code == "report.none_to_return"
    with world.store.reading() as session:
        told = select(NoticeRow.person_id).where(NoticeRow.kind == "task.period_returned")
        assert world.office.people["canbo"] in set(session.scalars(told))
    report(world, task_id, text="Đã bổ sung số liệu.")
    assert standings(world, task_id, date(2026, 11, 5))[OCTOBER] is S.LATE
    give_back(world, task_id, OCTOBER)
    report(world, task_id, text="Đã bổ sung lần nữa.")
    with world.store.reading() as session:
        query = select(ProgressReport.decision, ProgressReport.decision_note).where(
            ProgressReport.task_id == task_id
        )
        kept = session.execute(query.order_by(ProgressReport.number)).all()
    assert kept == [("returned", "Thiếu số liệu."), ("returned", "Thiếu số liệu."), (None, "")]


def test_what_said_that_all_is_done_is_given_back_as_a_whole(world: World, clock: Clock) -> None:
    task_id = begun(world)
    report(world, task_id, done=True, period_on=OCTOBER)
    with pytest.raises(Conflict) as refusal:
        give_back(world, task_id, OCTOBER)
    assert refusal.value.code == "task.wrong_state"
