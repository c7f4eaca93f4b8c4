"""Issuing a task by hand, on the page and through the API."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.commands.followup.world import World, tomorrow

Browse = Callable[[str], FlaskClient]


def wish(world: World) -> dict[str, Any]:
    """Return what a tracking officer wishes."""
    return {
        "title": "Rà soát hồ sơ",
        "lead_unit_id": str(world.office.units["VPTU"]),
        "coordinating_unit_ids": [str(world.office.units["BTCTU"])],
        "supervisor_id": str(world.office.people["lanhdao"]),
        "due_on": tomorrow(20).isoformat(),
        "priority": "high",
        "field_code": "CDS",
    }


def test_through_the_api_with_its_directive(world: World, sign_in: Any) -> None:
    tracker = sign_in("theodoi")
    body = {"symbol": "81-KH/TU", "title": "Kế hoạch", "issued_on": "2022-04-19"}
    directive = tracker.post("/directives", body).json["id"]
    issued = tracker.post("/tasks", wish(world) | {"directive_id": directive, "source_quote": "a"})
    assert issued.status_code == 201, issued.text
    task = tracker.get(f"/tasks/{issued.json['id']}").json
    assert (task["priority"], task["field"]) == ("high", "Chuyển đổi số")
    assert task["source"]["title"] == "81-KH/TU"
    assert sign_in("canbo").post("/tasks", wish(world)).status_code == 403
    out = sign_in("truongphong").post(
        "/tasks", wish(world) | {"lead_unit_id": str(world.office.units["HUTD"])}
    )
    assert [error["field"] for error in out.json["errors"]] == ["lead_unit_id"]


def test_a_mistake_keeps_what_was_typed(world: World, browse: Browse, submit: Any) -> None:
    client = browse("theodoi")
    assert "/tasks/new" in client.get("/tasks").text
    assert "/tasks/new" not in browse("canbo").get("/tasks").text
    assert browse("canbo").get("/tasks/new").status_code == 403
    wrong = submit(client, "/tasks/new", "/tasks/new", **wish(world) | {"due_on": "01/01/2020"})
    assert wrong.status_code == 422
    assert "Rà soát hồ sơ" in wrong.text
    assert 'href="#f-due_on"' in wrong.text
    typed = wish(world) | {"due_on": f"{tomorrow(20):%d/%m/%Y}"}
    done = submit(client, "/tasks/new", "/tasks/new", **typed)
    assert done.status_code == 303
    assert "Ưu tiên" in client.get(done.location).text


def test_a_leader_chooses_among_own_units(world: World, browse: Browse) -> None:
    page = browse("truongphong").get("/tasks/new").text
    leads = page.split('name="lead_unit_id"')[1].split("</select>")[0]
    assert str(world.office.units["VPTU"]) in leads
    assert str(world.office.units["HUTD"]) not in leads
