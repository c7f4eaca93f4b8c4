"""Each rung once: across workers, crashes, new dates and other rules; and the forecast is true."""

import threading
from collections import Counter
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day
from ecabinet.core.notices import NoticeRow
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands import remind as module
from followup.commands.extend import (
    ApproveExtension,
    RequestExtension,
    approve_extension,
    request_extension,
)
from followup.commands.move_due import MoveDueDate, move_due_date
from followup.commands.reassign import ReassignTask, reassign_task
from followup.commands.remind import RemindPeople, find_due, remind_people
from followup.deadlines import on_working_day
from followup.models import ReminderKind
from followup.states import TaskState
from followup.tasks import remind
from tests.commands.followup.ladders import at, rungs
from tests.commands.followup.test_consult import ask
from tests.commands.followup.test_parts import write
from tests.commands.followup.world import World, tomorrow
from tests.proposals import Proposals

KINDS = (
    "task.due_soon", "task.overdue", "task.escalated", "task.part_due_soon", "task.part_overdue",
    "task.opinion_due", "proposal.opinion_due",
)  # fmt: skip


def sent(world: World, task_id: UUID | None = None) -> Counter[tuple[str, UUID]]:
    """How often each person was told of each kind."""
    query = select(NoticeRow).where(NoticeRow.kind.in_(KINDS))
    if task_id is not None:
        query = query.where(NoticeRow.subject_id == task_id)
    with world.store.reading() as session:
        return Counter((row.kind, row.person_id) for row in session.scalars(query))


def test_two_workers_at_once_and_a_crash_between_remind_once(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(30))
    write(world, task_id)
    moment = at(world.store, 60)
    day = on_working_day(office_day(moment))
    at(world.store, 50)
    ask(world, task_id, due_on=day)
    proposals = Proposals(world)
    proposals.ask(proposals.draft().id, due_on=day)
    at(world.store, (day - tomorrow(0)).days)
    with world.store.reading() as session:
        due = tuple(find_due(session, world.store.clock()))
    assert {one.kind for one in due} == set(ReminderKind)

    def dies(uow: UnitOfWork, cmd: RemindPeople) -> module.Reminded:
        remind_people(uow, cmd)
        raise RuntimeError("killed before the commit")

    with pytest.raises(RuntimeError):
        world.store.execute(SYSTEM, dies, RemindPeople(due=due))
    assert sent(world) == Counter()

    gate, counts = threading.Barrier(2), []

    def work() -> None:
        gate.wait()
        done = world.store.execute(SYSTEM, remind_people, RemindPeople(due=due))
        counts.append(done.count)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sorted(counts) == [0, 6]

    def lost(job: object) -> None:
        raise ConnectionError("the queue is gone after the commit")

    world.store.dispatch = lost
    remind(world.store)
    remind(world.store)
    people = [world.office.people[name] for name in ("canbo", "vanthu", "truongphong")]
    expected = {("task.overdue", one): 1 for one in people}
    assert sent(world, task_id) == expected | {
        ("task.escalated", world.office.people["lanhdao"]): 1,
        ("task.part_overdue", world.office.people["vanthubtc"]): 1,
        ("task.opinion_due", world.office.people["cuong"]): 1,
    }
    assert (
        Counter(kind for kind, _person in sent(world)).total()
        == sum(sent(world, task_id).values()) + len(proposals.told("opinion_due"))
        == 8
    )
    assert proposals.told("opinion_due") == {"vanthubtc", "khach01"}


def test_a_new_date_begins_the_ladder_anew_and_the_old_rungs_are_forgotten(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(30))
    for days in range(26, 33):
        at(world.store, days)
        remind(world.store)
    before = len(rungs(world))
    assert before
    ask = RequestExtension(task_id=task_id, new_due_on=tomorrow(60), reason="Chờ số liệu.")
    world.store.execute(world.actor("canbo"), request_extension, ask)
    world.store.execute(
        world.actor("lanhdao"), approve_extension, ApproveExtension(task_id=task_id)
    )
    for days in range(33, 50):
        at(world.store, days)
        remind(world.store)
    assert len(rungs(world)) == before
    for days in range(50, 64):
        at(world.store, days)
        remind(world.store)
    assert [r for _, kind, r in rungs(world)[before:] if kind is ReminderKind.REMIND][:2] == [-3, 0]


def test_who_was_given_the_task_anew_on_the_day_of_a_rung_knows(world: World) -> None:
    due_on = on_working_day(tomorrow(40))
    task_id = world.issue(due_on=due_on, coordinating_unit_ids=[]).id
    due = (due_on - tomorrow(0)).days
    at(world.store, due, hour=8)
    anew = ReassignTask(
        task_id=task_id, lead_unit_id=world.office.units["BTCTU"], reason="Đúng chức năng hơn."
    )
    world.store.execute(world.actor("thuky"), reassign_task, anew)
    remind(world.store)
    assert rungs(world) == []
    at(world.store, (on_working_day(tomorrow(due + 1)) - tomorrow(0)).days)
    remind(world.store)
    assert [rung for _, _, rung in rungs(world)] == [1]


def test_who_was_told_of_another_date_on_the_day_of_a_rung_knows(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(60))
    due_on = on_working_day(tomorrow(40))
    at(world.store, (due_on - tomorrow(0)).days, hour=8)
    move = MoveDueDate(task_id=task_id, due_on=due_on, reason="Cần sớm hơn.")
    world.store.execute(world.actor("lanhdao"), move_due_date, move)
    remind(world.store)
    assert rungs(world) == []
