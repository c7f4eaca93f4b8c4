"""The list in each of its orders, page by page, forwards and back; the heads that lead there."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient

from followup.commands.keep_lists import ChooseTaskColumns, choose_task_columns
from followup.queries.columns import MOST, Column
from followup.queries.filters import TaskFilter
from followup.queries.lists import list_tasks
from followup.queries.orders import LONG_AGO, Sort
from followup.queries.rows import NEVER, TaskRow, rank_of
from followup.states import TaskState
from tests.commands.followup.world import World
from tests.web.followup.test_figures import TODAY, fill

STANDS: dict[Sort, Callable[[TaskRow], Any]] = {
    Sort.WORST: lambda row: (rank_of(row), row.due_on or NEVER, row.number),
    Sort.ISSUED: lambda row: (-row.issued_at.timestamp(), -row.number),
    Sort.DONE: lambda row: (-(row.done_on or LONG_AGO).toordinal(), -row.number),
    Sort.PROGRESS: lambda row: (row.percent, row.number),
}


def test_each_order_goes_on_and_comes_back(world: World) -> None:
    fill(world)
    actor = world.actor("theodoi")
    with world.store.reading() as session:
        for sort in Sort:
            wanted = TaskFilter(sort=sort)
            page = list_tasks(session, actor, wanted, TODAY, limit=40)
            rows, pages = list(page.rows), [page]
            while page.next_after:
                page = list_tasks(session, actor, wanted, TODAY, after=page.next_after, limit=40)
                rows += page.rows
                pages.append(page)
            assert len({row.id for row in rows}) == len(rows) == page.total == 150
            assert all(STANDS[sort](a) < STANDS[sort](b) for a, b in pairwise(rows)), sort
            back = list_tasks(
                session, actor, wanted, TODAY, before=pages[1].previous_before, limit=40
            )
            assert [row.id for row in back.rows] == [row.id for row in pages[0].rows]


@pytest.mark.parametrize("sort", Sort)
def test_heads_lead_to_their_order(
    world: World, browse: Callable[[str], FlaskClient], sort: Sort
) -> None:
    world.issue()
    client = browse("theodoi")
    shown = client.get(f"/tasks?view=all&sort={sort.value}").text
    assert 'sort=progress"' in shown
    assert "Đang lọc:" not in shown
    huge = "9" * 30
    for wrong in ("x", f"1.{huge}", f"2026-01-01.{huge}", f"0.2026-01-01.{huge}"):
        assert client.get(f"/tasks?sort={sort.value}&after={wrong}").status_code == 422


def test_each_column_is_shown(world: World, browse: Callable[[str], FlaskClient]) -> None:
    world.in_state(TaskState.ACCEPTED)
    client, actor = browse("theodoi"), world.actor("theodoi")
    for shown in (tuple(Column)[:MOST], tuple(Column)[MOST : 2 * MOST], tuple(Column)[-MOST:]):
        world.store.execute(actor, choose_task_columns, ChooseTaskColumns(columns=shown))
        text = client.get("/tasks?view=all").text
        assert text.count('<th scope="col"') == len(shown) + 2
