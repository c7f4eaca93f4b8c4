"""Reports by pages and by the API: laid down, previewed, frozen, issued; constant queries."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecabinet.platform import Platform
from followup.paths import report_run_link, report_run_path
from followup.reporting.making import make_run
from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow
from tests.counting import asked

Browse = Callable[[str], FlaskClient]
FORM = {
    "name": "Kết quả thực hiện nhiệm vụ", "period": "month", "by": "unit", "detailed": "1",
    "columns": ["unit", "", "label", "due"], "across": "yes", "rule_set": "party",
    "recipients": "Thường trực Tỉnh ủy (báo cáo)",
}  # fmt: skip


@pytest.fixture
def form(world: World) -> dict[str, Any]:
    """What the tracking officer of VPTU types."""
    return {**FORM, "unit_id": str(world.office.units["VPTU"])}


def test_from_the_form_to_the_official_document(
    world: World, browse: Browse, submit: Any, form: dict[str, Any]
) -> None:
    world.in_state(TaskState.IN_PROGRESS, title="Nâng cấp đường truyền", due_on=tomorrow(2))
    officer, clerk = browse("theodoi"), browse("vanthu")
    assert "Chưa có mẫu báo cáo nào" in officer.get("/reports").text
    wrong = submit(officer, "/reports/new", "/reports/new", **{**form, "columns": ""})
    assert (wrong.status_code, "ít nhất một cột" in wrong.text) == (422, True)
    made = submit(officer, "/reports/new", "/reports/new", **form)
    assert made.status_code == 303
    page = officer.get(made.location).text
    assert "Tổng số nhiệm vụ được giao: 1, trong đó: đã hoàn thành 0" in page
    assert "Nâng cấp đường truyền" in page
    assert "Chốt số liệu" in page
    for name in ("vanthu", "cuong"):
        assert "Chốt số liệu" not in browse(name).get(made.location).text
    assert browse("cuong").get(made.location).status_code == 404
    assert officer.get(f"{made.location}?on={tomorrow(60)}").status_code == 422
    changed = submit(officer, f"{made.location}/edit", f"{made.location}/edit",
                     **{**form, "by": "label", "scheduled": "1"})  # fmt: skip
    assert changed.status_code == 303
    assert "Tự lập sau mỗi kỳ" in officer.get(made.location).text

    frozen = submit(officer, made.location, f"{made.location}/runs", remarks="Tiến độ khá.")
    assert "Đang chốt số liệu" in officer.get(frozen.location).text
    run_id = frozen.location.rsplit("/", 1)[1]
    make_run(world.store, run_id)
    shown = clerk.get(frozen.location).text
    assert "Tiến độ khá." in shown
    assert "Phùng Thế Vinh được xem" in shown
    for ending, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        with clerk.get(f"{frozen.location}/report.{ending}") as sent:
            assert sent.data.startswith(start)
    assert browse("cuong").get(f"{frozen.location}/report.pdf").status_code == 404
    wrong = submit(officer, made.location, f"{made.location}/runs").location
    assert "Bỏ số liệu này" not in clerk.get(wrong).text
    dropped = submit(officer, wrong, f"{wrong}/discarding")
    assert "Đã bỏ số liệu" in officer.get(dropped.location).text
    assert clerk.get(wrong).status_code == 404
    drafted = submit(officer, frozen.location, f"{frozen.location}/document")
    kept = submit(officer, frozen.location, f"{frozen.location}/discarding")
    assert (kept.status_code, "bỏ dự thảo văn bản trước" in kept.text) == (409, True)
    assert "Báo cáo" in clerk.get(drafted.location).text
    assert "Mở văn bản phát hành" in clerk.get(frozen.location).text
    report_id = made.location.rsplit("/", 1)[1]
    assert frozen.location == report_run_path(report_id, run_id)  # type: ignore[arg-type]
    led = clerk.get(report_run_link(run_id))  # type: ignore[arg-type]
    assert led.location == frozen.location
    retired = submit(officer, f"{made.location}/edit", f"{made.location}/retirement")
    assert "ngừng dùng" in officer.get(retired.location).text


def test_each_figure_leads_to_exactly_its_rows(
    world: World, browse: Browse, submit: Any, form: dict[str, Any]
) -> None:
    for state in (TaskState.ASSIGNED, TaskState.IN_PROGRESS, TaskState.ACCEPTED):
        world.in_state(state)
    world.issue(
        "Của Ban Tổ chức", lead_unit_id=world.office.units["BTCTU"], due_on=tomorrow(1),
        coordinating_unit_ids=[],
    )  # fmt: skip
    officer, followed = browse("theodoi"), 0
    office = str(world.stands_below("VPTU", "TU"))
    for by, label in (("unit", ""), ("label", "running"), ("field", ""), ("leader", "done")):
        below = {"lead_unit_id": office, "below": "1"} if by == "field" else {}
        fields = {**form, "by": by, "label": label, **below}
        page = officer.get(submit(officer, "/reports/new", "/reports/new", **fields).location).text
        for address, figure in re.findall(r'<a href="(/tasks\?[^"]+)">(\d+)</a>', page):
            rows = officer.get(unescape(address)).text.count("data-row")
            assert rows == int(figure), address
            followed += 1
    assert followed > 15


def test_by_the_api(world: World, sign_in: Any, platform: Platform) -> None:
    world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(2))
    officer, clerk, outsider = sign_in("theodoi"), sign_in("vanthu"), sign_in("cuong")
    wish = {"name": "Kết quả", "unit_id": str(world.office.units["VPTU"])}
    refused = clerk.post("/reports", wish)
    assert (refused.status_code, refused.json["code"]) == (403, "denied")
    made = officer.post("/reports", wish).json
    path = f"/reports/{made['id']}"
    assert outsider.get(path).status_code == 404
    assert [row["name"] for row in clerk.get("/reports").json["reports"]] == ["Kết quả"]
    seen = clerk.get(f"{path}/preview").json
    assert (seen["total"]["total"], len(seen["rows"])) == (1, 1)
    change = {"name": "Kết quả tuần", "spec": {"period": "week"}, "revision": made["revision"]}
    assert officer.put(path, change).status_code == 200
    assert officer.put(path, change).json["code"] == "stale"
    assert clerk.post(f"{path}/runs", {}).status_code == 403
    run = officer.post(f"{path}/runs", {"remarks": "Khá."}).json
    there = f"/report-runs/{run['id']}"
    assert clerk.get(f"{there}/report.pdf").json["code"] == "task_report.making"
    platform.jobs.drain(world.store)
    found = clerk.get(there).json
    assert (found["run"]["state"], found["intact"], found["remarks"]) == ("frozen", True, "Khá.")
    assert found["data"]["total"] == seen["total"]
    with clerk.get(f"{there}/report.xlsx") as sent:
        assert sent.data.startswith(b"PK")
    assert outsider.get(there).status_code == 404
    assert clerk.get(f"{there}/list.pdf").status_code == 404
    wrong = officer.post(f"{path}/runs", {}).json
    assert clerk.send("DELETE", f"/report-runs/{wrong['id']}").status_code == 403
    assert officer.send("DELETE", f"/report-runs/{wrong['id']}").status_code == 204
    assert clerk.get(f"/report-runs/{wrong['id']}").status_code == 404
    paper = officer.post(f"{there}/document", {})
    assert (paper.status_code, paper.json["state"]) == (201, "draft")
    assert officer.post(f"{there}/document", {}).json["code"] == "official.drafted"
    (listed,) = clerk.get(path).json["runs"]
    assert listed["document_id"] == paper.json["id"]
    assert officer.post(f"{path}/retirement", {}).status_code == 200
    assert officer.post(f"{path}/runs", {}).json["code"] == "task_report.retired"


def test_however_many_tasks_and_reports_equally_many_queries(
    world: World, browse: Browse, submit: Any, form: dict[str, Any]
) -> None:
    officer = browse("theodoi")
    location = submit(officer, "/reports/new", "/reports/new", **form).location

    def freeze() -> str:
        run = submit(officer, location, f"{location}/runs").location
        make_run(world.store, run.rsplit("/", 1)[1])
        return str(run)

    world.in_state(TaskState.IN_PROGRESS)
    paths = ["/reports", location, freeze()]
    few = [asked(world.store.engine, officer, path) for path in paths]
    for number in range(12):
        world.issue(f"Nhiệm vụ {number}")
    world.in_state(TaskState.IN_PROGRESS)
    submit(officer, "/reports/new", "/reports/new", **form)
    paths[2] = freeze()
    assert [asked(world.store.engine, officer, path) for path in paths] == few
    rows = re.findall(r"NV-\d+", officer.get(paths[2]).text)
    assert len(rows) == 14
