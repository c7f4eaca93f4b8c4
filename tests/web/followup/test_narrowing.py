"""Each condition of the list finds its rows, is named above them, and stands chosen in the form."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from followup.models import Task
from followup.queries.filters import TaskFilter
from followup.states import TaskState
from tests.clients import ApiClient
from tests.commands.followup.test_articles import register
from tests.commands.followup.test_split import split
from tests.commands.followup.world import World

Browse = Callable[[str], FlaskClient]


@pytest.fixture
def wanted(world: World) -> dict[str, tuple[Any, str]]:
    """One task that has all, beside one that has nothing of it; a piece of the first."""
    one = world.in_state(TaskState.ACCEPTED, title="Có đủ")
    other = world.issue(
        "Việc khác", lead_unit_id=world.office.units["BTCTU"], coordinating_unit_ids=[],
        due_on=None, deadline_kind="standing",
    ).id  # fmt: skip
    directive_id = register(world)
    with world.store.engine.begin() as connection:
        connection.execute(update(Task).where(Task.id == one).values(directive_id=directive_id))
    row = world.task(one)
    assert (row.evaluation, row.assignee_id) != (None, None)
    assert world.task(other).evaluation is None
    coordinating = row.units[0].unit_id
    return {
        "directive_id": (directive_id, "/"),
        "assignee_id": (row.assignee_id, ""),
        "coordinating_id": (coordinating, "phối hợp:"),
        "evaluation": (row.evaluation and row.evaluation.value, "đánh giá:"),
        "deadline_kind": ("dated", "Có hạn"),
    }


def test_each_condition(
    world: World, wanted: dict[str, tuple[Any, str]], browse: Browse,
    sign_in: Callable[[str], ApiClient],
) -> None:  # fmt: skip
    client, person = browse("theodoi"), sign_in("theodoi")
    for name, (value, words) in wanted.items():
        found = person.get(f"/tasks?{name}={value}").json["tasks"]
        assert [row["title"] for row in found] == ["Có đủ"], name
        shown = html.unescape(client.get(f"/tasks?{name}={value}").text)
        said = shown.split("Đang lọc:")[1].split("Bỏ lọc")[0]
        assert '<span class="tag">' in said, name
        assert words in said, name
        form = client.get(f"/tasks/narrowing?{name}={value}").text
        assert f'<option value="{value}" selected>' in form, name
    dashboard = client.get(f"/dashboard/scope?directive_id={wanted['directive_id'][0]}").text
    assert f'<option value="{wanted["directive_id"][0]}" selected>' in dashboard


def test_a_row_of_the_api_tells_what_the_screen_shows(
    world: World, sign_in: Callable[[str], ApiClient]
) -> None:
    whole = world.in_state(TaskState.IN_PROGRESS)
    piece = split(world, whole)
    rows = {row["id"]: row for row in sign_in("theodoi").get("/tasks").json["tasks"]}
    row, task = rows[str(piece)], world.task(piece)
    assert row["parent_id"] == str(whole)
    assert row["supervisor"]["id"] == str(task.supervisor_id)
    assert row["supervisor"]["name"]
    assert (row["field"], row["directive_id"]) == (task.field_code, None)
    assert row["issued_on"]
    plain = sign_in("theodoi").get("/tasks?pieces=without").json
    assert [each["id"] for each in plain["tasks"]] == [str(whole)]


def test_lists_kept_before_are_as_they_were() -> None:
    kept = {"view": "unit", "label": "overdue", "issued_from": "2026-01-01"}
    wanted = TaskFilter.model_validate(kept)
    assert wanted.model_dump(mode="json", exclude_defaults=True) == kept
