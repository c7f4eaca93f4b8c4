"""Each rung once: across workers, crashes, new dates and other rules; and the forecast is true."""

import threading
from collections import Counter
from datetime import datetime, time
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.catalogues.commands.content import EntryContent
from ecabinet.catalogues.commands.entries import CreateEntry, create_entry
from ecabinet.catalogues.policies import POLICIES
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import OFFICE_ZONE, office_day
from ecabinet.core.notices import NoticeRow
from ecabinet.core.unit_of_work import Store, UnitOfWork
from followup.commands import remind as module
from followup.commands.extend import (
    ApproveExtension,
    RequestExtension,
    approve_extension,
    request_extension,
)
from followup.commands.reassign import ReassignTask, reassign_task
from followup.commands.remind import RemindPeople, find_due, remind_people
from followup.deadlines import on_working_day
from followup.models import ReminderKind, TaskReminder
from followup.queries.climbers import OPINIONS, PARTS, PROPOSAL_OPINIONS
from followup.queries.outlook import DAYS, outlook
from followup.queries.planned import Planned
from followup.reminder_rules import REMINDER_RULES
from followup.states import TaskState
from followup.tasks import remind
from tests.commands.followup.test_consult import ask
from tests.commands.followup.test_parts import write
from tests.commands.followup.world import World, tomorrow
from tests.proposals import Proposals

KINDS = (
    "task.due_soon", "task.overdue", "task.escalated", "task.part_due_soon", "task.part_overdue",
    "task.opinion_due", "proposal.opinion_due",
)  # fmt: skip


def at(store: Store, days: int, hour: int = 8) -> datetime:
    """Set the clock of the office to an hour of the day `days` from today."""
    moment = datetime.combine(tomorrow(days), time(hour), OFFICE_ZONE)
    store.clock = lambda: moment
    return moment


def sent(world: World, task_id: UUID | None = None) -> Counter[tuple[str, UUID]]:
    """How often each person was told of each kind."""
    query = select(NoticeRow).where(NoticeRow.kind.in_(KINDS))
    if task_id is not None:
        query = query.where(NoticeRow.subject_id == task_id)
    with world.store.reading() as session:
        return Counter((row.kind, row.person_id) for row in session.scalars(query))


def rungs(world: World) -> list[tuple[UUID, ReminderKind, int]]:
    """All that was told of tasks, by rung."""
    with world.store.reading() as session:
        rows = session.scalars(select(TaskReminder).order_by(TaskReminder.at, TaskReminder.rung))
        return [(row.task_id, row.what, row.rung) for row in rows]


def thing(row: Planned) -> UUID:
    """Return whose rung it is: the task, that of the part, the opinion asked for."""
    return row.task.id if row.task and row.kind is ReminderKind.PART else row.key


def climbed(world: World) -> set[tuple[UUID, ReminderKind, int]]:
    """All that was told of anything."""
    with world.store.reading() as session:
        return set(rungs(world)) | {
            (getattr(row, next(iter(one.key))), one.kinds[0], row.rung)
            for one in (PARTS, OPINIONS, PROPOSAL_OPINIONS)
            for row in session.scalars(select(one.reminder))
        }


def add_rule(world: World, code: str, **data: Any) -> None:
    """Give a unit its own rule."""
    permissions.register(POLICIES)
    content = EntryContent(code=code, name=f"Quy tắc {code}", data=data)
    cmd = CreateEntry(catalogue=REMINDER_RULES.key, **content.model_dump())
    world.store.execute(world.actor("quantri"), create_entry, cmd)


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


def test_a_body_follows_its_own_rule_in_its_own_hours(world: World) -> None:
    add_rule(world, "BTCTU", before=[10], rest_quiet=False, on_day=False, from_hour=13)
    due_on = on_working_day(tomorrow(40))
    ours = world.issue("Việc của Văn phòng", due_on=due_on).id
    btc = {"lead_unit_id": world.office.units["BTCTU"], "coordinating_unit_ids": []}
    theirs = world.issue("Việc của Ban Tổ chức", due_on=due_on, **btc).id
    first = (due_on - tomorrow(0)).days
    seen: list[tuple[UUID, int, int, int]] = []
    for days in range(first - 12, first + 5):
        for hour in (8, 14):
            at(world.store, days, hour)
            remind(world.store)
            new = rungs(world)[len(seen) :]
            seen += [(task_id, rung, days - first, hour) for task_id, _kind, rung in new]
    assert [one[1:] for one in seen if one[0] == theirs] == [(-10, -10, 14), (1, 1, 14), (4, 4, 14)]
    assert [one[1] for one in seen if one[0] == ours][:3] == [-3, 0, 1]


def test_the_forecast_is_what_is_sent_and_its_figures_are_its_rows(world: World) -> None:
    add_rule(world, "BTCTU", before=[9, 2], late_every=2, escalate_after=1, rest_quiet=False)
    btc = {"lead_unit_id": world.office.units["BTCTU"], "coordinating_unit_ids": []}
    proposals = Proposals(world)
    for days in (1, 2, 4, 6, 9, 13, 20, 33):
        world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(days))
        theirs = world.issue(f"Việc {days}", due_on=tomorrow(days), **btc).id
        ours = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(40))
        write(world, ours, due_on=tomorrow(days))
        ask(world, ours, unit_ids=[world.office.units["UBKTTU"]], due_on=tomorrow(days))
        ask(world, theirs, "theodoi", due_on=tomorrow(days))
        proposals.ask(proposals.draft("theodoi").id, "theodoi", due_on=tomorrow(days))
    moment = at(world.store, 5, hour=6)
    tracker = world.actor("theodoi")
    with world.store.reading() as session:
        found = outlook(session, tracker, moment)
        planned = set()
        for day in found.days:
            for kind in ReminderKind:
                page = outlook(session, tracker, moment, day.on, kind, limit=200)
                assert (len(page.rows), page.total) == (day.count(kind),) * 2
                planned |= {(day.on, thing(row), kind, row.rung) for row in page.rows}
        assert outlook(session, world.actor("chutri"), moment).rows == ()
    assert {kind for _on, _key, kind, _rung in planned} == set(ReminderKind)
    assert len(planned) > 60
    done, really = climbed(world), set()
    for ahead in range(DAYS):
        at(world.store, 5 + ahead)
        remind(world.store)
        really |= {(tomorrow(5 + ahead), *one) for one in climbed(world) - done}
        done = climbed(world)
    assert really == planned


def test_the_list_of_a_day_goes_on_page_by_page(world: World) -> None:
    due = on_working_day(tomorrow(20))
    ids = {world.issue(f"Việc {n}", due_on=due).id for n in range(7)}
    moment = at(world.store, (due - tomorrow(0)).days, hour=6)
    seen: list[UUID] = []
    after: str | None = None
    with world.store.reading() as session:
        for _ in range(4):
            page = outlook(session, world.actor("theodoi"), moment, due, after=after, limit=2)
            seen += [row.task.id for row in page.rows]
            after = page.next_after
    assert (set(seen), len(seen), after) == (ids, 7, None)
