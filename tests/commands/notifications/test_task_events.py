"""Who is told of what happens to a task: each deed, and the dates that come near and pass."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from ecabinet.core.clock import OFFICE_ZONE
from followup.commands.decide import ReturnTask, return_task
from followup.commands.reassign import (
    InsistOnTask,
    ReassignTask,
    insist_on_task,
    reassign_task,
)
from followup.commands.receive import RefuseTask, refuse_task
from followup.commands.set_aside import SetAside, cancel_task, resume_task, suspend_task
from followup.deadlines import on_working_day
from followup.notices import KINDS
from followup.states import TaskState
from followup.tasks import remind
from tests.commands.followup.world import World, tomorrow
from tests.commands.notifications.conftest import Post
from tests.counting import counted

DESK = {"vanthu", "truongphong"}
DOERS = DESK | {"canbo"}
WHY = "Chờ kinh phí."


def told(post: Post, what: str) -> dict[str, int]:
    """How often each was told of this; nobody else was."""
    counts = {
        username: len([n for n in post.notices(username) if n.kind == f"task.{what}"])
        for username in post.office.people
    }
    return {username: count for username, count in counts.items() if count}


def once(*usernames: str) -> dict[str, int]:
    """Each of them once."""
    return dict.fromkeys(usernames, 1)


def refuse(world: World, task_id: UUID) -> None:
    cmd = RefuseTask(task_id=task_id, reason=WHY)
    world.store.execute(world.actor("vanthu"), refuse_task, cmd)


def give_back(world: World, task_id: UUID) -> None:
    cmd = ReturnTask(task_id=task_id, reason=WHY)
    world.store.execute(world.actor("lanhdao"), return_task, cmd)


def reassign(world: World, task_id: UUID) -> None:
    unit_id = world.office.units["TU"]
    cmd = ReassignTask(task_id=task_id, lead_unit_id=unit_id, reason=WHY)
    world.store.execute(world.actor("lanhdao"), reassign_task, cmd)


def insist(world: World, task_id: UUID) -> None:
    cmd = InsistOnTask(task_id=task_id, reason=WHY)
    world.store.execute(world.actor("lanhdao"), insist_on_task, cmd)


def set_aside(deed: Callable[..., None]) -> Callable[[World, UUID], None]:
    """The leader puts a task aside or takes it up again."""

    def step(world: World, task_id: UUID) -> None:
        world.store.execute(world.actor("lanhdao"), deed, SetAside(task_id=task_id, reason=WHY))

    return step


STORIES: dict[str, tuple[TaskState, Callable[[World, UUID], None], set[str]]] = {
    "reassigned": (TaskState.REFUSED, reassign, DESK | {"thuky"}),
    "insisted": (TaskState.REFUSED, insist, DESK | {"thuky"}),
    "received": (TaskState.ASSIGNED, World.receive, {"thuky"}),
    "refused": (TaskState.ASSIGNED, refuse, {"thuky", "lanhdao"}),
    "assigned": (TaskState.RECEIVED, lambda w, t: w.assign(t, "dongnghiep"), {"dongnghiep"}),
    "unassigned": (TaskState.RECEIVED, lambda w, t: w.assign(t, "dongnghiep"), {"canbo"}),
    "reported": (TaskState.RECEIVED, lambda w, t: w.report(t, 30), {"lanhdao"}),
    "completion_reported": (TaskState.RECEIVED, lambda w, t: w.report(t, done=True), {"lanhdao"}),
    "returned": (TaskState.REPORTED_DONE, give_back, DOERS),
    "accepted": (TaskState.REPORTED_DONE, World.accept, DOERS | {"thuky"}),
    "suspended": (TaskState.IN_PROGRESS, set_aside(suspend_task), DOERS),
    "resumed": (TaskState.SUSPENDED, set_aside(resume_task), DOERS),
    "cancelled": (TaskState.IN_PROGRESS, set_aside(cancel_task), DOERS),
}


@pytest.mark.parametrize("what", STORIES)
def test_each_deed_is_told_to_whom_it_concerns(world: World, post: Post, what: str) -> None:
    state, deed, people = STORIES[what]
    task_id = world.in_state(state)
    before = told(post, what)
    deed(world, task_id)
    after = told(post, what)
    assert {one for one in after if after[one] > before.get(one, 0)} == people


def test_every_kind_has_its_story() -> None:
    apart = {"chased", "escalated"}  # test_reminders.py, test_chase.py of follow-up.
    apart |= {"issued", "due_soon", "overdue", "handed_over"}  # Below; test_hand_over.py.
    apart |= {"said", "mentioned", "asked", "answered", "noted"}  # test_exchange.py
    apart |= {"extension_requested", "extension_approved", "extension_refused"}  # test_extend.py
    apart |= {"part_set", "part_withdrawn", "part_reported", "part_done"}  # test_parts.py
    apart |= {"part_assigned", "part_unassigned"}  # test_part_official.py
    apart |= {"consulted"}  # test_consult.py
    apart |= {"part_due_soon", "part_overdue", "opinion_due"}  # test_reminders.py of follow-up
    apart |= {"amended", "due_moved", "unit_removed"}  # test_amend.py
    apart |= {"period_returned"}  # test_periods.py
    assert {kind.name for kind in KINDS} == {f"task.{what}" for what in apart | set(STORIES)}


def test_a_new_task_is_told_once_to_each_as_the_most_weighty_part(world: World, post: Post) -> None:
    world.issue()
    assert told(post, "issued") == once(*DESK, "lanhdao", "vanthubtc", "vanthuubkt")
    parts = {who: post.notices(who)[0].params["part"] for who in told(post, "issued")}
    assert parts == {
        "vanthu": "lead", "truongphong": "lead", "lanhdao": "supervise",
        "vanthubtc": "coordinate", "vanthuubkt": "inform",
    }  # fmt: skip
    world.issue(supervisor_id=world.office.people["truongphong"])
    assert post.notices("truongphong")[-1].params["part"] == "lead"
    assert told(post, "issued")["truongphong"] == 2


def working(moment: datetime) -> datetime:
    """Eight o'clock on that day, or on the next working day."""
    local = moment.astimezone(OFFICE_ZONE)
    day = on_working_day(local.date())
    return local.replace(year=day.year, month=day.month, day=day.day, hour=8, minute=0)


@pytest.fixture
def morning(post: Post) -> Post:
    """It is eight o'clock tomorrow, in the office."""
    local = post.store.clock().astimezone(OFFICE_ZONE) + timedelta(days=1)
    post.at(local.replace(hour=8, minute=0))
    return post


def test_nobody_is_reminded_at_night_nor_of_what_is_done(world: World, morning: Post) -> None:
    world.in_state(TaskState.REPORTED_DONE, due_on=tomorrow(8))
    world.in_state(TaskState.SUSPENDED, due_on=tomorrow(8))
    world.in_state(TaskState.IN_PROGRESS, deadline_kind="standing", due_on=None)
    morning.at(working(morning.store.clock() + timedelta(days=30)))
    remind(world.store)
    assert told(morning, "overdue") == {}
    world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(50))
    dawn = working(morning.store.clock() + timedelta(days=60)).replace(hour=6)
    for hour, people in ((6, {}), (19, {}), (7, once(*DOERS))):
        morning.at(dawn.replace(hour=hour))
        remind(world.store)
        assert told(morning, "overdue") == people
    assert told(morning, "escalated") == once("lanhdao")


def test_a_task_issued_near_its_date_is_not_reminded_of_the_same_day(
    world: World, morning: Post
) -> None:
    world.issue(due_on=tomorrow(3))
    remind(world.store)
    assert told(morning, "due_soon") == {}


def test_many_overdue_tasks_cost_a_constant_number_of_queries(world: World, morning: Post) -> None:
    def asked() -> int:
        with counted(world.store.engine) as seen:
            remind(world.store)
        return len([one for one in seen if one.text.startswith("SELECT")])

    for _ in range(2):
        world.issue(due_on=tomorrow(10))
    morning.at(working(morning.store.clock() + timedelta(days=40)))
    few = asked()
    for _ in range(12):
        world.issue(due_on=tomorrow(50))
    morning.at(working(morning.store.clock() + timedelta(days=40)))
    # Those of the first round stand on a higher rung by now.
    assert (asked(), told(morning, "escalated")["lanhdao"]) == (few, 2 + 14)
