"""Delegations at the doors: refused in words, seen on every page, over with the next request."""

from typing import Any

import pytest
from sqlalchemy import update

from ecabinet.accounts.models import Person
from followup.states import TaskState
from tests.clients import csrf_of
from tests.days import today
from tests.gatherings import gathering
from tests.rightsland import RightsLand, build_land, delegate

__all__ = ["gathering"]


@pytest.fixture
def land(gathering: Any) -> RightsLand:
    """cuong may act for thuky in sessions today."""
    return build_land(gathering)


def typed(land: RightsLand, **changes: Any) -> dict[str, Any]:
    """What thuky types into the form."""
    fields = {
        "receiver_id": str(land.g.office.people["lanhdao"]), "powers": ["sessions"],
        "from_on": f"{today():%d/%m/%Y}", "to_on": f"{today():%d/%m/%Y}", "reason": "Đi công tác",
    }  # fmt: skip
    return fields | changes


def send(browser: Any, path: str, **form: Any) -> Any:
    page = browser.get("/delegations").text
    return browser.post(path, data={**form, "csrf_token": csrf_of(page)})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"receiver_id": "thuky"}, "chính mình"),
        ({"receiver_id": "vanthu"}, "không còn làm việc"),
        ({"powers": ["tasks"], "unit_ids": ["HUTD"]}, "không nắm"),
        ({"receiver_id": "cuong"}, "đã ủy quyền"),
        ({"to_on": f"{today(-1):%d/%m/%Y}"}, "ngày"),
        ({"reason": " "}, "lý do"),
        ({"powers": []}, ""),
        ({"receiver_id": ""}, ""),
    ],
)
def test_what_cannot_be_given_is_refused_beside_its_field(
    land: RightsLand, browser_sign_in: Any, changes: dict[str, Any], told: str
) -> None:
    office = land.g.office
    with land.g.store.engine.begin() as connection:
        connection.execute(update(Person).where(Person.username == "vanthu").values(active=False))
    if changes.get("receiver_id"):
        changes = {"receiver_id": str(office.people[changes["receiver_id"]])}
    if "unit_ids" in changes:
        changes = changes | {"unit_ids": [str(office.units[code]) for code in changes["unit_ids"]]}
    browser = browser_sign_in("thuky")
    before = browser.get("/delegations").text.count("rights-acts")
    answer = send(browser, "/delegations", **typed(land, **changes))
    assert answer.status_code in (409, 422)
    assert "hint bad" in answer.text
    assert told.lower() in answer.text.lower()
    assert browser.get("/delegations").text.count("rights-acts") == before


def test_every_page_says_for_whom_one_acts_until_it_is_revoked(
    land: RightsLand, browser_sign_in: Any
) -> None:
    deputy = browser_sign_in("cuong")
    pages = ("/", "/meetings", f"/meetings/{land.g.id}", f"/meetings/{land.g.id}/desk")
    assert deputy.get(pages[-1]).status_code == 404
    assert send(deputy, "/acting", delegation_id=str(land.delegation)).status_code == 303
    for page in pages:
        answer = deputy.get(page)
        assert answer.status_code == 200, page
        assert "làm thay Phạm Thu Ký" in answer.text, page
    shown = deputy.get(pages[2]).text
    # The one thing in the meeting that is never done for another, and the secret paper.
    assert "Đề án" not in shown
    path = f"/delegations/{land.delegation}/revocation"
    assert send(browser_sign_in("thuky"), path, reason="Đã về").status_code == 303
    # The very next request, of a page that was open:
    form = {"acting": str(land.delegation), "csrf_token": csrf_of(shown)}
    assert deputy.post(f"/meetings/{land.g.id}/pause", data=form).status_code in (404, 405, 409)
    assert deputy.get(pages[-1]).status_code == 404
    assert "Ủy quyền đã hết hiệu lực" in deputy.get("/").text
    assert "làm thay Phạm Thu Ký" not in deputy.get("/meetings").text


def test_what_a_deputy_did_carries_both_names(
    land: RightsLand, sign_in: Any, browser_sign_in: Any
) -> None:
    api, head = sign_in("cuong"), {"X-On-Behalf-Of": str(land.delegation)}
    item = {"item_id": str(land.g.items[0])}
    path = f"/meetings/{land.g.id}/current-item"
    assert api.put(path, item).status_code == 404
    assert api.put(path, item, headers=head).status_code == 200
    page = browser_sign_in("chutri").get(f"/meetings/{land.g.id}").text
    assert "Lý Mạnh Cường (làm thay Phạm Thu Ký): chuyển nội dung họp" in page
    # A guest of one item is not told what was done in the others.
    assert "Lý Mạnh Cường" not in browser_sign_in("khach01").get(f"/meetings/{land.g.id}").text


def test_a_task_tells_who_acted_for_whom(land: RightsLand, sign_in: Any) -> None:
    task = land.world.issue("Việc làm thay").id
    given = delegate(land.g, "vanthu", "cuong", "tasks")
    head = {"X-On-Behalf-Of": str(given)}
    sent = sign_in("cuong").post(f"/tasks/{task}/receipt", headers=head)
    assert sent.status_code == 200, sent.text
    assert land.world.task(task).state is TaskState.RECEIVED
    history = sign_in("vanthu").get(f"/tasks/{task}").json["history"]
    told = [e["actor"] for e in history if e["kind"] == "received"]
    assert [(one["name"], one["deputy"]) for one in told] == [("Đỗ Thị Văn Thư", "Lý Mạnh Cường")]


def test_both_are_told_and_nobody_else(land: RightsLand, browser_sign_in: Any) -> None:
    told = browser_sign_in("cuong").get("/notifications").text
    assert "Được ủy quyền" in told
    assert "Phạm Thu Ký" in told
    assert "Được ủy quyền" not in browser_sign_in("lanhdao").get("/notifications").text


def test_requests_conclusions_items_and_directives_carry_both_names(
    land: RightsLand, sign_in: Any, browser_sign_in: Any
) -> None:
    api, acting = sign_in("cuong"), {"X-On-Behalf-Of": str(land.delegation)}
    item, both = land.g.items[0], "Lý Mạnh Cường (làm thay Phạm Thu Ký)"
    wanted = {"unit_ids": [str(land.g.office.units["HUTD"])], "names": ["Báo cáo"],
              "due_on": f"{today():%Y-%m-%d}"}  # fmt: skip
    asked = api.post(f"/agenda-items/{item}/paper-requests", wanted, headers=acting)
    assert asked.status_code == 201, asked.text
    said = {"text": "Hoàn thành báo cáo"}
    noted = api.post(f"/agenda-items/{item}/conclusions", said, headers=acting)
    assert noted.status_code == 201, noted.text
    desk = browser_sign_in("thuky")
    assert both in desk.get(f"/paper-requests/{asked.json['requests'][0]['id']}").text
    assert f"{both}: ghi kết luận" in desk.get(f"/meetings/{land.g.id}").text
    found = sign_in("thuky").get(f"/meetings/{land.g.id}/conclusions").json
    told = [row["history"][0] for row in found["conclusions"]]
    assert [(one["by"], one["deputy"]) for one in told] == [("Phạm Thu Ký", "Lý Mạnh Cường")]

    given = delegate(land.g, "vanthu", "cuong", "register")
    entry = {"symbol": "77-CT/TU", "title": "Chỉ thị", "issued_on": "2026-01-05",
             "issuing_body": "Tỉnh ủy"}  # fmt: skip
    made = api.post("/directives", entry, headers={"X-On-Behalf-Of": str(given)})
    assert made.status_code == 201, made.text
    page = browser_sign_in("vanthu").get(f"/directives/{made.json['id']}").text
    assert "Lý Mạnh Cường (làm thay Đỗ Thị Văn Thư) ghi ngày" in page
