"""An opinion is asked for by the form and through the API, and given in the talk."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow

Browse = Callable[[str], FlaskClient]


def test_by_the_form(world: World, browse: Browse, submit: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    form, talk = f"/tasks/{task_id}/consultation", f"/tasks/{task_id}/messages"
    leader, cuong = browse("lanhdao"), browse("cuong")
    assert form in leader.get(talk).text
    assert cuong.get(talk).status_code == 404
    assert browse("vanthubtc").get(form).status_code == 403
    wrong = submit(leader, form, form, text="Có vướng gì?", due_on=f"{tomorrow(5):%d/%m/%Y}")
    assert wrong.status_code == 422
    assert "Có vướng gì?" in wrong.text
    person = str(world.office.people["cuong"])
    day = f"{tomorrow(5):%d/%m/%Y}"
    asked = submit(leader, form, form, text="Có vướng gì?", due_on=day, person_ids=person)
    assert asked.status_code == 303
    assert "Chờ cho ý kiến" in cuong.get("/").text
    question = asked.location.rpartition("#m-")[2]
    assert "Cho ý kiến" in cuong.get(talk).text
    given = submit(cuong, talk, talk, text="Không vướng.", answers_id=question)
    assert given.status_code == 303
    assert "đã cho ý kiến" in leader.get(talk).text
    assert "Chờ cho ý kiến" not in cuong.get("/").text


def test_through_the_api(world: World, sign_in: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    official, path = sign_in("canbo"), f"/tasks/{task_id}"
    wish = {"text": "Có vướng gì?", "due_on": tomorrow(5).isoformat()}
    nobody = official.post(f"{path}/consultations", wish)
    assert [error["field"] for error in nobody.json["errors"]] == ["unit_ids"]
    unit = str(world.office.units["BTCTU"])
    asked = official.post(f"{path}/consultations", wish | {"unit_ids": [unit]})
    assert asked.status_code == 201
    clerk = sign_in("vanthubtc")
    assert clerk.get("/tasks?view=to-advise").json["total"] == 1
    said = clerk.post(f"{path}/messages", {"text": "Không.", "answers_id": asked.json["id"]})
    message = next(one for one in said.json["messages"] if one["id"] == asked.json["id"])
    assert [one["unit"] for one in message["consults"] if one["answered_at"]] == [True]
    assert (message["open"], clerk.get("/tasks?view=to-advise").json["total"]) == (False, 0)
    assert sign_in("cuong").post(f"{path}/consultations", wish).status_code == 404
