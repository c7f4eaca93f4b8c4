"""Tasks go with the office through which they are held, and remember who held them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ecabinet.accounts.commands.handovers import HandOverOffice, hand_over_office
from ecabinet.accounts.commands.offices import GiveOffice, give_office
from ecabinet.accounts.commands.units_merge import MergeUnits, merge_units
from ecabinet.accounts.due import sweep
from ecabinet.accounts.models import Office
from ecabinet.accounts.policies import POLICIES as ACCOUNT_POLICIES
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.accounts.units_effect import sweep_units
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.notices import NoticeRow
from ecabinet.core.permissions import allows
from followup.commands.hand_over import count_tasks
from followup.models import EntryKind, Task, TaskConsult, TaskEntry
from followup.policies import TaskPermission
from followup.states import TaskState
from tests.commands.followup.test_consult import ask
from tests.commands.followup.test_exchange import say
from tests.commands.followup.world import World
from tests.days import today


def office_of(world: World, username: str) -> Office:
    """Return the first office of a person."""
    with world.store.reading() as session:
        query = select(Office).where(Office.person_id == world.office.people[username])
        return session.scalars(query.order_by(Office.rank, Office.id)).first()


def hand(world: World, username: str, to: str, on=None, office_id=None):
    """Hand the (first) office of a person over."""
    payload = HandOverOffice(
        office_id=office_id or office_of(world, username).id,
        to_person_id=world.office.people[to], on=on or today(), reason="Luân chuyển",
    )  # fmt: skip
    return world.store.execute(SYSTEM, hand_over_office, payload)


def moved(handed) -> dict[str, int]:
    """Return all that moved; routing counts its slips where it has been registered.

    Of proposals there are none: test_proposal_hand_over.py.
    """
    found = {"slips": 0, **handed.moved}
    assert found.pop("proposals") == 0
    return found


def give(world: World, username: str, unit: str, role: Role, title: str):
    """Give a person one more office, after those held."""
    payload = GiveOffice(
        person_id=world.office.people[username], unit_id=world.office.units[unit], role=role,
        title=title, from_on=today(-1),
    )  # fmt: skip
    return world.store.execute(SYSTEM, give_office, payload).id


def who(world: World, task_id, part: str) -> str:
    """Return the user name of the assignee or supervisor."""
    names = {person_id: name for name, person_id in world.office.people.items()}
    return names[getattr(world.task(task_id), f"{part}_id")]


def entries(world: World, task_id):
    with world.store.reading() as session:
        query = select(TaskEntry).where(
            TaskEntry.task_id == task_id, TaskEntry.kind == EntryKind.HANDED_OVER
        )
        return session.scalars(query).all()


def test_the_next_holder_carries_the_open_tasks_on(world: World) -> None:
    going, done = world.in_state(TaskState.IN_PROGRESS), world.in_state(TaskState.ACCEPTED)
    handed = hand(world, "canbo", "cuong")
    assert moved(handed) == {"tasks": 1, "slips": 0}
    assert who(world, going, "assignee") == "cuong"
    assert who(world, done, "assignee") == "canbo"
    assert world.task(going).state is TaskState.IN_PROGRESS
    entry = entries(world, going)[0]
    assert entry.detail["parts"] == ["assignee"]
    assert (entry.detail["from_name"], entry.detail["to_name"]) == (
        "Vũ Đình Cán Bộ", "Lý Mạnh Cường"
    )  # fmt: skip
    assert entries(world, done) == []


def test_rights_go_with_the_task(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    hand(world, "canbo", "cuong")
    task = world.task(task_id)
    assert allows(world.actor("cuong"), TaskPermission.REPORT, task)
    assert not allows(world.actor("canbo"), TaskPermission.READ, task)


def test_a_supervising_leader_hands_over_what_is_supervised(world: World) -> None:
    task_id = world.in_state(TaskState.REPORTED_DONE)
    hand(world, "lanhdao", "cuong")
    assert who(world, task_id, "supervisor") == "cuong"
    assert who(world, task_id, "assignee") == "canbo"
    assert entries(world, task_id)[0].detail["parts"] == ["supervisor"]


def test_tasks_held_through_another_office_stay(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    other = give(world, "canbo", "BTCTU", Role.OFFICIAL, "Cán bộ tăng cường")
    second = give(world, "canbo", "VPTU", Role.MEMBER, "Bí thư chi bộ")
    for office_id in (other, second):
        assert moved(hand(world, "canbo", "cuong", office_id=office_id)) == {"tasks": 0, "slips": 0}
    assert who(world, task_id, "assignee") == "canbo"
    assert entries(world, task_id) == []


def test_a_leader_of_two_units_keeps_what_lies_below_the_other(world: World) -> None:
    below = world.in_state(TaskState.IN_PROGRESS)
    beside = world.issue(lead_unit_id=world.office.units["BTCTU"], coordinating_unit_ids=[]).id
    nearer = give(world, "lanhdao", "VPTU", Role.LEADER, "Chánh Văn phòng")
    assert moved(hand(world, "lanhdao", "cuong", office_id=nearer)) == {"tasks": 1, "slips": 0}
    assert who(world, below, "supervisor") == "cuong"
    assert who(world, beside, "supervisor") == "lanhdao"


def test_the_new_holder_is_told_once_of_all(world: World) -> None:
    for _ in range(2):
        world.in_state(TaskState.IN_PROGRESS)
    hand(world, "canbo", "cuong")
    with world.store.reading() as session:
        told = session.scalars(select(NoticeRow).where(NoticeRow.kind == "task.handed_over")).all()
    assert [(n.person_id, n.params["count"]) for n in told] == [(world.office.people["cuong"], 2)]


def test_an_opinion_that_is_owed_goes_with_the_first_office(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    asked = ask(world, task_id, person_ids=[world.office.people["dongnghiep"]])
    given = ask(world, task_id, person_ids=[world.office.people["dongnghiep"]])
    say(world, "dongnghiep", task_id, "Nhất trí.", answers_id=given)
    assert moved(hand(world, "dongnghiep", "cuong"))["tasks"] == 1
    assert entries(world, task_id)[0].detail["parts"] == ["opinion"]
    say(world, "cuong", task_id, "Đồng ý.", answers_id=asked)
    with world.store.reading() as session:
        rows = session.scalars(select(TaskConsult)).all()
    names = {row.message_id: (row.person_id, row.answered_at is not None) for row in rows}
    people = world.office.people
    assert names == {asked: (people["cuong"], True), given: (people["dongnghiep"], True)}


def test_the_form_counts_what_would_move(world: World) -> None:
    world.in_state(TaskState.IN_PROGRESS)
    world.in_state(TaskState.ACCEPTED)
    with world.store.reading() as session:
        assert count_tasks(session, office_of(world, "canbo").id) == 1
        assert count_tasks(session, office_of(world, "lanhdao").id) == 1
        assert count_tasks(session, office_of(world, "cuong").id) == 0


def test_on_a_later_day_the_tasks_of_that_day_move_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand(world, "canbo", "cuong", on=today(1))
    task_id = world.in_state(TaskState.IN_PROGRESS)
    sweep(world.store)
    assert who(world, task_id, "assignee") == "canbo"
    monkeypatch.setattr(world.store, "clock", lambda: utc_now() + timedelta(days=1))
    sweep(world.store)
    sweep(world.store)
    assert who(world, task_id, "assignee") == "cuong"
    assert len(entries(world, task_id)) == 1
    with world.store.reading() as session:
        assert session.scalars(select(Task.issued_by_id)).all() == [world.office.people["thuky"]]


def test_the_inbox_of_the_unit_goes_with_the_office(world: World) -> None:
    waiting = world.issue().id
    task = world.task(waiting)
    assert allows(world.actor("vanthu"), TaskPermission.RECEIVE, task)
    assert not allows(world.actor("cuong"), TaskPermission.READ, task)
    hand(world, "vanthu", "cuong")
    assert allows(world.actor("cuong"), TaskPermission.RECEIVE, task)
    assert not allows(world.actor("vanthu"), TaskPermission.READ, task)


def test_a_handover_planned_over_a_merger_passes_the_tasks_and_the_inbox(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    permissions.register(ACCOUNT_POLICIES)
    going, waiting = world.in_state(TaskState.IN_PROGRESS), world.issue().id
    hand(world, "canbo", "cuong", on=today(4))
    hand(world, "vanthu", "daibieu01", on=today(4))
    merge = MergeUnits(
        predecessor_ids=(world.office.units["VPTU"],), successor_id=world.office.units["HUTD"],
        from_on=today(2), reason="15-QĐ/TU",
    )  # fmt: skip
    world.store.execute(world.actor("quantri"), merge_units, merge)
    for days in (2, 4):
        clock = utc_now() + timedelta(days=days)
        monkeypatch.setattr(world.store, "clock", lambda clock=clock: clock)
        sweep_units(world.store)
        sweep(world.store)
    assert who(world, going, "assignee") == "cuong"
    with world.store.reading() as session:
        clerk = actor_by_username(session, "daibieu01", world.store.clock())
    assert allows(clerk, TaskPermission.RECEIVE, world.task(waiting))
