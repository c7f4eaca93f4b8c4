"""Weekly plans and reports by pages and by the API; constant queries."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.datastructures import MultiDict

from ecabinet.accounts.models import Unit
from ecabinet.accounts.models.unit import UnitName
from ecabinet.core.clock import office_day, utc_now
from ecabinet.platform import Platform
from followup.paths import weekly_path, weekly_sheet_path
from followup.states import TaskState
from followup.weekly.spans import week_of
from tests.clients import csrf_of
from tests.commands.followup.world import World, tomorrow
from tests.counting import asked

Browse = Callable[[str], FlaskClient]
FIELDS = ("line_id", "task_id", "text", "first", "last", "expected", "outcome", "result", "reason")


def monday() -> Any:
    """The Monday of this week."""
    return week_of(office_day(utc_now())).first


def below_the_committee(world: World) -> None:
    """Put the Office below the province's committee."""
    here, above = world.office.units["VPTU"], world.office.units["TU"]
    with world.store.engine.begin() as connection:
        connection.execute(update(Unit).where(Unit.id == here).values(parent_id=above))
        named = update(UnitName).where(UnitName.unit_id == here)
        connection.execute(named.values(parent_id=above))


def begin(client: FlaskClient, submit: Any, unit: Any, stage: str, **more: str) -> str:
    """Begin a sheet by the page's button, and return its address."""
    form = {"unit_id": str(unit), "stage": stage, "day": monday().isoformat(), **more}
    sent = submit(client, "/weekly", "/weekly", **form)
    assert sent.status_code == 303, sent.text
    return str(sent.location)


def write(
    client: FlaskClient, address: str, *lines: dict[str, str], do: str = "save", **more: Any
) -> Any:
    """Send the form of a sheet as a browser does."""
    page = client.get(address).text
    revision = re.search(r'name="revision" value="(\d+)"', page)
    form = MultiDict([("csrf_token", csrf_of(page)), ("do", do)])
    form["revision"] = revision[1] if revision else "0"
    for name, value in more.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    for line in lines:
        for name in FIELDS:
            form.add(name, line.get(name, ""))
    return client.post(address, data=form)


def test_from_a_persons_plan_to_the_units(
    world: World, browse: Browse, submit: Any, platform: Platform
) -> None:
    below_the_committee(world)
    task_id = world.in_state(
        TaskState.IN_PROGRESS, title="Nâng cấp đường truyền", due_on=tomorrow()
    )
    unit = world.office.units["VPTU"]
    official, clerk, leader = browse("canbo"), browse("vanthu"), browse("truongphong")
    assert "Chưa lập" in official.get("/weekly").text
    mine = begin(official, submit, unit, "plan")
    assert mine == weekly_sheet_path(mine.rsplit("/", 1)[1])  # type: ignore[arg-type]
    assert "Nâng cấp đường truyền" in official.get(mine).text
    assert (
        write(official, mine, {"text": "Viết đề cương"}, {}, do=f"take:task:{task_id}").status_code
        == 303
    )
    page = official.get(mine).text
    assert page.count("Viết đề cương") == 1
    texts = re.findall(r'name="text"[^>]*>([^<]+)<', page)
    assert texts == ["Viết đề cương", "Nâng cấp đường truyền"]
    ids = re.findall(r'name="line_id" value="([^"]+)"', page)
    kept = [{"line_id": key, "text": text} for key, text in zip(ids, texts, strict=False)]
    write(official, mine, *kept, do="down:0")
    assert re.findall(r'name="text"[^>]*>([^<]+)<', official.get(mine).text) == texts[::-1]
    refused = write(official, mine, {"text": "Sai ngày", "first": "2001-01-01"})
    assert (refused.status_code, "Sai ngày" in refused.text) == (422, True)
    assert browse("cuong").get(mine).status_code == 404
    assert write(official, mine, *kept, do="send").status_code == 303
    assert "Bản đã gửi không sửa được" in official.get(mine).text

    asked_week = clerk.get("/weekly").text
    assert "1/" in asked_week
    reminded = submit(
        clerk, "/weekly", "/weekly/reminder", unit_id=str(unit), stage="plan", day=str(monday())
    )
    assert unescape(reminded.location) == weekly_path(monday())
    ours = begin(clerk, submit, unit, "plan", of_unit="1")
    boxes = re.findall(r'name="chosen" value="([^"]+)"', clerk.get(ours).text)
    assert len(boxes) == 2
    assert (
        write(clerk, ours, {"text": "Giao ban tuần"}, do="gather", chosen=boxes).status_code == 303
    )
    found = clerk.get(ours).text
    assert (found.count("Đã đưa vào"), "Lãnh đạo đơn vị duyệt và gửi" in found) == (2, True)
    stale = write(leader, ours, {"text": "Đè lên"}, revision="1")
    assert (stale.status_code, "chưa ghi đè lên của ai" in stale.text) == (409, True)
    page = leader.get(ours).text
    lines = [
        {"line_id": key, "text": unescape(text)}
        for key, text in zip(
            re.findall(r'name="line_id" value="([^"]+)"', page),
            re.findall(r'name="text"[^>]*>([^<]+)<', page), strict=False,
        )
    ]  # fmt: skip
    assert write(leader, ours, *lines, do="send").status_code == 303
    platform.jobs.drain(world.store)
    with browse("thuky").get(f"{ours}/editions/1/paper.pdf") as sent:
        assert sent.data.startswith(b"%PDF")
    assert "Giao ban tuần" in browse("thuky").get(f"{ours}/editions/1").text

    returned = submit(clerk, mine, f"{mine}/return", reason="Ghi rõ kết quả.")
    assert returned.status_code == 303
    assert "Bị trả lại: Ghi rõ kết quả." in official.get(mine).text
    assert "Bị trả lại" in official.get("/").text
    write(official, mine, *kept, do="send")
    corrected = submit(official, mine, f"{mine}/correction", reason="Thêm việc.")
    assert "Đang điều chỉnh bản 2" in official.get(corrected.location).text
    write(official, mine, *kept, do="send")
    assert "Có bản thay thế" not in browse("thuky").get(ours).text
    submit(leader, ours, f"{ours}/correction", reason="Bổ sung.")
    assert "Có bản thay thế" in clerk.get(ours).text


def test_by_the_api(world: World, sign_in: Any, platform: Platform) -> None:
    below_the_committee(world)
    task_id = str(world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow()))
    unit = str(world.office.units["VPTU"])
    official, clerk, leader = sign_in("canbo"), sign_in("vanthu"), sign_in("truongphong")
    wish = {"unit_id": unit, "stage": "report", "day": str(monday())}
    made = official.post("/weekly-sheets", wish).json
    path = f"/weekly-sheets/{made['id']}"
    offers = official.get(f"{path}/offers").json
    assert [task["id"] for task in offers["tasks"]] == [task_id]
    line = {"text": "Đo tốc độ", "task_id": task_id, "outcome": "partly"}
    saved = official.put(path, {"revision": made["revision"], "lines": [line]}).json
    assert official.put(path, {"revision": made["revision"], "lines": []}).json["code"] == "stale"
    refused = official.post(f"{path}/editions", {})
    assert (refused.status_code, refused.json["code"]) == (422, "weekly_sheet.no_reason")
    lines = [{**line, "reason": "Chờ nhà mạng"}]
    saved = official.put(path, {"revision": saved["revision"], "lines": lines}).json
    assert clerk.get(path).status_code == 404
    assert official.post(f"{path}/editions", {"revision": saved["revision"]}).status_code == 201
    assert official.get(f"{path}/editions/1/paper.pdf").json["code"] == "weekly_sheet.making"
    platform.jobs.drain(world.store)
    assert clerk.get(f"{path}/editions/1/paper.pdf").data.startswith(b"%PDF")
    seen = clerk.get(f"{path}/editions/1").json
    assert (seen["holder"], seen["lines"][0]["unplanned"]) == ("Vũ Đình Cán Bộ", True)

    ours = clerk.post("/weekly-sheets", {**wish, "of_unit": True}).json
    there = f"/weekly-sheets/{ours['id']}"
    (lower,) = clerk.get(f"{there}/below").json["below"]
    chosen = [{"sheet_id": made["id"], "line_ids": [lower["lines"][0]["id"]]}]
    gathered = clerk.post(f"{there}/gathering", {"revision": 1, "chosen": chosen})
    assert gathered.status_code == 200, gathered.text
    assert clerk.post(f"{there}/editions", {}).status_code == 403
    found = leader.get(there).json
    assert (found["figures"]["total"], found["lines"][0]["source"]["who"]) == (1, "Vũ Đình Cán Bộ")
    assert leader.post(f"{there}/editions", {}).status_code == 201
    assert official.get(there).json["rights"]["write"] is False
    standing = clerk.get(f"/units/{unit}/weekly-standing", query_string={"day": str(monday())})
    sent = {row["name"] for row in standing.json["below"] if row["report"]}
    assert sent == {"Vũ Đình Cán Bộ"}
    assert official.get(f"/units/{unit}/weekly-standing").status_code == 403
    remind = {"stage": "report", "day": str(monday())}
    assert clerk.post(f"/units/{unit}/weekly-reminders", remind).json["count"] >= 2
    assert clerk.post(f"{path}/return", {"reason": "Rõ hơn."}).json["state"] == "returned"
    assert leader.post(f"{there}/correction", {"reason": "Bổ sung."}).json["state"] == "draft"
    listed = official.get("/weekly-sheets", query_string={"limit": 1}).json
    assert (len(listed["sheets"]), listed["next"] is None) == (1, False)


def test_however_many_sheets_and_people_equally_many_queries(
    world: World, browse: Browse, submit: Any
) -> None:
    unit, clerk = world.office.units["VPTU"], browse("vanthu")
    ours = begin(clerk, submit, unit, "plan", of_unit="1")

    def send(who: str) -> None:
        client = browse(who)
        write(client, begin(client, submit, unit, "plan"), {"text": "A"}, {"text": "B"}, do="send")

    world.in_state(TaskState.IN_PROGRESS)
    send("canbo")
    pages = ("/weekly", ours, "/")
    before = [asked(world.store.engine, clerk, page) for page in pages]
    for who in ("dongnghiep", "theodoi", "truongphong"):
        send(who)
    world.in_state(TaskState.IN_PROGRESS)
    earlier = (monday() - timedelta(days=7)).isoformat()
    begin(clerk, submit, unit, "plan", day=earlier)
    after = [asked(world.store.engine, clerk, page) for page in pages]
    assert after <= before
