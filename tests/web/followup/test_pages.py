"""Pages of follow-up: what each person sees, and that a mistake loses nothing."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from followup.paths import task_path
from followup.states import TaskState
from tests.commands.followup.world import WORD, World

Browse = Callable[[str], FlaskClient]


def text_of(answer: Any) -> str:
    """Return the page with entities resolved."""
    return html.unescape(answer.text)


@pytest.mark.parametrize("path", ["/", "/tasks", "/dashboard", "/directives"])
def test_pages_are_for_people_signed_in(app: Any, path: str) -> None:
    answer = app.test_client().get(path)
    assert answer.status_code == 302
    assert "/sign-in" in answer.location


@pytest.mark.parametrize("path", ["/", "/tasks", "/dashboard", "/directives"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_empty_pages_say_what_comes_next(browse: Browse, path: str, language: str) -> None:
    client = browse("theodoi")
    page = client.get("/tasks")
    token = re.search(r'csrf-token" content="([^"]+)', page.text)
    assert token is not None
    client.post("/preferences", data={"csrf_token": token[1], "language": language})
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'class="empty"' in answer.text


def test_everybody_sees_the_task_in_every_state(world: World, browse: Browse) -> None:
    tasks = {state: world.in_state(state) for state in TaskState}
    for who, username in WORD.items():
        client = browse(username)
        for state, task_id in tasks.items():
            hidden = who in ("outsider", "other leader", "lead official")
            unnamed = who == "assignee" and state in (TaskState.ASSIGNED, TaskState.REFUSED)
            status = 404 if hidden or unnamed else 200
            for path in (f"/tasks/{task_id}", f"/tasks/{task_id}/story"):
                assert client.get(path).status_code == status, (who, state, path)


@pytest.mark.parametrize(
    ("state", "who", "noun"),
    [
        (TaskState.ASSIGNED, "vanthu", "receipt"),
        (TaskState.ASSIGNED, "vanthuubkt", "acknowledgement"),
        (TaskState.REPORTED_DONE, "lanhdao", "acceptance"),
        (TaskState.REPORTED_DONE, "lanhdao", "return"),
        (TaskState.RECEIVED, "canbo", "reports"),
        (TaskState.IN_PROGRESS, "vanthu", "assignment"),
        (TaskState.SUSPENDED, "lanhdao", "resumption"),
    ],
)
def test_the_next_step_is_offered_to_whose_turn_it_is(
    world: World, browse: Browse, state: TaskState, who: str, noun: str
) -> None:
    task_id = world.in_state(state)
    assert f"/tasks/{task_id}/{noun}" in browse(who).get(f"/tasks/{task_id}").text
    assert f"/tasks/{task_id}/{noun}" not in browse("theodoi").get(f"/tasks/{task_id}").text


def test_the_list_narrows_and_pages(world: World, browse: Browse) -> None:
    world.issue("Số hóa hồ sơ đảng viên")
    for number in range(24):
        world.issue(f"Nhiệm vụ số {number}")
    client = browse("theodoi")
    first = text_of(client.get("/tasks"))
    assert "Đang xem 20 trong 25 nhiệm vụ" in first
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = text_of(client.get(following[1]))
    assert "Đang xem 5 trong 25 nhiệm vụ" in second
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back is not None
    assert _titles(text_of(client.get(back[1]))) == _titles(first)
    assert not set(_titles(first)) & set(_titles(second))
    found = text_of(client.get("/tasks?q=so+hoa+dang"))
    assert _titles(found) == ["Số hóa hồ sơ đảng viên"]
    assert "Không có nhiệm vụ nào khớp" in text_of(client.get("/tasks?q=khongco"))


@pytest.mark.parametrize("query", ["label=nonsense", "unit_id=x", "after=zzz", "view=nobody"])
def test_a_wrong_address_is_answered_in_words(browse: Browse, query: str) -> None:
    answer = browse("theodoi").get(f"/tasks?{query}")
    assert 400 <= answer.status_code < 500


def test_every_figure_of_the_dashboard_leads_to_as_many_rows(world: World, browse: Browse) -> None:
    for state in TaskState:
        world.in_state(state)
    client = browse("theodoi")
    page = client.get("/dashboard").text
    figures = re.findall(r'<a href="(/tasks[^"]*)" class="num[^"]*">(\d+)</a>', page)
    assert len(figures) >= 10
    for address, value in figures:
        rows = text_of(client.get(html.unescape(address)))
        shown = re.search(r"trong (\d+) nhiệm vụ", rows)
        assert shown is not None, address
        assert shown[1] == value, address


def test_directives_are_entered_and_mistakes_kept(
    world: World, browse: Browse, submit: Any
) -> None:
    client = browse("theodoi")
    typed = {"symbol": "81 KH TU", "title": "Kế hoạch chuyển đổi số", "issued_on": "19/04/2022"}
    wrong = submit(client, "/directives", "/directives", **typed)
    assert wrong.status_code == 422
    assert "Số, ký hiệu chưa đúng" in text_of(wrong)
    assert "Kế hoạch chuyển đổi số" in text_of(wrong)
    assert 'value="19/04/2022"' in text_of(wrong)
    typed["symbol"] = "Số 81-KH/TU"
    assert submit(client, "/directives", "/directives", **typed).status_code == 303
    register = text_of(client.get("/directives"))
    assert "81-KH/TU" in register
    assert "19/04/2022" in register
    assert "/directives" not in re.findall(r'method="post" action="([^"]+)"',
                                           browse("canbo").get("/directives").text)  # fmt: skip


def test_home_shows_each_what_waits(world: World, browse: Browse) -> None:
    world.issue("Việc mới đến")
    world.in_state(TaskState.IN_PROGRESS, title="Việc đang làm")
    world.in_state(TaskState.REPORTED_DONE, title="Việc chờ duyệt")
    assert "Việc mới đến" in text_of(browse("vanthu").get("/"))
    official = text_of(browse("canbo").get("/"))
    assert "Việc đang làm" in official
    assert "1 việc chờ đánh giá" in official
    leader = text_of(browse("lanhdao").get("/"))
    assert "Việc chờ duyệt" in leader
    assert "Có 1 việc chờ đồng chí" in leader
    assert "Không có việc nào đang chờ" in text_of(browse("cuong").get("/"))


def test_the_path_of_a_task_is_its_page(app: Any, world: World) -> None:
    task_id = world.issue().id
    with app.test_request_context():
        from flask import url_for

        assert url_for("followup.task", task_id=task_id) == task_path(task_id)


def _titles(page: str) -> list[str]:
    return re.findall(r'<td><a class="cell" href="[^"]+">([^<]+)</a>', page)
