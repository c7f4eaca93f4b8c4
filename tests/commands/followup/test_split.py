"""A unit breaks its task down: the tree, how it adds up, and what closes when."""

from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts.commands.units import CreateUnit, create_unit
from ecabinet.core.actors import SYSTEM
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from followup.commands.decide import AcceptTask, accept_task
from followup.commands.reassign import ReassignTask, reassign_task
from followup.commands.receive import RefuseTask, refuse_task
from followup.commands.report import ReportProgress, report_progress
from followup.commands.set_aside import SetAside, cancel_task, resume_task, suspend_task
from followup.commands.split import SplitTask, split_task
from followup.labels import TaskLabel, label, label_column
from followup.models import Evaluation, Task
from followup.queries.pieces import below
from followup.rollup import MOST_LEVELS
from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow


def split(world: World, task_id: UUID, who: str = "vanthu", **changes: object) -> UUID:
    """Split off a child for canbo, in VPTU itself."""
    fields = {
        "task_id": task_id,
        "title": "Phần của tổ 1",
        "lead_unit_id": world.office.units["VPTU"],
        "supervisor_id": world.office.people["truongphong"],
        "assignee_id": world.office.people["canbo"],
    } | changes
    return world.store.execute(world.actor(who), split_task, SplitTask.model_validate(fields)).id


def accept(world: World, task_id: UUID) -> None:
    """The head of the unit accepts a child."""
    cmd = AcceptTask(task_id=task_id, evaluation=Evaluation.GOOD)
    world.store.execute(world.actor("truongphong"), accept_task, cmd)


def test_a_child_is_at_once_with_its_official_and_due_with_the_whole(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    child = world.task(split(world, task_id))
    assert child.state is TaskState.RECEIVED
    assert child.assignee_id == world.office.people["canbo"]
    assert (child.parent_id, child.due_on) == (task_id, world.task(task_id).due_on)
    assert world.task(task_id).percent == 0, "the children say how far it is"


def test_the_whole_adds_up_and_closes_after_its_children(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    one, two = split(world, task_id), split(world, task_id, title="Phần của tổ 2")
    seen = world.task(task_id).revision
    world.report(one, 50)
    assert world.task(task_id).percent == 25
    assert world.task(task_id).revision == seen, "nobody's form of the whole becomes stale"
    told = ReportProgress(task_id=task_id, text="Đang làm.")
    filed = world.store.execute(world.actor("canbo"), report_progress, told)
    assert filed.percent == 25, "with children nobody types a percentage"
    world.report(one, done=True)
    with pytest.raises(Conflict) as refusal:
        world.report(task_id, done=True)
    assert (refusal.value.code, refusal.value.params["count"]) == ("task.children_open", 2)
    accept(world, one)
    aside = SetAside(task_id=two, reason="Không cần nữa.")
    world.store.execute(world.actor("truongphong"), cancel_task, aside)
    assert world.task(task_id).percent == 100, "a cancelled child does not count"
    world.report(task_id, done=True)
    world.accept(task_id)


def test_with_the_first_report_on_a_piece_everything_above_has_begun(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    child = split(world, task_id)
    grandchild = split(world, child)
    split(world, child, title="Phần của tổ 2")
    assert labels(world, task_id, child) == {TaskLabel.NOT_STARTED}
    world.report(grandchild, 1)
    assert world.task(task_id).percent == 0, "so little that it does not show in the figure"
    assert {world.task(one).state for one in (task_id, child)} == {TaskState.IN_PROGRESS}
    assert labels(world, task_id, child, grandchild) == {TaskLabel.ON_TRACK}
    leader = world.actor("lanhdao")
    world.store.execute(leader, suspend_task, SetAside(task_id=task_id, reason="Chờ."))
    world.report(grandchild, 50)
    assert world.task(task_id).state is TaskState.SUSPENDED, "a piece does not wake the whole"
    world.store.execute(leader, resume_task, SetAside(task_id=task_id, reason="Làm tiếp."))
    assert world.task(task_id).state is TaskState.IN_PROGRESS


def labels(world: World, *ids: UUID) -> set[TaskLabel | None]:
    """Return what these tasks are called today; in SQL it is the same."""
    told = {label(world.task(one), tomorrow(0)) for one in ids}
    with world.store.reading() as session:
        column = select(label_column(tomorrow(0))).where(Task.id.in_(ids))
        assert set(session.scalars(column)) == told
    return told


def test_what_comes_back_keeps_the_whole_from_being_accepted(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    child = split(world, task_id)
    head = world.actor("truongphong")
    world.store.execute(head, suspend_task, SetAside(task_id=child, reason="Chờ."))
    with pytest.raises(Conflict):
        world.report(task_id, done=True)
    world.store.execute(head, resume_task, SetAside(task_id=child, reason="Đã có kinh phí."))
    world.report(child, done=True)
    accept(world, child)
    world.report(task_id, done=True)
    assert world.task(task_id).percent == 100


def test_with_the_whole_its_children_are_cancelled(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    child = split(world, task_id)
    grandchild = split(world, child)
    waiting = split(world, task_id, title="Đã xong")
    world.report(waiting, done=True)
    cmd = SetAside(task_id=task_id, reason="Chỉ đạo mới.")
    world.store.execute(world.actor("lanhdao"), cancel_task, cmd)
    assert {world.task(one).state for one in (task_id, child, grandchild)} == {TaskState.CANCELLED}
    assert world.task(waiting).state is TaskState.REPORTED_DONE


def test_with_open_children_the_lead_does_not_change(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    split(world, task_id)
    with pytest.raises(Conflict) as refusal:
        world.store.execute(
            world.actor("vanthu"), refuse_task, RefuseTask(task_id=task_id, reason="Không.")
        )
    assert refusal.value.code == "task.children_open"
    move = ReassignTask(task_id=task_id, lead_unit_id=world.office.units["TU"], reason="Không.")
    with pytest.raises(Conflict):
        world.store.execute(world.actor("thuky"), reassign_task, move)


def test_to_a_unit_below_which_receives_for_itself(world: World) -> None:
    section = world.store.execute(
        SYSTEM, create_unit,
        CreateUnit(code="PTH", name="Phòng Tổng hợp", parent_id=world.office.units["VPTU"]),
    ).id  # fmt: skip
    task_id = world.in_state(TaskState.IN_PROGRESS)
    child = split(world, task_id, lead_unit_id=section, assignee_id=None)
    assert world.task(child).state is TaskState.ASSIGNED
    with pytest.raises(Invalid) as refusal:
        split(world, task_id, lead_unit_id=section)
    assert refusal.value.params["field"] == "assignee_id"
    # The tree is a fact of the whole: its readers see it, and open what they may.
    with world.store.reading() as session:
        for who, readable in (("lanhdao", False), ("vanthu", True)):
            (node,) = below(session, world.actor(who), task_id, tomorrow(0))
            assert (node.row.id, node.level, node.readable) == (child, 1, readable)


def test_wrong_wishes_name_the_field(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    outside = world.office.people["cuong"]
    for changes, code, field in (
        ({"lead_unit_id": world.office.units["BTCTU"]}, "task.unit_not_below", "lead_unit_id"),
        ({"lead_unit_id": UUID(int=7)}, "task.unit_not_below", "lead_unit_id"),
        ({"due_on": tomorrow(90)}, "task.piece_after_whole", "due_on"),
        ({"assignee_id": outside}, "task.assignee_outside", "assignee_id"),
        ({"supervisor_id": UUID(int=7)}, "task.supervisor_unknown", "supervisor_id"),
    ):
        with pytest.raises(Invalid) as refusal:
            split(world, task_id, **changes)
        assert (refusal.value.code, refusal.value.params["field"]) == (code, field)
    with world.store.reading() as session:
        assert session.scalars(select(Task).where(Task.parent_id == task_id)).all() == []


def test_not_deeper_than_an_office_is(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    for _ in range(MOST_LEVELS - 1):
        task_id = split(world, task_id)
    with pytest.raises(Conflict) as refusal:
        split(world, task_id)
    assert refusal.value.code == "task.too_deep"


@pytest.mark.parametrize("who", ["canbo", "lanhdao", "thuky", "vanthubtc", "cuong"])
def test_only_the_lead_units_desk_splits(world: World, who: str) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    with pytest.raises((Denied, NotFound)):
        split(world, task_id, who=who)
