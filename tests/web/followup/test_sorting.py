"""The heads of the list lead to its orders; each column is shown."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from followup.commands.keep_lists import ChooseTaskColumns, choose_task_columns
from followup.queries.columns import MOST, Column
from followup.queries.orders import Sort
from followup.states import TaskState
from tests.commands.followup.world import World


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
