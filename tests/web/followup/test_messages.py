"""Talk about a task on its page and through the API."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from followup.paths import thread_path
from followup.states import TaskState
from tests.clients import csrf_of
from tests.commands.followup.world import World
from tests.counting import asked
from tests.web.followup.test_api import PDF

Browse = Callable[[str], FlaskClient]


@pytest.fixture
def task_id(world: World) -> UUID:
    return world.in_state(TaskState.IN_PROGRESS)


def post(client: FlaskClient, path: str, **fields: Any) -> Any:
    page = client.get(path.partition("/messages")[0] + "/messages")
    return client.post(path, data={"csrf_token": csrf_of(page.text), **fields})


def test_ask_answer_and_ask_again_on_the_page(world: World, browse: Browse, task_id: UUID) -> None:
    official, leader = browse("canbo"), browse("lanhdao")
    path = thread_path(task_id)
    assert "Chưa có lời trao đổi nào" in leader.get(path).text
    file = (io.BytesIO(PDF), "so-lieu.pdf")
    sent = post(leader, path, text="Còn bao nhiêu chi bộ?", kind="question", files=file)
    assert (sent.status_code, sent.location) == (303, f"{path}#newest")
    page = official.get(path).text
    assert "Câu hỏi chờ trả lời" in page
    assert "so-lieu.pdf" in page
    asked_ = page.partition("?answer=")[2][:36]
    answering = official.get(f"{path}?answer={asked_}").text
    assert f'name="answers_id" value="{asked_}"' in answering
    assert post(official, path, text="Còn 3.", answers_id=asked_).status_code == 303
    page = leader.get(path).text
    assert "Đã trả lời" in page
    assert post(leader, f"{path}/{asked_}/reopening").status_code == 303
    assert "Câu hỏi chờ trả lời" in leader.get(path).text
    assert "1 câu hỏi chờ trả lời" in leader.get(f"/tasks/{task_id}").text
    assert post(leader, f"{path}/{asked_}/withdrawal").status_code == 303
    assert "Còn bao nhiêu chi bộ?" not in official.get(path).text


def test_a_mistake_keeps_what_was_typed_and_sent(
    world: World, browse: Browse, task_id: UUID
) -> None:
    client = browse("canbo")
    outside = str(world.office.people["cuong"])
    file = (io.BytesIO(PDF), "kem.pdf")
    answer = post(client, thread_path(task_id), text="<b>Giữ</b> lại", mentions=outside, files=file)
    assert answer.status_code == 422
    assert "Chỉ nhắc được người có phần" in answer.text
    assert "&lt;b&gt;Giữ&lt;/b&gt; lại" in answer.text
    assert 'value="kem.pdf" checked' in answer.text
    both = [(io.BytesIO(PDF), "tot.pdf"), (io.BytesIO(b"MZ\x90"), "virus.exe")]
    answer = post(client, thread_path(task_id), text="Hai tệp", files=both)
    assert answer.status_code == 422
    assert "virus.exe" in answer.text
    assert 'value="tot.pdf" checked' in answer.text, "the good one is kept"
    empty = post(client, thread_path(task_id), text="  ")
    assert empty.status_code == 422


def test_private_notes_leave_no_trace_for_others(
    world: World, browse: Browse, task_id: UUID
) -> None:
    assert (
        post(browse("canbo"), thread_path(task_id), text="Riêng", kind="private").status_code == 303
    )
    assert "Riêng" in browse("thuky").get(thread_path(task_id)).text
    for username in ("lanhdao", "theodoi"):
        assert "Chưa có lời trao đổi nào" in browse(username).get(thread_path(task_id)).text
    assert browse("cuong").get(thread_path(task_id)).status_code == 404


def test_the_api_says_the_same(world: World, sign_in: Any, task_id: UUID) -> None:
    official, leader = sign_in("canbo"), sign_in("lanhdao")
    path = f"/tasks/{task_id}/messages"
    body = {"text": "Khi nào xong?", "question": True}
    first = leader.post(path, body, request_id="mot")
    again = leader.post(path, body, request_id="mot")
    assert (first.status_code, len(again.json["messages"])) == (201, 1)
    (message,) = official.get(path).json["open_questions"]
    assert (message["open"], message["author"]["name"]) == (
        True,
        first.json["messages"][0]["author"]["name"],
    )
    data = {"text": "Thứ Sáu.", "answers_id": message["id"], "files": [(io.BytesIO(PDF), "a.pdf")]}
    answered = official.post(path, data=data)
    assert answered.status_code == 201, answered.text
    assert answered.json["open_questions"] == []
    assert [file["filename"] for file in answered.json["messages"][1]["files"]] == ["a.pdf"]
    assert official.post(path, {"text": ""}).status_code == 422
    assert official.post(path, {"text": "x", "state": "accepted"}).status_code == 422
    assert leader.post(f"/task-messages/{message['id']}/reopening").status_code == 204
    assert official.send("DELETE", f"/task-messages/{message['id']}").status_code == 403
    assert leader.send("DELETE", f"/task-messages/{message['id']}").status_code == 204
    assert sign_in("cuong").get(path).status_code == 404


def test_a_long_talk_asks_the_database_equally_often(
    world: World, browse: Browse, sign_in: Any, task_id: UUID
) -> None:
    client, official = browse("lanhdao"), sign_in("canbo")
    mention = [str(world.office.people["vanthu"])]
    path = thread_path(task_id)
    for count in (2, 20):
        for number in range(count):
            body = {"text": f"Lời {number}", "mentions": mention, "question": bool(number % 2)}
            assert official.post(f"/tasks/{task_id}/messages", body).status_code == 201
        client.get(path)
        if count == 2:
            few = asked(world.store.engine, client, path)
    assert asked(world.store.engine, client, path) == few
