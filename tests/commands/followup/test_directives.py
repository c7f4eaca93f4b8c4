"""Registering directives, and finding them."""

from datetime import date

import pytest

from ecabinet.core.errors import Conflict, Denied, Invalid
from followup.commands.directives import (
    RegisterDirective,
    RegisteredDirective,
    register_directive,
)
from followup.queries.directive_filters import DirectiveFilter
from followup.queries.directives import list_directives
from tests.commands.followup.world import World, tomorrow

TITLE = "Kế hoạch ứng dụng công nghệ thông tin trong các cơ quan đảng"


def register(
    world: World, symbol: str = "81-KH/TU", who: str = "theodoi", **changes: object
) -> RegisteredDirective:
    """Register a directive of the seed."""
    fields = {"symbol": symbol, "title": TITLE, "issued_on": date(2022, 4, 19), **changes}
    cmd = RegisterDirective.model_validate(fields)
    return world.store.execute(world.actor(who), register_directive, cmd)


@pytest.mark.parametrize("symbol", ["27-QĐ/TW", "52-NQ/TW", "23-CT/TU", "84-CTr/TU", "81-KH/TU"])
def test_the_directives_of_the_seed(world: World, symbol: str) -> None:
    assert register(world, f"Số {symbol}").symbol == symbol


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"symbol": "81 KH TU"}, "symbol"),
        ({"issued_on": tomorrow()}, "issued_on"),
        ({"received_on": date(2022, 4, 18)}, "received_on"),
    ],
)
def test_what_is_not_entered(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        register(world, **changes)  # type: ignore[arg-type]
    assert refusal.value.params["field"] == field


def test_nothing_is_registered_twice_but_numbers_come_back(world: World) -> None:
    register(world)
    with pytest.raises(Conflict):
        register(world)
    assert register(world, issued_on=date(2017, 3, 1)).symbol == "81-KH/TU"


@pytest.mark.parametrize("who", ["canbo", "lanhdao", "cuong"])
def test_only_those_who_keep_the_register(world: World, who: str) -> None:
    with pytest.raises(Denied):
        register(world, who=who)


@pytest.mark.parametrize("q", ["81-KH", "cong nghe", "CÔNG NGHỆ đảng", "ke hoach tinh uy"])
def test_found_with_and_without_diacritics(world: World, q: str) -> None:
    register(world)
    register(world, "52-NQ/TW", title="Nghị quyết khác", issued_on=date(2019, 9, 27))
    with world.store.reading() as session:
        page = list_directives(session, world.actor("canbo"), tomorrow(), DirectiveFilter(q))
    assert [row.symbol for row in page.rows] == ["81-KH/TU"]


def test_pages_of_the_register_hold_every_row_once(world: World) -> None:
    for number in range(1, 8):
        register(world, f"{number}-NQ/TU", issued_on=date(2022, 1, 1 + number // 3))
    seen: list[str] = []
    after = None
    with world.store.reading() as session:
        while True:
            page = list_directives(session, world.actor("canbo"), tomorrow(), after=after, limit=3)
            seen += [row.symbol for row in page.rows]
            after = page.next_after
            if after is None:
                break
    assert len(seen) == len(set(seen)) == page.total == 7


def test_counts_are_of_tasks_the_reader_may_read(world: World) -> None:
    directive = register(world)
    world.issue(directive_id=directive.id)
    with world.store.reading() as session:
        for who, tasks in (("canbo", 0), ("vanthu", 1), ("theodoi", 1)):
            page = list_directives(session, world.actor(who), tomorrow())
            assert page.rows[0].tasks == tasks, who
