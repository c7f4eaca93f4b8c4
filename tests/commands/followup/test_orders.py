"""The list in each of its orders, page by page, forwards and back."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from followup.queries.filters import TaskFilter
from followup.queries.lists import list_tasks
from followup.queries.orders import LONG_AGO, Sort
from followup.queries.rows import NEVER, TaskRow, rank_of
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
