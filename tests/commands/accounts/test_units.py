"""Units are created, renamed, recoded: at once, back-dated, planned; history is never rewritten."""

import pytest
from pydantic import ValidationError

from ecabinet.accounts.commands.units import ChangeUnit, CreateUnit, change_unit, create_unit
from ecabinet.accounts.commands.units_close import WithdrawPlan, withdraw_plan
from ecabinet.accounts.models.unit import UnitKind
from ecabinet.accounts.queries import directory
from ecabinet.core import audit
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from tests.commands.accounts.units import Tree, day


def codes(tree: Tree, days: int = 0) -> set[str]:
    """The signs a chooser offers."""
    with tree.store.reading() as session:
        return {unit.code for unit in directory.units(session, day(days))}


def test_a_new_unit_is_last_beside_its_sisters(tree: Tree) -> None:
    first, second = tree.create("P1", "VPTU"), tree.create("P2", "VPTU", kind=UnitKind.DIVISION)
    assert tree.unit(first).rank < tree.unit(second).rank
    assert tree.unit(second).kind == "division"
    assert tree.unit(second).parent_id == tree.id("VPTU")
    assert [row.deed for row in tree.history(second)] == ["created"]


def test_a_name_is_stored_composed_and_tidy(tree: Tree) -> None:
    unit = tree.unit(tree.create("P1", name="  Pho\u0300ng   To\u0302\u0309ng hợp "))
    assert unit.name == "Phòng Tổng hợp"


@pytest.mark.parametrize("code", ["", "A B", "A/B", "X" * 31, "\n"])
def test_a_sign_without_room_in_a_symbol_is_refused(tree: Tree, code: str) -> None:
    with pytest.raises(ValidationError):
        CreateUnit(name="Phòng", code=code)


def test_a_taken_sign_is_refused_whatever_its_case(tree: Tree) -> None:
    with pytest.raises(Conflict) as refusal:
        tree.create("vptu")
    assert refusal.value.code == "unit.code_taken"


def test_a_sign_planned_for_another_is_taken_too(tree: Tree) -> None:
    tree.run(change_unit, ChangeUnit(unit_id=tree.id("VPTU"), code="VP2", from_on=day(9)))
    for code in ("VP2", "VPTU"):
        with pytest.raises(Conflict):
            tree.create(code)


def test_there_must_be_such_a_parent(tree: Tree) -> None:
    with pytest.raises(Invalid) as refusal:
        tree.run(create_unit, CreateUnit(name="Phòng", code="P1", parent_id=day_id()))
    assert refusal.value.params["field"] == "parent_id"


def day_id() -> object:
    """An id of nothing."""
    from ecabinet.core.ids import new_id

    return new_id()


def test_a_unit_of_tomorrow_can_be_chosen_tomorrow(tree: Tree) -> None:
    tree.create("MOI", opened_on=day(1))
    assert "MOI" not in codes(tree)
    assert "MOI" in codes(tree, 1)


def test_a_rename_of_today_holds_at_once_and_the_past_keeps_its_name(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    tree.rename(unit_id, "Văn phòng Tỉnh ủy (mới)", reason="10-QĐ/TU")
    assert tree.unit(unit_id).name == "Văn phòng Tỉnh ủy (mới)"
    assert tree.called(unit_id, -1).name == "Văn phòng Tỉnh ủy"
    assert tree.called(unit_id).name == "Văn phòng Tỉnh ủy (mới)"
    assert tree.history(unit_id)[-1].reason == "10-QĐ/TU"


def test_a_back_dated_rename_holds_from_its_day(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    tree.rename(unit_id, "Tên mới", -10)
    assert tree.called(unit_id, -11).name == "Văn phòng Tỉnh ủy"
    assert tree.called(unit_id, -10).name == tree.called(unit_id).name == "Tên mới"


def test_what_has_changed_later_cannot_be_overtaken_from_behind(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    tree.rename(unit_id, "Tên mới", -3)
    with pytest.raises(Conflict) as refusal:
        tree.rename(unit_id, "Tên xen", -5)
    assert refusal.value.code == "unit.changed_later"
    assert len(tree.history(unit_id)) == 2


def test_a_planned_rename_takes_effect_on_its_day(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    tree.rename(unit_id, "Tên mới", 5)
    tree.later(4)
    assert tree.unit(unit_id).name == "Văn phòng Tỉnh ủy"
    tree.later(5)
    assert tree.unit(unit_id).name == "Tên mới"
    revision = tree.unit(unit_id).revision
    tree.later(6)
    assert tree.unit(unit_id).revision == revision


def test_what_changes_before_a_planned_change_goes_on_through_it(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    tree.rename(unit_id, "Tên sau", 9)
    tree.run(change_unit, ChangeUnit(unit_id=unit_id, code="VPM", from_on=day(2)))
    assert (tree.called(unit_id, 3).code, tree.called(unit_id, 3).name) == (
        "VPM", "Văn phòng Tỉnh ủy",
    )  # fmt: skip
    assert (tree.called(unit_id, 9).code, tree.called(unit_id, 9).name) == ("VPM", "Tên sau")


def test_twice_on_one_day_the_last_word_holds(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    tree.rename(unit_id, "Lần một")
    tree.rename(unit_id, "Lần hai")
    assert tree.called(unit_id).name == "Lần hai"
    assert tree.called(unit_id, -1).name == "Văn phòng Tỉnh ủy"
    assert [row.name for row in tree.history(unit_id)][1:] == ["Lần một", "Lần hai"]


def test_nothing_to_change_is_said(tree: Tree) -> None:
    with pytest.raises(Invalid) as refusal:
        tree.rename(tree.id("VPTU"), "Văn phòng Tỉnh ủy")
    assert refusal.value.code == "unit.nothing_changes"


def test_a_plan_can_be_taken_back_before_its_day_and_leaves_a_trace(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    tree.rename(unit_id, "Tên mới", 5)
    tree.run(withdraw_plan, WithdrawPlan(unit_id=unit_id))
    tree.later(9)
    assert tree.unit(unit_id).name == tree.called(unit_id, 9).name == "Văn phòng Tỉnh ủy"
    assert tree.history(unit_id)[-1].withdrawn_at is not None
    with pytest.raises(Conflict) as refusal:
        tree.run(withdraw_plan, WithdrawPlan(unit_id=unit_id))
    assert refusal.value.code == "unit.nothing_planned"


def test_the_second_of_two_editors_is_told(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    seen = tree.unit(unit_id).revision
    tree.rename(unit_id, "Của người thứ nhất", 3, revision=seen)
    with pytest.raises(Stale):
        tree.rename(unit_id, "Của người thứ hai", 4, revision=seen)


@pytest.mark.parametrize("who", ["thuky", "chutri", "canbo", "khach01"])
def test_only_administrators_change_units(tree: Tree, who: str) -> None:
    before = len(tree.history(tree.id("VPTU")))
    with pytest.raises(Denied):
        tree.run(create_unit, CreateUnit(name="Phòng", code="P1"), who)
    change = ChangeUnit(unit_id=tree.id("VPTU"), name="Khác", from_on=day())
    with pytest.raises(Denied):
        tree.run(change_unit, change, who)
    assert len(tree.history(tree.id("VPTU"))) == before


def test_an_unknown_unit_is_not_found(tree: Tree) -> None:
    with pytest.raises(NotFound):
        tree.rename(day_id(), "Khác")  # type: ignore[arg-type]


def test_every_deed_is_in_the_audit_log(tree: Tree) -> None:
    unit_id = tree.create("P1")
    tree.rename(unit_id, "Tên mới", 2)
    tree.later(2)
    with tree.store.reading() as session:
        deeds = session.query(audit.AuditEntry).filter_by(subject_id=str(unit_id)).all()
    assert [d.action for d in deeds] == ["unit.created", "unit.renamed", "unit.took_effect"]
