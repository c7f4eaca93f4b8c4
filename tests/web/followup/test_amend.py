"""An issued task is put right, by the forms and through the API."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow

Browse = Callable[[str], FlaskClient]


def test_by_the_forms(world: World, browse: Browse, submit: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    page, form = f"/tasks/{task_id}", f"/tasks/{task_id}/amendment"
    issuer, clerk = browse("thuky"), browse("vanthu")
    assert form in issuer.get(page).text
    assert form not in clerk.get(page).text
    assert clerk.get(form).status_code == 403
    assert browse("cuong").get(form).status_code == 404
    as_it_is = {
        "title": "Kết nối đến 137 chi bộ", "content": "", "priority": "normal",
        "supervisor_id": str(world.office.people["lanhdao"]),
        "informed_unit_ids": [str(world.office.units["UBKTTU"])], "reason": "Ghi thiếu số.",
    }  # fmt: skip
    wrong = submit(issuer, form, form, **as_it_is | {"title": ""})
    assert (wrong.status_code, "Ghi thiếu số." in wrong.text) == (422, True)
    assert submit(issuer, form, form, **as_it_is).status_code == 303
    shown = clerk.get(page).text
    assert "từ “Kết nối phần mềm đến chi bộ” thành “Kết nối đến 137 chi bộ”" in shown
    assert "sửa nhiệm vụ: Ghi thiếu số." in shown
    again = submit(issuer, form, form, **as_it_is)
    assert (again.status_code, "Chưa sửa gì" in again.text) == (422, True)
    units, unit = f"{page}/coordinating-units", str(world.office.units["HUTD"])
    assert submit(issuer, form, units, content="Rà soát.").status_code == 422
    assert submit(issuer, form, units, unit_id=unit, content="Rà soát.").status_code == 303
    assert "Rà soát." in clerk.get(page).text
    gone = f"{units}/{unit}/removal"
    assert submit(issuer, form, gone).status_code == 422
    assert submit(issuer, form, gone, reason="Không cần nữa.").status_code == 303
    assert "thôi phối hợp: Không cần nữa." in clerk.get(page).text
    date = f"{page}/due-date"
    moved = submit(
        browse("lanhdao"), date, date, due_on=f"{tomorrow(40):%d/%m/%Y}", reason="Chờ hướng dẫn."
    )
    assert moved.status_code == 303
    assert "Chờ hướng dẫn." in clerk.get(page).text.split('id="dates"')[1]


def test_through_the_api(world: World, sign_in: Any) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    path, officer = f"/tasks/{task_id}", sign_in("theodoi")
    seen = officer.get(path).json["revision"]
    body = {"title": "Kết nối đến 137 chi bộ", "field_code": "CDS", "revision": seen}
    assert officer.post(f"{path}/amendment", body).json["field"] == "Chuyển đổi số"
    stale = officer.post(f"{path}/amendment", body | {"title": "Khác"})
    assert (stale.status_code, stale.json["code"]) == (409, "stale")
    assert officer.post(f"{path}/amendment", {"number": 5}).status_code == 422
    assert officer.post(f"{path}/amendment", {"field_code": None}).json["field"] == ""
    unit = str(world.office.units["HUTD"])
    added = officer.post(f"{path}/coordinating-units", {"unit_id": unit, "content": "Rà soát."})
    assert "Rà soát." in [one["content"] for one in added.json["units"]]
    gone = f"{path}/coordinating-units/{unit}/removal"
    left = officer.post(gone, {"reason": "Không cần."}).json["units"]
    assert unit not in [one["unit"]["id"] for one in left]
    wish = {"due_on": tomorrow(40).isoformat(), "reason": "Chờ hướng dẫn."}
    moved = officer.post(f"{path}/due-date", wish).json
    assert moved["due_on"] != moved["original_due_on"]
    assert sign_in("canbo").post(f"{path}/due-date", wish).status_code == 403
    assert sign_in("cuong").post(f"{path}/amendment", body).status_code == 404
