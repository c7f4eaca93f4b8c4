"""The list as board, time line and calendar: each shows what the list holds, and no more."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from followup.queries.board import CARDS, board
from followup.queries.due_days import SHOWN, due_days
from followup.queries.filters import TaskFilter
from followup.queries.lists import list_tasks
from followup.queries.stages import STATES, Stage
from followup.states import TaskState
from tests.clients import ApiClient
from tests.commands.followup.world import World, tomorrow

Browse = Callable[[str], FlaskClient]
NARROW = "/tasks/narrowing"
LAYOUTS = ["/tasks", "/tasks/board", "/tasks/timeline", "/tasks/calendar"]
TODAY = tomorrow(0)


def test_every_state_is_in_one_stage() -> None:
    assert sorted(state for stage in Stage for state in STATES[stage]) == sorted(TaskState)


def test_the_board_counts_what_the_list_holds(world: World) -> None:
    for state in TaskState:
        world.in_state(state)
    for number in range(CARDS + 2):
        world.issue(f"Việc {number}")
    actor = world.actor("theodoi")
    with world.store.reading() as session:
        found = board(session, actor, TaskFilter(), TODAY)
        for column in found:
            wanted = TaskFilter(stage=column.stage)
            rows = list_tasks(session, actor, wanted, TODAY, limit=50)
            assert column.total == rows.total
            assert list(column.rows) == rows.rows[:CARDS]
    assert found[0].more == 3


def test_the_calendar_counts_what_the_list_holds(world: World) -> None:
    day = tomorrow(14)
    for number in range(SHOWN + 3):
        world.issue(f"Việc {number}", due_on=day)
    world.issue("Việc khác", due_on=day + timedelta(days=7))
    due = world.task(world.issue("Hỏi ngày", due_on=day).id).due_on
    assert due is not None
    actor = world.actor("vanthu")
    with world.store.reading() as session:
        days = due_days(session, actor, TaskFilter(), due, TODAY)
        for each in days:
            wanted = TaskFilter(due_from=each.day, due_to=each.day)
            rows = list_tasks(session, actor, wanted, TODAY)
            assert each.total == rows.total
            assert list(each.rows) == rows.rows[:SHOWN]
    assert len(days) % 7 == 0
    assert days[0].day.weekday() == 0
    assert {each.day: each.more for each in days}[due] == 4


def test_the_time_line_goes_on_where_it_stopped(world: World, browse: Browse) -> None:
    for number in range(24):
        world.issue(f"Việc {number}")
    client = browse("theodoi")
    first = html.unescape(client.get("/tasks/timeline?scale=month").text)
    following = re.search(r'rel="next" href="(/tasks/timeline[^"]+after=[^"]+)"', first)
    assert following is not None
    second = html.unescape(client.get(following[1]).text)
    codes = [
        set(re.findall(r'class="gl"><a class="cell" href="([^"]+)', p)) for p in (first, second)
    ]
    assert [len(each) for each in codes] == [20, 4]
    assert not codes[0] & codes[1]


@pytest.mark.parametrize("path", LAYOUTS)
def test_somebody_without_part_sees_nothing(world: World, browse: Browse, path: str) -> None:
    world.issue("Việc kín đáo", due_on=TODAY + timedelta(days=3))
    assert "Việc kín đáo" in browse("vanthu").get(path).text
    assert "Việc kín đáo" not in browse("cuong").get(path).text


@pytest.mark.parametrize(
    "query", ["scale=year", "from=x", "from=0001-01-01", "month=9999-12-01", "stage=x", "due_to=5"]
)
def test_a_wrong_address_is_answered_in_words(browse: Browse, query: str) -> None:
    client = browse("theodoi")
    answers = [client.get(f"{path}?{query}").status_code for path in (*LAYOUTS[1:], NARROW)]
    assert any(400 <= status < 500 for status in answers)
    assert all(status < 500 for status in answers)


def opened_in_place(client: FlaskClient, shown: str, path: str) -> str:
    """The page from which a part of `shown` comes when it is opened."""
    where = re.search(rf'hx-get="({path}[^"]+)"', shown)
    assert where is not None
    return html.unescape(client.get(where[1]).text)


@pytest.mark.parametrize("path", LAYOUTS)
def test_the_form_that_narrows_comes_when_it_is_opened(
    world: World, browse: Browse, path: str
) -> None:
    """Not hundreds of units with each list; the condition that holds is named all the same."""
    world.issue()
    client, unit = browse("theodoi"), world.office.units["VPTU"]
    shown = html.unescape(client.get(f"{path}?unit_id={unit}&label=running").text)
    assert f'<option value="{unit}"' not in shown.split("Đang lọc:")[1]
    assert '<span class="tag">Văn phòng Tỉnh ủy</span>' in shown
    form = opened_in_place(client, shown, "/tasks/narrowing")
    assert f'<option value="{unit}" selected>' in form
    assert '<option value="running" selected>' in form
    assert f'id="narrow" method="get" action="{path}' in form


def test_the_scope_of_the_dashboard_comes_when_it_is_opened(world: World, browse: Browse) -> None:
    world.issue()
    client, unit = browse("theodoi"), world.office.units["VPTU"]
    shown = html.unescape(client.get(f"/dashboard?unit_id={unit}&by=leader").text)
    assert f'<option value="{unit}"' not in shown
    assert "Văn phòng Tỉnh ủy" in shown
    form = opened_in_place(client, shown, "/dashboard/scope")
    assert f'<option value="{unit}" selected>' in form
    assert '<input type="hidden" name="by" value="leader">' in form
    assert client.get("/dashboard/scope?unit_id=x").status_code == 422


def test_a_list_is_kept_opened_first_shared_and_forgotten(
    world: World, browse: Browse, submit: Any
) -> None:
    world.issue("Việc của đơn vị")
    client, unit = browse("vanthu"), str(world.office.units["VPTU"])
    typed = {"name": "Sắp đến hạn", "label": "due_soon", "layout": "board", "standard": "1"}
    kept = submit(client, "/tasks", "/tasks/lists", share=unit, **typed)
    assert kept.status_code == 303
    assert client.get("/tasks").location == "/tasks/board?label=due_soon"
    assert client.get("/tasks?view=all").status_code == 200
    colleague = browse("truongphong")
    assert "Sắp đến hạn" in colleague.get("/tasks").text
    assert "Sắp đến hạn</a>" not in browse("vanthubtc").get("/tasks").text
    form = re.search(r'action="(/tasks/lists/[^"]+/removal)"', client.get("/tasks?view=all").text)
    assert form is not None
    assert submit(colleague, "/tasks", form[1]).status_code == 404
    assert submit(client, "/tasks?view=all", form[1]).status_code == 303
    assert client.get("/tasks").status_code == 200


def test_columns_are_the_persons_own(world: World, browse: Browse, submit: Any) -> None:
    world.issue()
    client = browse("theodoi")
    chosen = {"column": ["supervisor", "due"], "layout": "list"}
    assert submit(client, "/tasks", "/tasks/columns", **chosen).status_code == 303
    heads = re.findall(r'<th scope="col" class="(?:n )?c-(\w+)"', client.get("/tasks").text)
    assert heads == ["supervisor", "due"]
    assert "c-unit" in browse("vanthu").get("/tasks").text


def test_the_same_by_the_api(world: World, sign_in: Callable[[str], ApiClient]) -> None:
    world.issue()
    an = sign_in("thuky")
    stages = an.get("/tasks-board").json["columns"]
    assert (stages[0]["stage"], stages[0]["total"]) == ("waiting", 1)
    due = an.get("/tasks").json["tasks"][0]["due_on"]
    days = an.get(f"/tasks-calendar?month={due}").json["days"]
    assert [d["total"] for d in days if d["day"] == due] == [1]
    wish = {"name": "Của tôi", "wanted": {"view": "issued"}, "standard": True}
    kept = an.post("/task-lists", wish)
    assert kept.status_code == 201, kept.text
    outside = {**wish, "unit_id": str(world.office.units["BTCTU"])}
    assert an.post("/task-lists", outside).status_code == 422
    columns = an.send("PUT", "/task-columns", json={"columns": ["due", "unit"]}).json
    assert columns["columns"] == ["unit", "due"]
    assert [(k["name"], k["standard"]) for k in columns["lists"]] == [("Của tôi", True)]
    assert an.send("DELETE", f"/task-lists/{kept.json['id']}").status_code == 204
    assert an.get("/task-lists").json["lists"] == []
