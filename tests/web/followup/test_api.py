"""The API of follow-up, walked as its callers do."""

import io
from typing import Any
from uuid import UUID, uuid4

import pytest

from followup.states import TaskState
from tests.commands.followup.world import World

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # noqa: E501

OPERATIONS = {
    "listTasks", "getTask", "receiveTask", "assignTask", "reportProgress", "acceptTask",
    "returnTask", "refuseTask", "getStory", "getDashboard", "listDirectives",
}  # fmt: skip


@pytest.fixture
def call(app: Any, world: World, sign_in: Any) -> Any:
    """Sign in to the API as a person of the world."""
    return sign_in


def test_the_operations_are_named_as_agreed(app: Any) -> None:
    document = app.test_client().get("/api/v1/openapi.json").json
    operations = {
        operation["operationId"]: operation
        for path in document["paths"].values()
        for operation in path.values()
    }
    assert operations.keys() >= OPERATIONS
    report = operations["reportProgress"]["requestBody"]["content"]
    assert set(report) == {"application/json", "multipart/form-data"}


def test_from_the_inbox_to_the_evaluation(world: World, call: Any) -> None:
    task_id = str(world.issue().id)
    clerk, official, leader = call("vanthu"), call("canbo"), call("lanhdao")
    inbox = clerk.get("/tasks?view=inbox").json
    assert [task["id"] for task in inbox["tasks"]] == [task_id]
    assert clerk.post(f"/tasks/{task_id}/receipt").json["state"] == "received"
    person = str(world.office.people["canbo"])
    assigned = clerk.post(f"/tasks/{task_id}/assignment", {"assignee_id": person})
    assert assigned.json["assignee"]["name"] == "Vũ Đình Cán Bộ"
    report = official.post(f"/tasks/{task_id}/reports", {"percent": 60, "text": "Được 60 %."})
    assert (report.status_code, report.json["percent"]) == (201, 60)
    done = official.post(
        f"/tasks/{task_id}/reports",
        data={"text": "Xong.", "done": "true", "files": [(io.BytesIO(PDF), "Biên bản.pdf")]},
    )
    assert done.status_code == 201, done.text
    evidence = done.json["reports"][0]["evidence"]
    assert [file["filename"] for file in evidence] == ["Biên bản.pdf"]
    assert leader.get(f"/tasks/{task_id}").json["actions"] == ["accept", "return", "consult"]
    accepted = leader.post(
        f"/tasks/{task_id}/acceptance", {"evaluation": "good", "remark": "Làm nhanh."}
    )
    assert accepted.json["label"] == "done_on_time"
    assert accepted.json["reports"][0]["decision"] == "accepted"
    kinds = [entry["kind"] for entry in accepted.json["history"]]
    assert kinds == ["accepted", "reported_done", "reported", "assigned", "received", "issued"]
    story = leader.get(f"/tasks/{task_id}/story").json
    assert [step["kind"] for step in story["steps"]] == [
        "task", "received", "assigned", "report", "report_done", "accepted",
    ]  # fmt: skip
    who = [step["people"][0]["name"] for step in story["steps"][3:]]
    assert who == ["Vũ Đình Cán Bộ", "Vũ Đình Cán Bộ", accepted.json["supervisor"]["name"]]
    assert [one["name"] for one in story["steps"][4]["documents"]] == ["Biên bản.pdf"]


def test_a_replayed_report_answers_as_the_first_time(world: World, call: Any) -> None:
    task_id = str(world.in_state(TaskState.RECEIVED))
    official = call("canbo")
    body = {"percent": 20, "text": "Hai mươi."}
    first = official.post(f"/tasks/{task_id}/reports", body, request_id="mot")
    second = official.post(f"/tasks/{task_id}/reports", body, request_id="mot")
    assert first.json["reports"] == second.json["reports"]
    assert len(second.json["reports"]) == 1


@pytest.mark.parametrize(("who", "status"), [("cuong", 404), ("thuky", 403), ("vanthu", 200)])
def test_missing_or_not_allowed(world: World, call: Any, who: str, status: int) -> None:
    task_id = world.issue().id
    answer = call(who).post(f"/tasks/{task_id}/receipt")
    assert answer.status_code == status
    if status != 200:
        assert answer.content_type == "application/problem+json"
        assert answer.json["code"] == {404: "not_found", 403: "denied"}[status]


def test_an_unknown_task_looks_like_a_forbidden_one(world: World, call: Any) -> None:
    stranger, task_id = call("cuong"), world.issue().id
    answers = [stranger.get(f"/tasks/{some_id}").json for some_id in (task_id, uuid4())]
    for answer in answers:
        answer.pop("instance")
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "  ", "percent": 10}, "text"),
        ({"text": "Xong", "percent": 101}, "percent"),
        ({"text": "Xong"}, "percent"),
        ({}, "text"),
    ],
)
def test_wrong_reports_name_the_field(
    world: World, call: Any, body: dict[str, Any], field: str
) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    answer = call("canbo").post(f"/tasks/{task_id}/reports", body)
    assert answer.status_code == 422
    assert field in {error["field"] for error in answer.json["errors"]}
    assert world.task(task_id).percent == 0


def test_a_refused_file_files_no_report(world: World, call: Any) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    answer = call("canbo").post(
        f"/tasks/{task_id}/reports",
        data={"text": "Kèm tệp.", "percent": "10", "files": [(io.BytesIO(b""), "rong.pdf")]},
    )
    assert answer.status_code == 422
    assert world.task(task_id).state is TaskState.RECEIVED


def test_two_people_at_once(world: World, call: Any) -> None:
    task_id = world.in_state(TaskState.REPORTED_DONE)
    leader = call("lanhdao")
    seen = leader.get(f"/tasks/{task_id}").json["revision"]
    leader.post(f"/tasks/{task_id}/return", {"reason": "Thiếu.", "revision": seen})
    late = leader.post(f"/tasks/{task_id}/acceptance", {"evaluation": "done", "revision": seen})
    assert (late.status_code, late.json["code"]) == (409, "stale")


def test_the_dashboard_adds_up_and_leads_to_its_rows(world: World, call: Any) -> None:
    for state in TaskState:
        world.in_state(state)
    world.issue(deadline_kind="standing", due_on=None)
    tracker = call("theodoi")
    figures = tracker.get("/tasks-dashboard").json
    total = figures["total"]
    assert total["total"] == sum(total["by_label"].values())
    assert total["total"] + total["aside"] == tracker.get("/tasks").json["total"]
    for label, count in total["by_label"].items():
        assert tracker.get(f"/tasks?label={label}").json["total"] == count, label
    assert figures["groups"]
    for unit in figures["groups"]:
        rows = tracker.get(f"/tasks?unit_id={unit['key']}&label=labelled").json
        assert rows["total"] == unit["counts"]["total"]
    month = figures["months"][-1]
    assert tracker.get(f"/tasks?issued_month={month['first']}").json["total"] == month["issued"]
    assert tracker.get(f"/tasks?done_month={month['first']}").json["total"] == month["done"]


def test_directives_by_the_api(world: World, call: Any) -> None:
    tracker = call("theodoi")
    body = {"symbol": "81-KH/TU", "title": "Kế hoạch chuyển đổi số", "issued_on": "2022-04-19"}
    assert tracker.post("/directives", body).status_code == 201
    again = tracker.post("/directives", body)
    assert (again.status_code, again.json["code"]) == (409, "directive.known")
    found = tracker.get("/directives?q=chuyen doi").json
    assert [row["symbol"] for row in found["directives"]] == ["81-KH/TU"]


def test_the_stream_of_a_task_is_for_its_readers(world: World, call: Any) -> None:
    task_id: UUID = world.issue().id
    path = f"/changes?stream=task:{task_id}&after=0"
    assert call("cuong").get(path).status_code == 404
    events = call("vanthu").get(path).json["events"]
    assert [event["payload"]["entry"] for event in events] == ["issued"]
    assert call("vanthu").get("/changes?stream=task:nonsense&after=0").status_code == 404
