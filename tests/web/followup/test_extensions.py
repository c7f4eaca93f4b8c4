"""A later date by the API and by the forms."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow

Browse = Callable[[str], FlaskClient]


def test_asked_and_granted_by_the_api(world: World, sign_in: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    official, leader = sign_in("canbo"), sign_in("lanhdao")
    path = f"/tasks/{task_id}"
    first = official.get(path).json
    assert "extend" in first["actions"]
    asked = official.post(
        f"{path}/extensions", {"new_due_on": tomorrow(60).isoformat(), "reason": "Chờ số liệu."}
    )
    assert asked.status_code == 201
    assert asked.json["due_on"] == first["due_on"]
    assert "decide_extension" not in asked.json["actions"]
    assert leader.get("/tasks?view=to-extend").json["total"] == 1
    assert "decide_extension" in leader.get(path).json["actions"]
    granted = leader.post(f"{path}/extension-approval", {"note": "Đồng ý."}).json
    (extension,) = granted["extensions"]
    assert granted["due_on"] == extension["due_on"] > first["due_on"] == granted["original_due_on"]
    assert extension["decided_by"]["name"] == granted["supervisor"]["name"]
    assert leader.get("/tasks?view=to-extend").json["total"] == 0
    steps = leader.get(f"{path}/story").json["steps"]
    assert [step["kind"] for step in steps[3:]] == ["report", "extension_requested", "extension"]


def test_wrong_dates_name_the_field(world: World, sign_in: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    wrong = {"new_due_on": tomorrow(2).isoformat(), "reason": "Chờ."}
    answer = sign_in("canbo").post(f"/tasks/{task_id}/extensions", wrong)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["new_due_on"]
    done = world.in_state(TaskState.ACCEPTED)
    late = sign_in("canbo").post(
        f"/tasks/{done}/extensions", wrong | {"new_due_on": tomorrow(60).isoformat()}
    )
    assert (late.status_code, late.json["code"]) == (409, "extension.after_completion")


def test_by_the_forms(world: World, browse: Browse, submit: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    page = f"/tasks/{task_id}"
    official, leader = browse("canbo"), browse("lanhdao")
    form = f"{page}/extension"
    wrong = submit(official, form, form, new_due_on="32/01/2030", reason="Chờ số liệu.")
    assert wrong.status_code == 422
    assert "Chờ số liệu." in wrong.text
    day = f"{tomorrow(60):%d/%m/%Y}"
    assert submit(official, form, form, new_due_on=day, reason="Chờ số liệu.").status_code == 303
    assert f"{page}/extension-approval" in leader.get(page).text
    assert f"{page}/extension-approval" not in official.get(page).text
    assert "Xem đề nghị" in leader.get("/").text
    form = f"{page}/extension-approval"
    assert submit(leader, form, form, due_on=day, note="Lần cuối.").status_code == 303
    shown = leader.get(page).text
    assert "Hạn ban đầu" in shown
    assert "Lần cuối." in shown
    assert "Gia hạn" in leader.get(f"{page}/story").text


def test_a_refusal_needs_its_reason(world: World, browse: Browse, submit: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    form = f"/tasks/{task_id}/extension"
    day = f"{tomorrow(60):%d/%m/%Y}"
    assert submit(browse("canbo"), form, form, new_due_on=day, reason="Chờ.").status_code == 303
    leader, form = browse("lanhdao"), f"/tasks/{task_id}/extension-refusal"
    wrong = submit(leader, form, form)
    assert wrong.status_code == 422
    assert 'href="#f-reason"' in wrong.text
    assert submit(leader, form, form, reason="Đủ thời gian rồi.").status_code == 303
    assert "Đủ thời gian rồi." in leader.get(f"/tasks/{task_id}").text


@pytest.mark.parametrize("who", ["canbo", "vanthubtc", "theodoi"])
def test_the_form_of_the_answer_is_for_who_answers(world: World, browse: Browse, who: str) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    assert browse(who).get(f"/tasks/{task_id}/extension-approval").status_code == 403
