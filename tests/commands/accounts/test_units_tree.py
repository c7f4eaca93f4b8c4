"""The tree: moves at once and planned, never in a circle, also with two at once; order; closing."""

import threading
from typing import Any

import pytest

from ecabinet.accounts import closing
from ecabinet.accounts.commands.offices import GiveOffice, give_office
from ecabinet.accounts.commands.units_close import WithdrawPlan, withdraw_plan
from ecabinet.accounts.commands.units_tree import OrderUnits, order_units
from ecabinet.accounts.queries import directory
from ecabinet.core.errors import Conflict, DomainError, Invalid, Stale
from tests.commands.accounts.units import Tree, day


def test_a_unit_moves_with_all_below_it(tree: Tree) -> None:
    room = tree.create("P1", "VPTU")
    tree.move(tree.id("VPTU"), tree.id("TU"))
    assert tree.unit(tree.id("VPTU")).parent_id == tree.id("TU")
    assert tree.unit(room).parent_id == tree.id("VPTU")
    assert tree.called(tree.id("VPTU"), -1).parent_id is None


def test_it_can_go_back_to_the_top(tree: Tree) -> None:
    room = tree.create("P1", "VPTU")
    tree.move(room, None)
    assert tree.unit(room).parent_id is None


def test_a_circle_is_refused_at_any_depth(tree: Tree) -> None:
    one = tree.create("P1", "VPTU")
    two = tree.create("P2", "P1")
    with pytest.raises(Invalid) as itself:
        tree.move(one, one)
    assert itself.value.code == "unit.own_parent"
    for below in (one, two):
        with pytest.raises(Conflict) as refusal:
            tree.move(tree.id("VPTU"), below)
        assert refusal.value.code == "unit.circle"


def test_a_circle_with_what_is_planned_is_refused_too(tree: Tree) -> None:
    tree.move(tree.id("BTCTU"), tree.id("VPTU"), 5)
    with pytest.raises(Conflict) as refusal:
        tree.move(tree.id("VPTU"), tree.id("BTCTU"), 2)
    assert refusal.value.code == "unit.circle"


def test_a_planned_move_takes_effect_on_its_day(tree: Tree) -> None:
    tree.move(tree.id("VPTU"), tree.id("TU"), 3)
    tree.later(2)
    assert tree.unit(tree.id("VPTU")).parent_id is None
    tree.later(3)
    assert tree.unit(tree.id("VPTU")).parent_id == tree.id("TU")


def test_of_two_moves_at_once_that_would_close_a_circle_one_is_refused(tree: Tree) -> None:
    one, two = tree.create("P1"), tree.create("P2")
    start, ends = threading.Barrier(2), []

    def attempt(unit: Any, parent: Any) -> None:
        start.wait()
        try:
            tree.move(unit, parent)
            ends.append("moved")
        except DomainError as error:
            ends.append(error.code)

    threads = [threading.Thread(target=attempt, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["moved", "unit.circle"]
    assert [tree.unit(one).parent_id, tree.unit(two).parent_id].count(None) == 1


def test_sisters_are_put_into_another_order(tree: Tree) -> None:
    ids = [tree.create(code, "VPTU") for code in ("P1", "P2", "P3")]
    wanted = (ids[2], ids[0], ids[1])
    tree.run(order_units, OrderUnits(parent_id=tree.id("VPTU"), unit_ids=wanted))
    with tree.store.reading() as session:
        shown = [u.id for u in directory.units(session, day()) if u.id in ids]
    assert tuple(sorted(ids, key=lambda i: tree.unit(i).rank)) == wanted
    assert set(shown) == set(ids)
    for wrong in (wanted[:2], (*wanted, tree.id("TU")), (ids[0], ids[0], ids[1])):
        with pytest.raises(Stale):
            tree.run(order_units, OrderUnits(parent_id=tree.id("VPTU"), unit_ids=wrong))


def test_a_closed_unit_is_offered_nowhere_and_keeps_its_name(tree: Tree) -> None:
    unit_id = tree.create("P1")
    tree.close(unit_id, 2)
    with tree.store.reading() as session:
        assert unit_id in {u.id for u in directory.units(session, day(1))}
        assert unit_id not in {u.id for u in directory.units(session, day(2))}
    assert tree.called(unit_id, 100).name == "Đơn vị P1"


def test_a_closed_unit_gets_nothing_below_it_and_keeps_its_sign(tree: Tree) -> None:
    unit_id = tree.create("P1")
    tree.close(unit_id)
    with pytest.raises(Conflict) as child:
        tree.create("P2", "P1")
    assert child.value.code == "unit.parent_closed"
    with pytest.raises(Conflict) as move:
        tree.move(tree.id("VPTU"), unit_id)
    assert move.value.code == "unit.parent_closed"
    with pytest.raises(Conflict) as sign:
        tree.create("P1")
    assert sign.value.code == "unit.code_of_closed"
    with pytest.raises(Conflict):
        tree.rename(unit_id, "Tên mới")
    with pytest.raises(Conflict):
        tree.close(unit_id)


def test_a_unit_with_something_hanging_on_it_is_not_closed(tree: Tree) -> None:
    tree.create("P1", "VPTU")
    with pytest.raises(Conflict) as refusal:
        tree.close(tree.id("VPTU"))
    what = refusal.value.params["what"]
    assert isinstance(what, closing.Reasons)
    assert {(one.name, one.count) for one in what.found} == {("units", 1), ("people", 3)}
    assert tree.unit(tree.id("VPTU")).closed_on is None


def test_features_say_what_of_theirs_hangs_there(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit_id = tree.create("P1")
    asked = {"papers": (lambda _session, found: 4 * (found == unit_id), lambda n: f"{n} tờ")}
    monkeypatch.setattr(closing, "_COUNTS", asked)
    with pytest.raises(Conflict) as refusal:
        tree.close(unit_id)
    assert str(refusal.value.params["what"]) == "4 tờ"
    tree.close(tree.create("P2"))


def test_a_move_away_lets_the_parent_be_closed_on_that_day_but_not_before(tree: Tree) -> None:
    parent = tree.create("P1")
    child = tree.create("P2", "P1")
    tree.move(child, None, 4)
    with pytest.raises(Conflict):
        tree.close(parent, 3)
    tree.close(parent, 4)


def test_a_planned_closing_can_be_taken_back(tree: Tree) -> None:
    unit_id = tree.create("P1")
    tree.close(unit_id, 3)
    tree.run(withdraw_plan, WithdrawPlan(unit_id=unit_id))
    assert tree.unit(unit_id).closed_on is None
    tree.rename(unit_id, "Vẫn còn", 5)


def test_a_closing_that_has_come_cannot_be_taken_back(tree: Tree) -> None:
    unit_id = tree.create("P1")
    tree.close(unit_id)
    with pytest.raises(Conflict) as refusal:
        tree.run(withdraw_plan, WithdrawPlan(unit_id=unit_id))
    assert refusal.value.code == "unit.nothing_planned"


def refused(code: str, work: Any, *arguments: Any) -> dict[str, object]:
    """Do `work` and see it refused with `code`; return the parameters of the refusal."""
    with pytest.raises(DomainError) as refusal:
        work(*arguments)
    assert refusal.value.code == code
    return refusal.value.params


def test_days_that_can_only_be_mistyped_are_refused(tree: Tree) -> None:
    unit_id = tree.create("P1")
    assert refused("unit.day_too_early", tree.rename, unit_id, "A", -40_000)["field"] == "from_on"
    refused("unit.day_too_late", tree.rename, unit_id, "A", 4_000)
    tree.rename(unit_id, "Tên cũ nhập muộn", -9_000)
    assert tree.called(unit_id, -9_001).name == "Đơn vị P1"


def test_a_closing_or_merger_is_entered_at_most_a_year_late(tree: Tree) -> None:
    one, two = tree.create("P1"), tree.create("P2")
    assert refused("unit.day_too_early", tree.close, one, -367)["day"] == f"{day(-366):%d/%m/%Y}"
    with pytest.raises(Invalid) as refusal:
        tree.merge(two, one, days=-367)
    assert refusal.value.code == "unit.day_too_early"
    tree.close(one, -366)


def test_a_unit_that_others_will_come_below_is_not_closed_before(tree: Tree) -> None:
    parent, child = tree.create("P1"), tree.create("P2")
    tree.move(child, parent, 5)
    refused("unit.in_use", tree.close, parent, 2)


def test_a_unit_that_will_close_gets_nothing_below_it(tree: Tree) -> None:
    parent, child = tree.create("P1"), tree.create("P2")
    tree.close(parent, 5)
    refused("unit.parent_closes", tree.create, "P3", "P1")
    refused("unit.parent_closes", tree.move, child, parent)


def test_a_unit_into_which_another_will_merge_stays(tree: Tree) -> None:
    one, two = tree.create("P1"), tree.create("P2")
    tree.merge(two, one, days=5)
    params = refused("unit.awaits_merger", tree.close, two, 2)
    assert params["other"] == "Đơn vị P1"
    refused("unit.awaits_merger", tree.merge, tree.id("TU"), two)
    tree.later(5)
    tree.close(two, 6)


def test_nothing_is_merged_into_a_unit_that_will_close(tree: Tree) -> None:
    one, two = tree.create("P1"), tree.create("P2")
    tree.close(two, 5)
    refused("unit.heir_closes", tree.merge, two, one)


def test_nobody_stays_in_a_unit_that_is_to_be_closed(tree: Tree) -> None:
    unit_id = tree.create("P1")
    tree.close(unit_id, 10)
    to_hold = {
        "person_id": tree.office.people["canbo"], "unit_id": unit_id, "role": "official",
        "title": "Chuyên viên", "from_on": day(),
    }  # fmt: skip
    for last in (None, day(10)):
        with pytest.raises(Invalid, match=r"office.unit_closed"):
            tree.run(give_office, GiveOffice(**to_hold, to_on=last))
    tree.run(give_office, GiveOffice(**to_hold, to_on=day(9)))


def test_an_office_without_end_passes_over_in_a_merger(tree: Tree) -> None:
    old, new = tree.create("P1"), tree.create("P2")
    tree.merge(new, old, days=5)
    to_hold = {
        "person_id": tree.office.people["canbo"], "unit_id": old, "role": "official",
        "title": "Chuyên viên", "from_on": day(),
    }  # fmt: skip
    tree.run(give_office, GiveOffice(**to_hold))
