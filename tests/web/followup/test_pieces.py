"""Parts and children of a task, by the forms and through the API."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import update

from followup.models import TaskUnit
from followup.states import TaskState
from tests.commands.followup.test_parts import write
from tests.commands.followup.world import World, tomorrow

Browse = Callable[[str], FlaskClient]


def test_parts_by_the_forms(world: World, browse: Browse, submit: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    page, form = f"/tasks/{task_id}", f"/tasks/{task_id}/parts/{world.office.units['BTCTU']}"
    clerk, other = browse("vanthu"), browse("vanthubtc")
    assert form in clerk.get(page).text
    assert other.get(form).status_code == 403
    wrong = submit(clerk, form, form, content="Rà soát.", due_on="01/01/2020")
    assert wrong.status_code == 422
    assert "Rà soát." in wrong.text
    day = f"{tomorrow(10):%d/%m/%Y}"
    assert submit(clerk, form, form, content="Rà soát.", due_on=day).status_code == 303
    assert "Xem phần việc" in other.get("/").text
    assert f"{form}/reports" in other.get(page).text
    wrong = submit(other, f"{form}/reports", f"{form}/reports", text="Được nửa.", percent="500")
    assert wrong.status_code == 422
    assert "Được nửa." in wrong.text
    sent = submit(other, f"{form}/reports", f"{form}/reports", text="Được nửa.", percent="50")
    assert sent.status_code == 303
    shown = clerk.get(page).text
    assert "Được nửa." in shown
    assert "45%" in shown
    blocked = browse("canbo").get(f"{page}/reports").text
    assert "chưa báo cáo hoàn thành được" in blocked
    gone = submit(clerk, form, form, withdraw="1", reason="Không cần nữa.")
    assert gone.status_code == 303
    assert "Không cần nữa." in other.get(page).text


def test_the_official_of_a_part_by_form_and_api(
    world: World, browse: Browse, submit: Any, sign_in: Any
) -> None:
    task_id, unit = world.in_state(TaskState.IN_PROGRESS), world.office.units["BTCTU"]
    write(world, task_id)
    with world.store.engine.begin() as connection:  # Days off would move it.
        connection.execute(update(TaskUnit).values(due_on=tomorrow(5)))
    page, form = f"/tasks/{task_id}", f"/tasks/{task_id}/parts/{unit}/official"
    clerk, official = browse("vanthubtc"), browse("cuong")
    assert (browse("vanthu").get(form).status_code, official.get(form).status_code) == (403, 404)
    assert form in clerk.get(page).text
    assert "Lý Mạnh Cường" in clerk.get(form).text
    assert submit(clerk, form, form).status_code == 422
    chosen = str(world.office.people["cuong"])
    assert submit(clerk, form, form, official_id=chosen).status_code == 303
    assert "giao Lý Mạnh Cường làm phần việc" in clerk.get(page).text
    assert f"{page}#parts" in official.get("/").text, "it waits on the home page"
    assert f"{tomorrow(5):%d/%m/%Y}" in official.get("/").text, "by the day of the part"
    listed = official.get("/tasks?view=mine").text
    assert f"{tomorrow(5):%d/%m/%Y}" in listed.split(world.task(task_id).title)[1]
    assert "phần việc của đồng chí" in listed
    reports = f"/tasks/{task_id}/parts/{unit}/reports"
    assert reports in official.get(page).text
    sent = submit(official, reports, reports, text="Được nửa.", percent="50")
    assert sent.status_code == 303
    api = sign_in("vanthubtc")
    named = api.put(f"{page}/parts/{unit}/official", {"official_id": chosen})
    assert named.status_code == 200, named.text
    (other,) = [one for one in named.json["units"] if one["unit"]["id"] == str(unit)]
    assert (other["official"]["name"], other["percent"]) == ("Lý Mạnh Cường", 50)
    outside = {"official_id": str(world.office.people["canbo"])}
    refused = api.put(f"{page}/parts/{unit}/official", outside)
    assert (refused.status_code, refused.json["code"]) == (422, "part.official_outside")


def test_children_by_the_forms(world: World, browse: Browse, submit: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    page, form = f"/tasks/{task_id}", f"/tasks/{task_id}/children/new"
    clerk = browse("vanthu")
    assert browse("canbo").get(form).status_code == 403
    fields = {
        "title": "Phần của tổ 1",
        "lead_unit_id": str(world.office.units["VPTU"]),
        "supervisor_id": str(world.office.people["truongphong"]),
        "assignee_id": str(world.office.people["dongnghiep"]),
    }
    wrong = submit(clerk, form, form, **fields | {"due_on": f"{tomorrow(90):%d/%m/%Y}"})
    assert wrong.status_code == 422
    assert "Phần của tổ 1" in wrong.text
    assert submit(clerk, form, form, **fields).status_code == 303
    shown = browse("lanhdao").get(page).text
    assert "0/1 nhiệm vụ con đã xong" in shown
    assert "Phần của tổ 1" in shown
    child = browse("dongnghiep").get("/tasks?view=mine").text
    assert "Phần của tổ 1" in child


def test_through_the_api(world: World, sign_in: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    unit, path = world.office.units["BTCTU"], f"/tasks/{task_id}"
    clerk, other = sign_in("vanthu"), sign_in("vanthubtc")
    part = clerk.put(f"{path}/parts/{unit}", {"content": "Rà soát."}).json
    assert [each["content"] for each in part["units"] if each["part"] == "coordinate"] == [
        "Rà soát."
    ]
    done = other.post(f"{path}/parts/{unit}/reports", {"text": "Xong.", "done": True})
    assert done.status_code == 201
    assert done.json["percent"] == 70
    assert done.json["reports"][0]["unit"]["id"] == str(unit)
    wish = {
        "title": "Tổ 1",
        "lead_unit_id": str(world.office.units["VPTU"]),
        "supervisor_id": str(world.office.people["truongphong"]),
    }
    child = clerk.post(f"{path}/children", wish)
    assert child.status_code == 201
    (below,) = clerk.get(path).json["below"]
    assert (below["id"], below["level"], below["readable"]) == (child.json["id"], 1, True)
    assert clerk.get(f"/tasks/{child.json['id']}").json["above"]["id"] == str(task_id)
    blocked = sign_in("canbo").post(f"{path}/reports", {"text": "Xong.", "done": True})
    assert (blocked.status_code, blocked.json["code"]) == (409, "task.children_open")
    assert sign_in("cuong").put(f"{path}/parts/{unit}", {"content": "a"}).status_code == 404
    gone = clerk.post(f"{path}/parts/{unit}/withdrawal", {"reason": "Thôi."})
    assert gone.json["percent"] == 0
