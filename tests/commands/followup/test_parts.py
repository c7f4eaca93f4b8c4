"""Coordinating units have parts of their own, report on them, and the whole adds up."""

from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from followup.commands.parts import (
    ReportPart,
    SetPart,
    WithdrawPart,
    report_part,
    set_part,
    withdraw_part,
)
from followup.commands.report import ReportProgress, report_progress
from followup.labels import TaskLabel, label
from followup.models import ProgressReport, TaskUnit
from followup.states import TaskState
from tests.commands.followup.test_extend import told
from tests.commands.followup.world import World, tomorrow


def write(world: World, task_id: UUID, who: str = "vanthu", **changes: object) -> None:
    """Let the lead unit's clerk write the part of BTCTU."""
    unit_id = world.office.units["BTCTU"]
    fields = {"task_id": task_id, "unit_id": unit_id, "content": "Rà soát danh sách."} | changes
    world.store.execute(world.actor(who), set_part, SetPart.model_validate(fields))


def report(world: World, task_id: UUID, who: str = "vanthubtc", **changes: object) -> None:
    """Let BTCTU report."""
    unit_id = world.office.units["BTCTU"]
    fields = {"task_id": task_id, "unit_id": unit_id, "text": "Đã rà soát."} | changes
    world.store.execute(world.actor(who), report_part, ReportPart.model_validate(fields))


def part(world: World, task_id: UUID) -> TaskUnit:
    """Return the part of BTCTU as it is now."""
    with world.store.reading() as session:
        return session.get_one(TaskUnit, (task_id, world.office.units["BTCTU"]))


def test_the_whole_is_the_mean_and_done_only_with_every_part(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    assert world.task(task_id).percent == 40
    write(world, task_id)
    assert world.task(task_id).percent == 20, "a part counts as much as the lead's share"
    report(world, task_id, percent=50)
    assert (world.task(task_id).percent, world.task(task_id).own_percent) == (45, 40)
    with pytest.raises(Conflict) as refusal:
        world.report(task_id, done=True)
    assert refusal.value.code == "task.parts_open"
    assert world.task(task_id).state is TaskState.IN_PROGRESS
    report(world, task_id, done=True)
    assert (part(world, task_id).percent, part(world, task_id).done_on) == (100, tomorrow(0))
    world.report(task_id, done=True)
    assert world.task(task_id).percent == 100
    world.accept(task_id)
    assert told(world, "task.part_set") == {"vanthubtc": 1}
    assert told(world, "task.part_reported") == {"canbo": 1, "vanthu": 1, "truongphong": 1}
    assert told(world, "task.part_done") == {"canbo": 1, "vanthu": 1, "truongphong": 1}


@pytest.mark.parametrize("percent", [0, 50])
def test_a_report_on_a_part_begins_the_whole(world: World, percent: int) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    write(world, task_id)
    assert label(world.task(task_id), tomorrow(0)) is TaskLabel.NOT_STARTED
    report(world, task_id, percent=percent)
    assert world.task(task_id).state is TaskState.IN_PROGRESS
    assert label(world.task(task_id), tomorrow(0)) is TaskLabel.ON_TRACK


def test_a_part_that_hinders_can_be_withdrawn_or_written_anew(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    write(world, task_id)
    report(world, task_id, done=True)
    with pytest.raises(Conflict) as refusal:
        report(world, task_id, percent=10)
    assert refusal.value.code == "part.done"
    write(world, task_id, content="Rà soát lại.", who="thuky")
    assert (part(world, task_id).percent, part(world, task_id).done_on) == (0, None)
    cmd = WithdrawPart(
        task_id=task_id, unit_id=world.office.units["BTCTU"], reason="Đơn vị khác làm."
    )
    world.store.execute(world.actor("vanthu"), withdraw_part, cmd)
    assert world.task(task_id).percent == 40
    for again in (lambda: report(world, task_id, percent=10), lambda: world.store.execute(
            world.actor("vanthu"), withdraw_part, cmd)):  # fmt: skip
        with pytest.raises(Conflict) as refusal:
            again()
        assert refusal.value.code == "part.none"
    world.report(task_id, done=True)
    assert told(world, "task.part_withdrawn") == {"vanthubtc": 1}


def test_the_evaluation_is_of_the_lead_units_report(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    write(world, task_id)
    report(world, task_id, done=True)
    world.report(task_id, done=True)
    world.accept(task_id)
    with world.store.reading() as session:
        rows = session.scalars(select(ProgressReport).where(ProgressReport.task_id == task_id))
        decided = [row.unit_id for row in rows if row.decision]
    assert decided == [None]


def test_dates_units_and_words_are_checked(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    for changes, code, field in (
        ({"due_on": tomorrow(-1)}, "task.due_in_past", "due_on"),
        ({"due_on": tomorrow(90)}, "task.piece_after_whole", "due_on"),
        ({"unit_id": world.office.units["UBKTTU"]}, "part.not_coordinating", "unit_id"),
    ):
        with pytest.raises(Invalid) as refusal:
            write(world, task_id, **changes)
        assert (refusal.value.code, refusal.value.params["field"]) == (code, field)
    write(world, task_id)
    assert part(world, task_id).due_on == world.task(task_id).due_on
    with pytest.raises(Invalid) as refusal:
        report(world, task_id)
    assert refusal.value.code == "report.percent_missing"


def test_the_second_of_two_is_told(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    write(world, task_id)
    seen = world.task(task_id).revision
    report(world, task_id, percent=0, revision=seen)
    with pytest.raises(Stale):
        report(world, task_id, percent=60, revision=seen)
    with pytest.raises(Stale):
        write(world, task_id, content="Việc khác.", revision=seen)
    assert (part(world, task_id).percent, part(world, task_id).content) == (0, "Rà soát danh sách.")


@pytest.mark.parametrize("who", ["vanthu", "canbo", "lanhdao", "vanthuubkt", "cuong"])
def test_nobody_reports_for_another_unit(world: World, who: str) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    write(world, task_id)
    with pytest.raises((Denied, NotFound)):
        report(world, task_id, who=who, percent=50)
    cmd = ReportProgress(task_id=task_id, text="Xong.", done=True)
    with pytest.raises(Denied):
        world.store.execute(world.actor("vanthubtc"), report_progress, cmd)
