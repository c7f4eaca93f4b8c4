"""The part of a coordinating unit is given to an official of that unit; it goes with the office."""

from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.permissions import allows
from followup.commands.parts import AssignPart, WithdrawPart, assign_part, withdraw_part
from followup.models import Task
from followup.policies import TaskPermission
from followup.queries.views import View, readable_in
from followup.states import TaskState
from followup.tasks import remind
from followup.weekly import access
from followup.weekly.offers import line_for, tasks_offered
from followup.weekly.opening import OpenSheet, open_sheet
from followup.weekly.policies import WeeklyPermission
from followup.weekly.spans import week_of
from followup.weekly.states import WeeklyStage
from tests.commands.followup.ladders import at
from tests.commands.followup.test_extend import told
from tests.commands.followup.test_hand_over import entries, hand, moved
from tests.commands.followup.test_parts import part, report, write
from tests.commands.followup.world import World, tomorrow


def give(
    world: World, task_id: UUID, to: str = "cuong", who: str = "vanthubtc", **more: object
) -> None:
    """Let the clerk of BTCTU name the official of its part."""
    fields = {"unit_id": world.office.units["BTCTU"], "official_id": world.office.people[to]}
    cmd = AssignPart.model_validate({"task_id": task_id} | fields | more)
    world.store.execute(world.actor(who), assign_part, cmd)


def mine(world: World, who: str, view: View = View.MINE) -> set[UUID]:
    """Return the tasks in a view of somebody."""
    with world.store.reading() as session:
        return set(session.scalars(select(Task.id).where(readable_in(view, world.actor(who)))))


def test_the_official_reads_has_it_among_mine_and_reports(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    write(world, task_id)
    assert not allows(world.actor("cuong"), TaskPermission.READ, world.task(task_id))
    assert mine(world, "vanthubtc", View.TO_CONTRIBUTE) == {task_id}
    give(world, task_id)
    assert mine(world, "cuong") == {task_id}
    assert mine(world, "vanthubtc", View.TO_CONTRIBUTE) == set(), "it waits for the official now"
    assert mine(world, "vanthubtc", View.COORDINATE) == {task_id}
    report(world, task_id, who="cuong", percent=50)
    assert part(world, task_id).percent == 50
    report(world, task_id, percent=60)
    report(world, task_id, who="cuong", done=True)
    assert mine(world, "cuong") == set(), "done, it waits for nobody"
    assert allows(world.actor("cuong"), TaskPermission.READ, world.task(task_id))
    assert not allows(world.actor("cuong"), TaskPermission.REPORT, world.task(task_id))
    assert told(world, "task.part_assigned") == {"cuong": 1}
    with pytest.raises(Conflict) as refusal:
        give(world, task_id)
    assert refusal.value.code == "part.done"


def test_only_the_unit_names_and_only_its_own_people(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    with pytest.raises(Conflict) as none:
        give(world, task_id)
    assert none.value.code == "part.none"
    write(world, task_id)
    for who in ("vanthu", "truongphong", "lanhdao", "thuky", "canbo", "vanthuubkt"):
        with pytest.raises((Denied, NotFound)):
            give(world, task_id, who=who)
    for changes, code in (
        ({"to": "canbo"}, "part.official_outside"),
        ({"unit_id": world.office.units["UBKTTU"]}, "part.not_coordinating"),
    ):
        with pytest.raises(Invalid) as refusal:
            give(world, task_id, **changes)
        assert refusal.value.code == code
    seen = world.task(task_id).revision
    give(world, task_id, revision=seen)
    with pytest.raises(Stale):
        give(world, task_id, "vanthubtc", revision=seen)
    with pytest.raises(Denied):
        give(world, task_id, "vanthubtc", who="cuong")


def test_another_official_and_a_part_withdrawn_are_told(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    write(world, task_id)
    give(world, task_id)
    give(world, task_id, "vanthubtc")
    assert told(world, "task.part_unassigned") == {"cuong": 1}
    with pytest.raises(NotFound):
        report(world, task_id, who="cuong", percent=10)
    give(world, task_id)
    write(world, task_id, content="Rà soát lại.")
    assert part(world, task_id).official_id == world.office.people["cuong"], "written anew it stays"
    cmd = WithdrawPart(
        task_id=task_id, unit_id=world.office.units["BTCTU"], reason="Đơn vị khác làm."
    )
    world.store.execute(world.actor("vanthu"), withdraw_part, cmd)
    assert told(world, "task.part_withdrawn") == {"vanthubtc": 1, "cuong": 1}
    assert mine(world, "cuong") == set()


def test_the_official_is_reminded_with_the_unit(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(60))
    write(world, task_id, due_on=tomorrow(9))
    give(world, task_id)
    day = part(world, task_id).due_on
    assert day is not None
    at(world.store, (day - tomorrow(0)).days)
    remind(world.store)
    assert told(world, "task.part_due_soon") == {"cuong": 1, "vanthubtc": 1}


def test_it_goes_with_the_office(world: World) -> None:
    task_id, done = world.in_state(TaskState.IN_PROGRESS), world.in_state(TaskState.IN_PROGRESS)
    for each in (task_id, done):
        write(world, each)
        give(world, each)
    report(world, done, who="cuong", done=True)
    assert moved(hand(world, "cuong", "dongnghiep"))["tasks"] == 1
    assert part(world, task_id).official_id == world.office.people["dongnghiep"]
    assert part(world, done).official_id == world.office.people["cuong"], "who did it stays named"
    assert entries(world, task_id)[0].detail["parts"] == ["part"]


@pytest.mark.parametrize("of_unit", [False, True])
def test_a_weekly_plan_offers_the_part_by_its_own_date(world: World, of_unit: bool) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(60))
    write(world, task_id, due_on=tomorrow(2))
    give(world, task_id)
    actor, unit = world.actor("vanthubtc" if of_unit else "cuong"), world.office.units["BTCTU"]
    day = part(world, task_id).due_on
    assert day is not None
    wish = OpenSheet(unit_id=unit, stage=WeeklyStage.PLAN, day=day, of_unit=of_unit)
    sheet = world.store.execute(actor, open_sheet, wish)
    with world.store.reading() as session:
        row = access.sheet(session, actor, sheet.id, WeeklyPermission.WRITE)
        [offered] = tasks_offered(session, actor, row, (), tomorrow(0))
        line = line_for(session.get_one(Task, task_id), row, week_of(row.monday))
    assert (offered.id, offered.due_on, offered.own_part) == (task_id, day, True)
    assert (line["task_id"], line["last"]) == (task_id, day)
