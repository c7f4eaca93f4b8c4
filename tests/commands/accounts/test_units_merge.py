"""A merger: the successor inherits inbox, people and units below, on the day and for ever."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts.commands.units_close import WithdrawPlan, withdraw_plan
from ecabinet.accounts.commands.units_merge import MergeUnits
from ecabinet.accounts.models import Office
from ecabinet.accounts.models.unit import UnitHeir
from ecabinet.core.actors import Role
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.outbox import OutboxEntry
from tests.commands.accounts.units import Tree, day


def offices(tree: Tree, username: str) -> list[tuple[UUID, str, date, date | None]]:
    """All offices of somebody, by their beginning."""
    with tree.store.reading() as session:
        query = select(Office).where(Office.person_id == tree.office.people[username])
        rows = session.scalars(query.order_by(Office.from_on))
        return [(o.unit_id, o.role, o.from_on, o.to_on) for o in rows]


def as_official(tree: Tree, username: str) -> set[UUID]:
    """The units in which somebody is an official now."""
    return set(tree.actor(username).units_as(Role.OFFICIAL))


def test_the_people_go_over_and_keep_their_role(tree: Tree) -> None:
    old, new = tree.id("BTCTU"), tree.id("UBKTTU")
    tree.merge(new, old)
    assert offices(tree, "cuong") == [
        (old, "official", date(2020, 1, 1), day(-1)),
        (new, "official", day(), None),
    ]
    assert tree.unit(old).closed_on == day()
    assert tree.unit(old).successor_id == new


def test_the_successor_opens_the_inbox_of_the_predecessor(tree: Tree) -> None:
    old, new = tree.id("BTCTU"), tree.id("HUTD")
    assert as_official(tree, "khach01") == {new}
    tree.merge(new, old)
    assert as_official(tree, "khach01") == {new, old}
    assert as_official(tree, "cuong") == {new, old}
    inherited = [o for o in tree.actor("khach01").offices if o.inherited]
    assert [(o.unit_id, o.role) for o in inherited] == [(old, Role.OFFICIAL)]


def test_a_chain_of_mergers_is_followed_to_its_beginning(tree: Tree) -> None:
    one, two, three = tree.create("A1"), tree.create("A2"), tree.id("HUTD")
    tree.merge(two, one)
    tree.merge(three, two)
    assert as_official(tree, "khach01") == {one, two, three}


def test_a_chain_written_from_its_end_is_followed_too(tree: Tree) -> None:
    one, two, three = tree.create("A1"), tree.create("A2"), tree.id("HUTD")
    tree.merge(three, two, days=1)
    tree.merge(two, one, days=0)
    tree.later(1)
    assert as_official(tree, "khach01") == {one, two, three}


def test_several_units_become_one(tree: Tree) -> None:
    one, two, new = tree.id("BTCTU"), tree.id("HUTD"), tree.create("BMOI")
    below = tree.create("P1", "BTCTU")
    tree.merge(new, one, two)
    assert tree.unit(below).parent_id == new
    assert tree.called(below, -1).parent_id == one
    assert as_official(tree, "cuong") == as_official(tree, "khach01") == {one, two, new}


def test_a_planned_merger_changes_nothing_before_its_day_and_all_on_it(tree: Tree) -> None:
    old, new = tree.id("BTCTU"), tree.id("HUTD")
    below = tree.create("P1", "BTCTU")
    tree.merge(new, old, days=3)
    tree.later(2)
    assert as_official(tree, "cuong") == {old}
    assert tree.unit(below).parent_id == old
    tree.later(3)
    assert as_official(tree, "cuong") == {new, old}
    assert tree.unit(below).parent_id == new
    before = offices(tree, "cuong")
    tree.later(4)
    assert offices(tree, "cuong") == before


def test_a_planned_merger_can_be_taken_back(tree: Tree) -> None:
    old, new = tree.id("BTCTU"), tree.id("HUTD")
    tree.merge(new, old, days=3)
    tree.run(withdraw_plan, WithdrawPlan(unit_id=old))
    tree.later(9)
    assert tree.unit(old).successor_id is None
    assert as_official(tree, "cuong") == {old}
    assert as_official(tree, "khach01") == {new}


def test_an_office_held_in_both_is_not_doubled(tree: Tree) -> None:
    old, new = tree.id("BTCTU"), tree.id("HUTD")

    def also_there(uow: object, _cmd: MergeUnits) -> None:
        uow.session.add(  # type: ignore[attr-defined]
            Office(
                person_id=tree.office.people["cuong"], unit_id=new, role="official",
                title="Chuyên viên", from_on=date(2021, 1, 1),
            )
        )  # fmt: skip

    cmd = MergeUnits(predecessor_ids=(old,), successor_id=new, from_on=day(), reason="x")
    tree.run(also_there, cmd)
    tree.merge(new, old)
    assert [unit for unit, _, _, to_on in offices(tree, "cuong") if to_on is None] == [new]


def test_an_office_of_the_future_begins_in_the_successor(tree: Tree) -> None:
    old, new = tree.id("BTCTU"), tree.id("HUTD")

    def tomorrow(uow: object, _cmd: MergeUnits) -> None:
        office = uow.session.scalars(  # type: ignore[attr-defined]
            select(Office).where(Office.person_id == tree.office.people["cuong"])
        ).one()
        office.from_on = day(1)

    cmd = MergeUnits(predecessor_ids=(old,), successor_id=new, from_on=day(), reason="x")
    tree.run(tomorrow, cmd)
    tree.merge(new, old)
    assert offices(tree, "cuong") == [(new, "official", day(1), None)]


def test_sockets_of_those_who_went_over_are_closed(tree: Tree) -> None:
    tree.merge(tree.id("HUTD"), tree.id("BTCTU"))
    with tree.store.reading() as session:
        events = session.scalars(select(OutboxEntry).where(OutboxEntry.stream == "access")).all()
    assert [e.payload["person_id"] for e in events] == [str(tree.office.people["cuong"])]


def test_nonsense_is_refused_and_nothing_half_done(tree: Tree) -> None:
    one, two = tree.id("BTCTU"), tree.id("HUTD")
    below = tree.create("P1", "BTCTU")
    with pytest.raises(Invalid):
        tree.merge(one, one)
    with pytest.raises(Invalid):
        tree.merge(one, two, two)
    with pytest.raises(Conflict) as inside:
        tree.merge(below, two, one)
    assert inside.value.code == "unit.successor_below"
    closed = tree.create("P9")
    tree.close(closed)
    for into, unit in ((closed, one), (one, closed)):
        with pytest.raises(Conflict) as refusal:
            tree.merge(into, two, unit) if into == one else tree.merge(into, unit)
        assert refusal.value.code == "unit.closed"
    assert tree.unit(two).closed_on is None
    with tree.store.reading() as session:
        assert session.scalars(select(UnitHeir)).all() == []


def test_what_is_planned_for_a_predecessor_must_be_settled_first(tree: Tree) -> None:
    tree.rename(tree.id("BTCTU"), "Tên mới", 5)
    with pytest.raises(Conflict) as refusal:
        tree.merge(tree.id("HUTD"), tree.id("BTCTU"), days=2)
    assert refusal.value.code == "unit.changed_later"
