"""A periodic task by the forms and through the API."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask.testing import FlaskClient

from ecabinet.core.clock import office_day, utc_now
from followup.models import Period
from followup.periods import span_of
from tests.commands.followup.world import World

Browse = Callable[[str], FlaskClient]


def test_issued_and_reported_on_by_the_forms(world: World, browse: Browse, submit: Any) -> None:
    tracker, official = browse("theodoi"), browse("canbo")
    fields = {
        "title": "Báo cáo tháng",
        "lead_unit_id": str(world.office.units["VPTU"]),
        "supervisor_id": str(world.office.people["lanhdao"]),
        "deadline_kind": "periodic",
        "report_after": "5",
    }
    wrong = submit(tracker, "/tasks/new", "/tasks/new", **fields)
    assert wrong.status_code == 422
    assert 'href="#f-period"' in wrong.text
    done = submit(tracker, "/tasks/new", "/tasks/new", **fields, period="month")
    assert done.status_code == 303
    task_id = done.location.rpartition("/")[2]
    world.receive(task_id)
    world.assign(task_id)
    month = span_of(office_day(utc_now()), Period.MONTH).first
    name = f"Tháng {month.month}/{month.year}"
    page, form = f"/tasks/{task_id}", f"/tasks/{task_id}/reports"
    assert name in official.get(page).text
    assert name in official.get(form).text
    sent = submit(official, form, form, text="Đã làm.", period_on=month.isoformat())
    assert sent.status_code == 303
    assert "Các kỳ đã bắt đầu đều có báo cáo" in official.get(form).text
    again = submit(official, form, form, text="Đã làm.", period_on=month.isoformat())
    assert again.status_code == 409
    assert "1 kỳ đã gửi" in official.get("/tasks").text
    _given_back_by_the_form(browse("lanhdao"), submit, page, month)
    assert "Trả lại, chờ báo cáo lại" in official.get(page).text
    assert submit(official, form, form, text="Đã bổ sung.", period_on=month.isoformat())
    assert name in official.get(f"{page}/story").text


def _given_back_by_the_form(leader: FlaskClient, submit: Any, page: str, month: date) -> None:
    back = f"{page}/period-return"
    assert f"{back}?period_on={month}" in leader.get(page).text
    assert f'<option value="{month}" selected' in leader.get(f"{back}?period_on={month}").text
    without = submit(leader, back, back, period_on=month.isoformat(), reason="")
    assert without.status_code == 422
    done = submit(leader, back, back, period_on=month.isoformat(), reason="Thiếu số liệu.")
    assert done.status_code == 303
    assert "Thiếu số liệu." in leader.get(page).text


def test_through_the_api(world: World, sign_in: Any) -> None:
    wish = {
        "title": "Báo cáo quý",
        "lead_unit_id": str(world.office.units["VPTU"]),
        "supervisor_id": str(world.office.people["lanhdao"]),
        "deadline_kind": "periodic",
        "period": "quarter",
    }
    tracker = sign_in("theodoi")
    wrong = tracker.post("/tasks", wish | {"due_on": "2030-01-01"})
    assert [error["field"] for error in wrong.json["errors"]] == ["due_on"]
    task_id = tracker.post("/tasks", wish).json["id"]
    world.receive(task_id)
    world.assign(task_id)
    sent = sign_in("canbo").post(f"/tasks/{task_id}/reports", {"text": "Đã làm."}).json
    (period,) = sent["periods"]
    assert period["standing"] == "on_time"
    assert sent["reports"][0]["period_on"] == period["first_on"]
    assert date.fromisoformat(sent["due_on"]) > date.fromisoformat(period["due_on"])
    row = tracker.get("/tasks?q=quý").json["tasks"][0]
    assert (row["period"], row["missed"]) == ("quarter", 0)
    back = {"period_on": period["first_on"], "reason": "Thiếu số liệu."}
    assert tracker.post(f"/tasks/{task_id}/period-return", back).status_code == 403
    given = sign_in("lanhdao").post(f"/tasks/{task_id}/period-return", back).json
    assert [each["returned"] for each in given["periods"]] == [True]
    assert given["reports"][0]["decision_note"] == "Thiếu số liệu."
    assert given["due_on"] == period["due_on"]
