"""A refused task is answered, by the forms and through the API."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow

Browse = Callable[[str], FlaskClient]


def test_another_unit_by_the_form(world: World, browse: Browse, submit: Any) -> None:
    task_id = world.in_state(TaskState.REFUSED)
    page, form = f"/tasks/{task_id}", f"/tasks/{task_id}/reassignment"
    issuer, former, new = browse("thuky"), browse("vanthu"), browse("vanthubtc")
    home = issuer.get("/").text
    assert "Đơn vị từ chối nhận" in home
    assert form in issuer.get(page).text
    assert former.get(form).status_code == 403
    wrong = submit(issuer, form, form, reason="Thuộc Ban Tổ chức.", due_on="01/01/2020")
    assert wrong.status_code == 422
    assert "Thuộc Ban Tổ chức." in wrong.text
    assert 'href="#f-lead_unit_id"' in wrong.text
    unit = str(world.office.units["BTCTU"])
    day = f"{tomorrow(30):%d/%m/%Y}"
    done = submit(issuer, form, form, lead_unit_id=unit, reason="Thuộc Ban Tổ chức.", due_on=day)
    assert done.status_code == 303
    for client in (issuer, former, new):
        shown = client.get(page).text
        assert "Thuộc Ban Tổ chức." in shown
        assert "Không thuộc chức năng." in shown
        assert "Đã thôi chủ trì" in shown
    assert f"{page}/receipt" in new.get(page).text
    assert f"{page}/receipt" not in former.get(page).text
    story = new.get(f"{page}/story").text
    assert "Từ Văn phòng Tỉnh ủy sang Ban Tổ chức Tỉnh ủy" in story
    assert "Từ chối nhận" in story


def test_through_the_api(world: World, sign_in: Any) -> None:
    task_id = world.in_state(TaskState.REFUSED)
    leader, path = sign_in("lanhdao"), f"/tasks/{task_id}"
    assert leader.get("/tasks?view=refused").json["total"] == 1
    seen = leader.get(path).json["revision"]
    back = leader.post(f"{path}/insistence", {"reason": "Đúng việc.", "revision": seen}).json
    assert back["state"] == "assigned"
    wish = {"lead_unit_id": str(world.office.units["TU"]), "reason": "Đúng hơn."}
    stale = leader.post(f"{path}/reassignment", wish | {"revision": seen})
    assert (stale.status_code, stale.json["code"]) == (409, "stale")
    moved = leader.post(f"{path}/reassignment", wish).json
    assert moved["lead_unit"]["id"] == wish["lead_unit_id"]
    assert {"former"} < {unit["part"] for unit in moved["units"]}
    assert sign_in("cuong").post(f"{path}/reassignment", wish).status_code == 404
    assert sign_in("vanthu").post(f"{path}/reassignment", wish).status_code == 403
    told = leader.get(f"{path}/story").json["steps"]
    turns = [(step["kind"], step["title"], step["text"]) for step in told[1:]]
    assert turns == [
        ("refused", "Văn phòng Tỉnh ủy", "Không thuộc chức năng."),
        ("insisted", "Văn phòng Tỉnh ủy", "Đúng việc."),
        ("reassigned", "Tỉnh ủy Vĩnh Phúc", "Đúng hơn."),
    ]
