"""Pages and operations of the weekly work calendar, from the first line to the printed sheet."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from openpyxl import load_workbook

from ecabinet.core.clock import office_day, utc_now
from meetings.calendar.rows import monday_of
from meetings.calendar.telling import week_path
from tests.clients import ApiClient
from tests.counting import asked
from tests.gatherings import Gathering
from tests.web.meetings.test_pages import post

MONDAY = monday_of(office_day(utc_now())) + timedelta(days=14)


def begun(client: ApiClient, g: Gathering) -> dict[str, Any]:
    """The week of the committee."""
    made = client.post(
        "/work-weeks", {"unit_id": str(g.office.units["TU"]), "day": MONDAY.isoformat()}
    )
    assert made.status_code == 201, made.text
    week: dict[str, Any] = made.json
    return week


def line(g: Gathering, content: str = "Tiếp công dân", **fields: Any) -> dict[str, Any]:
    """A line as the API takes it."""
    given = {
        "day": MONDAY.isoformat(), "starts": "08:00", "ends": "11:00", "kind": "reception",
        "content": content, "person_ids": [str(g.office.people["chutri"])],
        "place": "Trụ sở tiếp công dân",
    }  # fmt: skip
    return given | fields


def test_the_api_leads_a_week_from_the_first_line_to_its_adjustment(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    desk, leader, reader = sign_in("thuky"), sign_in("lanhdao"), sign_in("cuong")
    week = begun(desk, gathering)
    here = f"/work-weeks/{week['id']}"
    added = desk.post(f"{here}/lines", line(gathering))
    assert added.status_code == 201, added.text
    first = added.json["lines"][0]
    assert (first["half"], first["leaders"][0]["name"]) == ("am", "Nguyễn Minh Khôi")
    assert desk.post(f"{here}/lines", line(gathering, day="2020-01-01")).status_code == 422
    assert reader.get(here).status_code == 404
    assert leader.post(f"{here}/lines", line(gathering)).status_code == 403
    assert desk.post(f"{here}/submission", {}).json["state"] == "submitted"
    assert desk.post(f"{here}/publication", {}).status_code == 403
    assert leader.post(f"{here}/publication", {}).json["edition"] == 1
    assert [x["content"] for x in reader.get(here).json["lines"]] == ["Tiếp công dân"]
    listed = reader.get(f"/work-weeks?first={MONDAY}&last={MONDAY}").json["weeks"]
    assert [one["id"] for one in listed] == [week["id"]]
    put = f"/work-week-lines/{first['id']}"
    # A number would be seconds of UTC, which the office's times cannot be compared with.
    assert desk.send("PUT", put, json=line(gathering, starts=1.5, revision=1)).status_code == 422
    changed = desk.send("PUT", put, json=line(gathering, starts="09:00", revision=1))
    assert changed.status_code == 200, changed.text
    stale = desk.send("PUT", put, json=line(gathering, revision=1))
    assert (stale.status_code, stale.json["code"]) == (409, "stale")
    assert changed.json["pending"][0]["fields"] == ["starts"]
    desk.post(f"{here}/submission", {})
    back = leader.post(f"{here}/return", {"remark": "Dời sang chiều"})
    assert back.json["remark"] == "Dời sang chiều"
    desk.post(f"{here}/submission", {})
    leader.post(f"{here}/publication", {})
    told = reader.get(here).json
    assert [c["fields"] for c in told["changes"]] == [["starts"]]
    assert told["changes"][0]["before"]["starts"] == "08:00:00"
    assert desk.send("DELETE", put).json["lines"] == []


def test_units_propose_through_the_api(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    desk, unit = sign_in("thuky"), sign_in("vanthu")
    begun(desk, gathering)
    units = gathering.office.units
    wish = line(gathering) | {"body_id": str(units["TU"]), "unit_id": str(units["VPTU"])}
    asked_for = unit.post("/work-week-proposals", wish)
    assert asked_for.status_code == 201, asked_for.text
    key = asked_for.json["id"]
    assert sign_in("cuong").post("/work-week-proposals", wish).status_code == 403
    assert unit.post(f"/work-week-lines/{key}/decision", {"decision": "accept"}).status_code == 404
    no = desk.post(f"/work-week-lines/{key}/decision", {"decision": "decline"})
    assert (no.status_code, no.json["code"]) == (422, "work_week.no_reason")
    desk.post(f"/work-week-lines/{key}/decision", {"decision": "decline", "reason": "Trùng"})
    rows = unit.get("/work-week-proposals").json["proposals"]
    assert [(row["state"], row["reason"]) for row in rows] == [("declined", "Trùng")]
    assert sign_in("cuong").get("/work-week-proposals").json == {"proposals": []}
    again = unit.post("/work-week-proposals", wish).json["id"]
    assert unit.post(f"/work-week-lines/{again}/withdrawal", {}).status_code == 200


def test_the_pages_lead_the_same_way(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    desk, leader, reader = (browser_sign_in(name) for name in ("thuky", "lanhdao", "cuong"))
    unit = str(gathering.office.units["TU"])
    shown = f"/calendar/weeks?unit_id={unit}&day={MONDAY}"
    assert "Lập lịch tuần này" in desk.get(shown).text
    assert "Chưa có lịch được công bố" in reader.get(shown).text
    made = post(desk, "/calendar/weeks", {"unit_id": unit, "day": MONDAY.isoformat()})
    assert made.status_code == 303, made.text
    here = made.location
    typed = {"day": MONDAY.isoformat(), "content": "", "kind": "trip", "starts": "8h"}
    refused = post(desk, f"{here}/lines", typed)
    assert refused.status_code == 422
    assert 'value="8h"' in refused.text
    leader_id = str(gathering.office.people["chutri"])
    typed |= {"content": "Đi cơ sở", "chair": leader_id, "ends": "11h30"}
    assert post(desk, f"{here}/lines", typed).status_code == 303
    page = desk.get(here).text
    assert "Đi cơ sở" in page
    assert "08:00–11:30" in page
    key = page.partition('id="line-')[2].partition('"')[0]
    form = desk.get(f"/calendar/lines/{key}").text
    assert 'value="08:00"' in form
    assert "Nguyễn Minh Khôi" in form
    assert reader.get(f"/calendar/lines/{key}").status_code == 404
    assert leader.get(f"/calendar/lines/{key}").status_code == 403
    assert post(desk, f"{here}/submission", {}).status_code == 303
    empty = post(leader, f"{here}/return", {"remark": ""})
    assert empty.status_code == 422
    assert post(leader, f"{here}/publication", {}).status_code == 303
    assert "Đi cơ sở" in reader.get(here).text
    assert "Sửa" not in reader.get(here).text
    change = {**typed, "place": "Tam Đảo", "revision": "1"}
    assert post(desk, f"/calendar/lines/{key}", change).status_code == 303
    assert "Chưa công bố" in desk.get(here).text
    assert "Tam Đảo" not in reader.get(here).text
    assert post(desk, f"/calendar/lines/{key}", change).status_code == 409
    assert post(desk, f"/calendar/lines/{key}/removal", {}).status_code == 303


def test_units_propose_on_pages(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    desk, unit = browser_sign_in("thuky"), browser_sign_in("vanthu")
    assert "Chưa có cơ quan nào" in unit.get("/calendar/proposals/new").text
    body = str(gathering.office.units["TU"])
    here = post(desk, "/calendar/weeks", {"unit_id": body, "day": MONDAY.isoformat()}).location
    assert "chưa đăng ký việc nào" in unit.get("/calendar/proposals").text
    wish = {
        "body_id": body, "unit_id": str(gathering.office.units["VPTU"]), "kind": "work",
        "day": f"{MONDAY:%d/%m/%Y}", "half": "pm", "content": "Khánh thành nhà văn hóa",
    }  # fmt: skip
    assert post(unit, "/calendar/proposals", wish).status_code == 303
    page = desk.get(here).text
    key = page.partition('id="line-')[2].partition('"')[0]
    assert "Đưa vào lịch" in page
    decline = f"/calendar/lines/{key}/decision"
    assert post(desk, decline, {"decision": "decline", "reason": ""}).status_code == 422
    assert post(desk, decline, {"decision": "accept"}).status_code == 303
    assert "Đã đưa vào lịch" in unit.get("/calendar/proposals").text
    assert post(unit, f"/calendar/lines/{key}/withdrawal", {}).status_code == 409
    assert browser_sign_in("cuong").get("/calendar/proposals/new").status_code == 403


def test_the_week_is_printed_and_exported(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    desk = sign_in("thuky")
    week = begun(desk, gathering)
    here = f"/work-weeks/{week['id']}"
    desk.post(f"{here}/lines", line(gathering, note="=1+1"))
    printed = desk.get(f"{here}/week.pdf")
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert printed.data.startswith(b"%PDF")
    sheet = load_workbook(BytesIO(desk.get(f"{here}/week.xlsx").data)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][6] == "Tiếp công dân"
    assert str(rows[1][11]).startswith("'")
    for kind in ("pdf", "xlsx"):
        assert sign_in("cuong").get(f"{here}/week.{kind}").status_code == 404


def test_notices_lead_to_the_page(app: Any) -> None:
    from uuid import uuid4

    key = uuid4()
    with app.test_request_context():
        from flask import url_for

        assert url_for("calendar.week", week_id=key) == week_path(key)
        assert url_for("calendar.own_proposals") == "/calendar/proposals"


def test_a_full_week_costs_no_more_queries(
    gathering: Gathering,
    sign_in: Callable[[str], ApiClient],
    browser_sign_in: Callable[[str], FlaskClient],
) -> None:
    desk, page = sign_in("thuky"), browser_sign_in("thuky")
    week = begun(desk, gathering)
    path = f"/calendar/weeks/{week['id']}"
    desk.post(f"/work-weeks/{week['id']}/lines", line(gathering))
    few = asked(gathering.store.engine, page, path)
    people = [str(gathering.office.people[n]) for n in ("chutri", "lanhdao", "daibieu01")]
    for number in range(20):
        wish = line(gathering, f"Việc {number}", person_ids=people)
        desk.post(f"/work-weeks/{week['id']}/lines", wish)
    assert asked(gathering.store.engine, page, path) == few
