"""A later date: asked for, granted or not, and the first one kept."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.actors import Deputy
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from followup.commands.decide import AcceptTask, accept_task
from followup.commands.extend import (
    ApproveExtension,
    RefuseExtension,
    RequestExtension,
    approve_extension,
    refuse_extension,
    request_extension,
)
from followup.commands.set_aside import SetAside, cancel_task, suspend_task
from followup.deadlines import on_working_day
from followup.models import DeadlineKind, Evaluation, ExtensionState, TaskExtension
from followup.policies import TaskPermission
from followup.states import TaskAction, TaskState, can
from tests.commands.followup.world import WORD, World, tomorrow

LATER = on_working_day(tomorrow(60))


def ask(world: World, task_id: UUID, who: str = "canbo", **changes: object) -> None:
    """Ask for LATER, unless `changes` says otherwise."""
    fields = {"task_id": task_id, "new_due_on": LATER, "reason": "Chờ số liệu."} | changes
    world.store.execute(
        world.actor(who), request_extension, RequestExtension.model_validate(fields)
    )


def approve(world: World, task_id: UUID, who: str = "lanhdao", **changes: object) -> None:
    """Grant what is asked, unless `changes` says otherwise."""
    cmd = ApproveExtension.model_validate({"task_id": task_id} | changes)
    world.store.execute(world.actor(who), approve_extension, cmd)


def requests(world: World, task_id: UUID) -> list[TaskExtension]:
    """Return the requests, oldest first."""
    with world.store.reading() as session:
        query = select(TaskExtension).where(TaskExtension.task_id == task_id)
        return list(session.scalars(query.order_by(TaskExtension.requested_at)))


@pytest.mark.parametrize("state", [s for s in TaskState if can(s, TaskAction.EXTEND)])
@pytest.mark.parametrize("who", ["canbo", "vanthu", "truongphong"])
def test_whoever_holds_it_asks_and_the_leader_grants(
    world: World, state: TaskState, who: str
) -> None:
    task_id = world.in_state(state)
    first = world.task(task_id).due_on
    ask(world, task_id, who)
    assert world.task(task_id).due_on == first, "nothing moves before the answer"
    approve(world, task_id, note="Đồng ý.")
    task = world.task(task_id)
    assert (task.due_on, task.original_due_on, task.asked_by_id) == (LATER, first, None)
    assert task.state is state
    (request,) = requests(world, task_id)
    assert (request.old_due_on, request.due_on, request.state) == (
        first, LATER, ExtensionState.APPROVED
    )  # fmt: skip
    assert request.decided_by_id == world.office.people["lanhdao"]


def test_a_second_extension_keeps_the_first_date(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    first = world.task(task_id).due_on
    ask(world, task_id)
    approve(world, task_id)
    again = on_working_day(LATER + timedelta(days=9))
    ask(world, task_id, new_due_on=again)
    approve(world, task_id, who="thuky")
    assert (world.task(task_id).original_due_on, world.task(task_id).due_on) == (first, again)
    assert [r.old_due_on for r in requests(world, task_id)] == [first, LATER]


def test_the_leader_may_grant_another_date_on_a_working_day(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    ask(world, task_id)
    saturday = tomorrow(30) + timedelta(days=(5 - tomorrow(30).weekday()) % 7)
    approve(world, task_id, due_on=saturday)
    due_on = world.task(task_id).due_on
    assert due_on == on_working_day(saturday) != saturday


def test_a_refusal_leaves_the_date_and_says_why(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    first = world.task(task_id).due_on
    ask(world, task_id)
    cmd = RefuseExtension(task_id=task_id, reason="Đã đủ thời gian.")
    world.store.execute(world.actor("thuky"), refuse_extension, cmd)
    assert (world.task(task_id).due_on, world.task(task_id).asked_by_id) == (first, None)
    assert requests(world, task_id)[0].decision_note == "Đã đủ thời gian."
    ask(world, task_id)


@pytest.mark.parametrize("state", [TaskState.REPORTED_DONE, TaskState.ACCEPTED])
def test_not_after_completion(world: World, state: TaskState) -> None:
    task_id = world.in_state(state)
    with pytest.raises(Conflict) as refusal:
        ask(world, task_id, "vanthu")
    assert refusal.value.code == "extension.after_completion"
    assert requests(world, task_id) == []


def test_one_request_at_a_time(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    ask(world, task_id)
    with pytest.raises(Conflict) as refusal:
        ask(world, task_id, "vanthu")
    assert refusal.value.code == "extension.pending"


@pytest.mark.parametrize("days", [-400, -1, 0])
def test_only_a_later_date(world: World, days: int) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    due_on = world.task(task_id).due_on
    assert due_on is not None
    with pytest.raises(Invalid) as refusal:
        ask(world, task_id, new_due_on=due_on + timedelta(days=days))
    assert (refusal.value.code, refusal.value.params["field"]) == (
        "extension.not_later", "new_due_on"
    )  # fmt: skip


def test_a_standing_task_has_nothing_to_move(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED, deadline_kind=DeadlineKind.STANDING, due_on=None)
    with pytest.raises(Invalid) as refusal:
        ask(world, task_id)
    assert refusal.value.code == "extension.no_date"


def test_nobody_decides_on_their_own_request(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED, supervisor_id=world.office.people["truongphong"])
    ask(world, task_id, "truongphong")
    with pytest.raises(Denied):
        approve(world, task_id, "truongphong")
    approve(world, task_id, "thuky")


def test_nor_as_the_deputy_of_who_decides(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    ask(world, task_id, "canbo")
    deputy = Deputy(
        person_id=world.office.people["canbo"], name="Cán Bộ", delegation_id=UUID(int=1),
        permissions=set(TaskPermission), units=None, until=tomorrow(9),
    )  # fmt: skip
    leader = replace(world.actor("lanhdao"), deputy=deputy)
    with pytest.raises(Denied):
        world.store.execute(leader, approve_extension, ApproveExtension(task_id=task_id))


@pytest.mark.parametrize("who", sorted(set(WORD.values()) - {"lanhdao", "thuky"}))
def test_nobody_else_decides(world: World, who: str) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    ask(world, task_id, "vanthu" if who == "canbo" else "canbo")
    with pytest.raises((Denied, NotFound)):
        approve(world, task_id, who)
    assert world.task(task_id).asked_by_id is not None


def test_who_asked_in_time_may_be_answered_after_the_report(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    ask(world, task_id)
    world.report(task_id, done=True)
    approve(world, task_id)
    assert world.task(task_id).due_on == LATER
    assert world.task(task_id).state is TaskState.REPORTED_DONE


def test_a_suspended_task_may_be_answered(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    ask(world, task_id)
    leader = world.actor("lanhdao")
    world.store.execute(leader, suspend_task, SetAside(task_id=task_id, reason="Chờ."))
    approve(world, task_id)
    assert world.task(task_id).state is TaskState.SUSPENDED


@pytest.mark.parametrize("end", ["accepted", "cancelled"])
def test_a_request_lapses_with_the_task(world: World, end: str) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    ask(world, task_id)
    leader = world.actor("lanhdao")
    if end == "accepted":
        world.report(task_id, done=True)
        cmd = AcceptTask(task_id=task_id, evaluation=Evaluation.DONE)
        world.store.execute(leader, accept_task, cmd)
    else:
        world.store.execute(leader, cancel_task, SetAside(task_id=task_id, reason="Thôi."))
    assert requests(world, task_id)[0].state is ExtensionState.LAPSED
    with pytest.raises(Conflict):
        approve(world, task_id)


def test_the_second_of_two_leaders_is_told(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    ask(world, task_id)
    seen = world.task(task_id).revision
    approve(world, task_id, revision=seen)
    with pytest.raises(Stale):
        approve(world, task_id, "thuky", revision=seen)
    with pytest.raises(Conflict) as refusal:
        approve(world, task_id, "thuky")
    assert refusal.value.code == "extension.none"


def test_everybody_is_told_once(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    ask(world, task_id)
    approve(world, task_id)
    assert told(world, "task.extension_requested") == {"lanhdao": 1, "thuky": 1}
    assert told(world, "task.extension_approved") == {"canbo": 1, "vanthu": 1, "truongphong": 1}


def told(world: World, kind: str) -> dict[str, int]:
    """Return how often each person was told of `kind`."""
    names = {person_id: name for name, person_id in world.office.people.items()}
    counts: dict[str, int] = {}
    with world.store.reading() as session:
        for row in session.scalars(select(NoticeRow).where(NoticeRow.kind == kind)):
            counts[names[row.person_id]] = counts.get(names[row.person_id], 0) + 1
    return counts
