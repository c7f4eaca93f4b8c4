"""Forms of a task: the whole way by them, and that a mistake loses nothing."""

import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from documents.viruses import TEST_FILE
from followup.states import TaskState
from tests.commands.followup.world import World

Browse = Callable[[str], FlaskClient]


def text_of(answer: Any) -> str:
    """Return the page with entities resolved."""
    return html.unescape(answer.text)


def test_the_whole_way_by_forms(world: World, browse: Browse, submit: Any) -> None:
    task_id = world.issue().id
    page = f"/tasks/{task_id}"
    clerk, official, leader = browse("vanthu"), browse("canbo"), browse("lanhdao")
    assert submit(clerk, "/", f"{page}/receipt", revision="1").status_code == 303
    person = str(world.office.people["canbo"])
    form = f"{page}/assignment"
    assert submit(clerk, form, form, assignee_id=person).status_code == 303
    form = f"{page}/reports"
    assert submit(official, form, form, text="Được 60 %.", percent="60").status_code == 303
    assert submit(official, form, form, text="Xong.", percent="60", done="1").status_code == 303
    assert world.task(task_id).percent == 100
    form = f"{page}/acceptance"
    assert submit(leader, form, form, evaluation="excellent", remark="Tốt").status_code == 303
    shown = text_of(leader.get(page))
    assert "Hoàn thành đúng hạn" in shown
    assert "Xuất sắc" in shown


def test_a_mistake_in_a_report_loses_nothing(world: World, browse: Browse, submit: Any) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    client, form = browse("canbo"), f"/tasks/{task_id}/reports"
    picture = (io.BytesIO(_png()), "anh.png")
    wrong = submit(
        client, form, form, text="Đã làm được nhiều việc.", percent="140", files=[picture]
    )
    assert wrong.status_code == 422
    shown = text_of(wrong)
    assert "Không quá 100." in shown
    assert "Đã làm được nhiều việc." in shown
    seal = re.search(r'name="kept" value="([^"]+)"', wrong.text)
    assert seal is not None
    again = submit(
        client, form, form,
        text="Đã làm được nhiều việc.", percent="40", kept=seal[1], kept_name="anh.png",
    )  # fmt: skip
    assert again.status_code == 303
    assert "anh.png" in text_of(client.get(f"/tasks/{task_id}"))


def test_kept_files_are_of_one_person_and_one_task(
    world: World, browse: Browse, submit: Any
) -> None:
    one, other = world.in_state(TaskState.RECEIVED), world.in_state(TaskState.RECEIVED)
    client = browse("canbo")
    form = f"/tasks/{one}/reports"
    wrong = submit(client, form, form, percent="10", files=[(io.BytesIO(_png()), "anh.png")])
    seal = re.search(r'name="kept" value="([^"]+)"', wrong.text)
    assert seal is not None
    form = f"/tasks/{other}/reports"
    submit(client, form, form, text="Xong", percent="10", kept=seal[1], kept_name="anh.png")
    assert "anh.png" not in client.get(f"/tasks/{other}").text


@pytest.mark.parametrize(("content", "name"), [(b"MZ\x90", "virus.exe"), (TEST_FILE, "eicar.com")])
def test_a_file_that_is_not_taken_keeps_the_words(
    world: World, browse: Browse, submit: Any, content: bytes, name: str
) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    form = f"/tasks/{task_id}/reports"
    wrong = submit(
        browse("canbo"), form, form,
        text="Kèm tệp.", percent="10", files=[(io.BytesIO(content), name)],
    )  # fmt: skip
    assert wrong.status_code == 422
    assert name in wrong.text
    assert "Kèm tệp." in text_of(wrong)
    assert world.task(task_id).state is TaskState.RECEIVED


@pytest.mark.parametrize(
    ("state", "who", "noun", "field"),
    [
        (TaskState.ASSIGNED, "vanthu", "refusal", "reason"),
        (TaskState.RECEIVED, "vanthu", "assignment", "assignee_id"),
        (TaskState.REPORTED_DONE, "lanhdao", "acceptance", "evaluation"),
        (TaskState.REPORTED_DONE, "lanhdao", "return", "reason"),
        (TaskState.RECEIVED, "lanhdao", "suspension", "reason"),
        (TaskState.SUSPENDED, "lanhdao", "resumption", "reason"),
        (TaskState.RECEIVED, "lanhdao", "cancellation", "reason"),
    ],
)
def test_an_empty_form_says_which_field(
    world: World, browse: Browse, submit: Any,
    state: TaskState, who: str, noun: str, field: str,
) -> None:  # fmt: skip
    task_id = world.in_state(state)
    form = f"/tasks/{task_id}/{noun}"
    wrong = submit(browse(who), form, form)
    assert wrong.status_code == 422
    assert f'href="#f-{field}"' in wrong.text
    assert "Chưa điền." in text_of(wrong)
    assert world.task(task_id).state is state


def test_a_form_overtaken_by_another_person_keeps_what_was_typed(
    world: World, browse: Browse, submit: Any
) -> None:
    task_id = world.in_state(TaskState.REPORTED_DONE)
    form = f"/tasks/{task_id}/return"
    late = submit(browse("lanhdao"), form, form, reason="Thiếu danh sách.", revision="1")
    assert late.status_code == 409
    assert "Người khác vừa sửa" in text_of(late)
    assert "Thiếu danh sách." in text_of(late)


@pytest.mark.parametrize(
    ("who", "noun", "status"),
    [("vanthu", "acceptance", 403), ("cuong", "acceptance", 404), ("lanhdao", "acceptance", 409)],
)
def test_a_form_that_cannot_be_sent_is_not_shown(
    world: World, browse: Browse, who: str, noun: str, status: int
) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    assert browse(who).get(f"/tasks/{task_id}/{noun}").status_code == status


def _png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(buffer, "PNG")
    return buffer.getvalue()
