"""A refused task: another unit leads, or the same one after all; both see what happened."""

from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.errors import Conflict, Invalid, Stale
from followup import access
from followup.commands.reassign import (
    InsistOnTask,
    ReassignTask,
    insist_on_task,
    reassign_task,
)
from followup.commands.receive import ReceiveTask, receive_task
from followup.deadlines import on_working_day
from followup.models import EntryKind, TaskEntry, UnitPart
from followup.policies import TaskPermission
from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow


def reassign(world: World, task_id: UUID, code: str, who: str = "thuky", **changes: object) -> None:
    """Let the unit of this code lead."""
    unit_id = world.office.units[code]
    fields = {"task_id": task_id, "lead_unit_id": unit_id, "reason": "Đúng chức năng."} | changes
    world.store.execute(world.actor(who), reassign_task, ReassignTask.model_validate(fields))


def parts(world: World, task_id: UUID) -> dict[str, UnitPart]:
    """Return the part of each other unit, by its code."""
    codes = {unit_id: code for code, unit_id in world.office.units.items()}
    with world.store.reading() as session:
        found = access.task(session, world.actor("theodoi"), task_id, TaskPermission.READ)
        return {codes[part.unit_id]: part.part for part in found.units}


def test_another_unit_receives_anew_and_the_former_one_still_sees_it(world: World) -> None:
    task_id = world.in_state(TaskState.REFUSED)
    first = world.task(task_id).due_on
    later = on_working_day(tomorrow(40))
    reassign(world, task_id, "BTCTU", due_on=later)
    task = world.task(task_id)
    assert (task.state, task.lead_unit_id) == (TaskState.ASSIGNED, world.office.units["BTCTU"])
    assert (task.due_on, task.original_due_on, task.assignee_id) == (later, first, None)
    # It coordinated before; now it leads and has no other part.
    assert parts(world, task_id) == {"UBKTTU": UnitPart.INFORM, "VPTU": UnitPart.FORMER}
    world.store.execute(world.actor("vanthubtc"), receive_task, ReceiveTask(task_id=task_id))
    with world.store.reading() as session:
        access.task(session, world.actor("vanthu"), task_id, TaskPermission.READ)
        query = select(TaskEntry).where(TaskEntry.kind == EntryKind.REASSIGNED)
        (entry,) = session.scalars(query)
    assert entry.detail["reason"] == "Đúng chức năng."
    assert entry.detail["unit_id"] == str(world.office.units["VPTU"])


def test_back_to_the_first_unit_it_has_one_part(world: World) -> None:
    task_id = world.in_state(TaskState.REFUSED)
    reassign(world, task_id, "HUTD")
    reassign(world, task_id, "VPTU")
    assert parts(world, task_id)["HUTD"] is UnitPart.FORMER
    assert "VPTU" not in parts(world, task_id)


def test_work_that_has_begun_is_not_moved(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    with pytest.raises(Conflict):
        reassign(world, task_id, "HUTD")


def test_wrong_wishes_name_the_field(world: World) -> None:
    task_id = world.in_state(TaskState.REFUSED)
    for changes, code, field in (
        ({}, "task.unit_same", "lead_unit_id"),
        ({"lead_unit_id": UUID(int=7)}, "task.unit_unknown", "lead_unit_id"),
        ({"lead_unit_id": world.office.units["HUTD"], "due_on": tomorrow(-1)},
         "task.due_in_past", "due_on"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refusal:
            reassign(world, task_id, "VPTU", **changes)
        assert (refusal.value.code, refusal.value.params["field"]) == (code, field)
    standing = world.in_state(TaskState.REFUSED, deadline_kind="standing", due_on=None)
    with pytest.raises(Invalid) as refusal:
        reassign(world, standing, "HUTD", due_on=tomorrow(9))
    assert refusal.value.code == "task.standing_with_date"


def test_only_within_ones_reach(world: World) -> None:
    task_id = world.in_state(TaskState.REFUSED, supervisor_id=world.office.people["truongphong"])
    with pytest.raises(Invalid) as refusal:
        reassign(world, task_id, "BTCTU", who="truongphong")
    assert refusal.value.code == "task.unit_out_of_reach"


def test_the_same_unit_after_all_and_the_second_leader_is_told(world: World) -> None:
    task_id = world.in_state(TaskState.REFUSED)
    seen = world.task(task_id).revision
    cmd = InsistOnTask(task_id=task_id, reason="Đúng việc của đơn vị.", revision=seen)
    world.store.execute(world.actor("thuky"), insist_on_task, cmd)
    assert world.task(task_id).state is TaskState.ASSIGNED
    with pytest.raises(Stale):
        reassign(world, task_id, "HUTD", who="lanhdao", revision=seen)
    world.receive(task_id)
