"""Units by the hundred: on both databases, all in one transaction, also with two at once."""

import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from ecabinet.accounts.commands.units_import import ImportUnits, import_units
from ecabinet.accounts.models.unit import Unit, UnitKind, UnitName
from ecabinet.accounts.queries.unit_foresight import foresee_merger, foresee_move
from ecabinet.accounts.units_lines import UnitLine
from ecabinet.core.errors import Conflict, DomainError
from ecabinet.core.imports import Imported, Refused
from tests.commands.accounts.units import Tree, day


def line(number: int, code: str, parent: str | None = None, **fields: Any) -> UnitLine:
    told = {"name": f"Đơn vị {code}", "kind": UnitKind.DIVISION, "parent_code": parent, **fields}
    return UnitLine(number=number, code=code, **told)


def bring(tree: Tree, *lines: UnitLine, **fields: Any) -> Imported:
    done: Imported = tree.run(import_units, ImportUnits(lines=lines, **fields))
    return done


def count(tree: Tree) -> tuple[int, int]:
    with tree.store.reading() as session:
        every = [session.scalar(select(func.count()).select_from(t)) for t in (Unit, UnitName)]
    return every[0] or 0, every[1] or 0


def test_a_superior_may_come_after_those_below_it(tree: Tree) -> None:
    done = bring(tree, line(2, "C", "B"), line(3, "B", "A"), line(4, "A", "VPTU"))
    assert (done.created, done.refused) == (3, [])
    assert tree.unit(tree.id("C")).parent_id == tree.id("B")
    assert tree.unit(tree.id("A")).parent_id == tree.id("VPTU")
    assert [row.deed for row in tree.history(tree.id("C"))] == ["created"]


def test_new_units_stand_after_their_sisters_in_the_order_of_the_file(tree: Tree) -> None:
    first = tree.create("P1", "VPTU")
    bring(tree, line(2, "P9", "VPTU"), line(3, "P3", "VPTU"))
    ranks = [tree.unit(unit_id).rank for unit_id in (first, tree.id("P9"), tree.id("P3"))]
    assert ranks == sorted(set(ranks))


def test_one_wrong_line_and_nothing_is_written(tree: Tree) -> None:
    before = count(tree)
    with pytest.raises(Conflict) as refusal:
        bring(tree, line(2, "A"), line(3, "B", "NONE"))
    assert refusal.value.code == "import.has_bad_rows"
    with pytest.raises(Conflict):
        bring(tree, line(2, "A"), refused=(Refused(number=3, code="unit.bad_kind"),))
    assert count(tree) == before
    assert bring(tree, line(2, "A"), line(3, "B", "NONE"), skip_bad=True).created == 1


def test_a_change_by_a_file_is_history_like_any_other(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    seen = tree.unit(unit_id).revision
    moved = line(2, "VPTU", "TU", name="Văn phòng", kind=UnitKind.OFFICE, from_on=day(-3))
    assert bring(tree, moved).changed == 1
    assert tree.called(unit_id, -4).name == "Văn phòng Tỉnh ủy"
    assert tree.called(unit_id, -3).parent_id == tree.id("TU")
    assert tree.unit(unit_id).name == "Văn phòng"
    assert tree.unit(unit_id).revision > seen
    assert bring(tree, moved).unchanged == 1


def test_a_plan_by_a_file_takes_effect_on_its_day(tree: Tree) -> None:
    unit_id = tree.id("VPTU")
    bring(tree, line(2, "VPTU", name="Mai sau", kind=UnitKind.OFFICE, from_on=day(4)))
    assert tree.unit(unit_id).name == "Văn phòng Tỉnh ủy"
    tree.later(4)
    assert tree.unit(unit_id).name == "Mai sau"


def test_of_two_files_at_once_that_bring_the_same_unit_one_changes_nothing(tree: Tree) -> None:
    start, ends = threading.Barrier(2), []

    def attempt(name: str) -> None:
        start.wait()
        try:
            ends.append(bring(tree, line(2, "P1", name=name)).created)
        except DomainError as error:
            ends.append(error.code)

    threads = [threading.Thread(target=attempt, args=(name,)) for name in ("Một", "Hai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, ends)) == ["0", "1"]
    with tree.store.reading() as session:
        assert session.scalar(select(func.count()).where(Unit.code == "P1")) == 1


def test_what_a_merger_would_pass_on_is_what_it_passes_on(tree: Tree) -> None:
    old, heir, below = tree.id("BTCTU"), tree.id("VPTU"), tree.create("P1", "BTCTU")
    with tree.store.reading() as session:
        place, (merged,) = foresee_merger(session, [old], heir, day())
    assert (place.code, merged.unit.code) == ("VPTU", "BTCTU")
    assert [(p.name, p.title, p.held) for p in merged.people] == [
        ("Lý Mạnh Cường", "Chuyên viên", False)
    ]
    assert [unit.id for unit in merged.below] == [below]
    tree.merge(heir, old)
    assert tree.unit(below).parent_id == heir
    with tree.store.reading() as session:
        assert foresee_merger(session, [old], heir, day())[1][0].people == ()


def test_a_move_tells_where_to_and_who_comes_along(tree: Tree) -> None:
    tree.create("P1", "VPTU")
    with tree.store.reading() as session:
        moved = foresee_move(session, tree.id("VPTU"), tree.id("TU"), day())
    assert (moved.before, [p.code for p in moved.after]) == ((), ["TU"])
    assert (moved.units, moved.people) == (1, 3)
