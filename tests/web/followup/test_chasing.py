"""What will be sent, chasing by hand, and its letter: by pages and by the API."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecabinet.core.clock import OFFICE_ZONE
from followup.deadlines import on_working_day
from followup.states import TaskState
from followup.tasks import remind
from tests.commands.followup.ladders import at
from tests.commands.followup.test_consult import ask
from tests.commands.followup.test_parts import write
from tests.commands.followup.world import World, tomorrow
from tests.proposals import Proposals

Browse = Callable[[str], FlaskClient]


def test_the_window_names_each_reminder_and_its_rule(
    world: World, browse: Browse, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = on_working_day(tomorrow(9))
    task = world.issue("Việc sắp đến hạn", due_on=due)
    at = datetime.combine(tomorrow(), time(6), OFFICE_ZONE)
    for module in ("followup.routes.chasing", "followup.routes.api_chasing"):
        monkeypatch.setattr(f"{module}.utc_now", lambda: at)
    api = sign_in("theodoi")
    found = api.get("/reminders/outlook").json
    on = next(day["on"] for day in found["days"] if day["remind"])
    assert (found["day"], [row["task"]["code"] for row in found["rows"]]) == (on, [task.code])
    assert found["rows"][0]["rung"] == -3
    page = browse("theodoi").get(f"/chasing?day={on}").text
    assert "Việc sắp đến hạn" in page
    assert "Trước hạn 3 ngày" in page
    assert "hộp việc của đơn vị" in page
    assert f'value="{task.id}.' in page, "rows are chosen here as on the list of tasks"
    assert 'data-module="choose-rows"' not in browse("vanthu").get(f"/chasing?day={on}").text
    assert "Không có gì để gửi" in browse("cuong").get("/chasing").text
    wrong = api.get("/reminders/outlook?day=2020-01-01")
    assert (wrong.status_code, wrong.json["code"]) == (422, "outlook.day_outside")
    assert browse("theodoi").get("/chasing?day=31/02/2026").status_code == 422


def test_the_window_names_parts_and_opinions_and_pages_tell_what_was_sent(
    world: World, browse: Browse, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, proposals = on_working_day(tomorrow(9)), Proposals(world)
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(60))
    write(world, task_id, due_on=day)
    ask(world, task_id, due_on=day)
    proposal = proposals.draft("theodoi")
    proposals.ask(proposal.id, "theodoi", due_on=day)
    now = datetime.combine(tomorrow(), time(6), OFFICE_ZONE)
    for module in ("followup.routes.chasing", "followup.routes.api_chasing"):
        monkeypatch.setattr(f"{module}.utc_now", lambda: now)
    api = sign_in("theodoi")
    for kind, unit, person in (
        ("part", "Ban Tổ chức Tỉnh ủy", ""), ("opinion", "", "Lý Mạnh Cường"),
    ):  # fmt: skip
        found = api.get(f"/reminders/outlook?kind={kind}").json
        (row,) = found["rows"]
        assert (row["unit"], row["person"], row["rung"]) == (unit, person, -3)
        assert (row["task"]["id"], row["due_on"]) == (str(task_id), day.isoformat())
        assert sum(one[kind] for one in found["days"]) > 1, "before the day and on it"
    found = api.get("/reminders/outlook?kind=proposal_opinion&limit=1").json
    assert found["total"] == 2
    assert found["rows"][0]["proposal"]["code"] == proposal.code
    more = api.get(f"/reminders/outlook?kind=proposal_opinion&after={found['next_after']}").json
    assert {one["rows"][0]["unit"] or one["rows"][0]["person"] for one in (found, more)} == {
        "Ban Tổ chức Tỉnh ủy", "Đặng Quốc Khách",
    }  # fmt: skip
    page = browse("theodoi").get("/chasing?kind=part").text
    assert "Nhắc phần việc phối hợp" in page
    assert "Ban Tổ chức Tỉnh ủy" in page
    assert proposal.code in browse("vanthubtc").get("/chasing?kind=proposal_opinion").text
    assert proposal.code not in browse("vanthu").get("/chasing?kind=proposal_opinion").text
    at(world.store, (day - tomorrow(0)).days)
    remind(world.store)
    told = sign_in("canbo").get(f"/tasks/{task_id}/reminders").json["sent"]
    assert {(one["kind"], one["whom"]) for one in told} == {
        ("part", "Ban Tổ chức Tỉnh ủy"), ("opinion", "Lý Mạnh Cường"),
    }  # fmt: skip
    shown = browse("canbo").get(f"/tasks/{task_id}").text
    assert "Phần việc của Ban Tổ chức Tỉnh ủy: Đúng ngày hạn" in " ".join(shown.split())
    asked = api.get(f"/proposals/{proposal.id}").json["consults"]
    assert all(one["reminded_at"] for one in asked)


def test_chased_by_the_form_with_a_letter(
    world: World, browse: Browse, sign_in: Any, submit: Any
) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(3))
    path, secretary = f"/tasks/{task_id}/chase", browse("thuky")
    assert "Lập dự thảo công văn đôn đốc" in secretary.get(path).text
    wrong = submit(secretary, path, path, task_ids=str(task_id), answer_by="01/01/2020")
    assert (wrong.status_code, "Hạn trả lời đã qua" in wrong.text) == (422, True)
    fields = {"task_ids": str(task_id), "text": "Báo cáo ngay.", "letter": "true"}
    sent = submit(secretary, path, path, **fields)
    assert sent.status_code == 303
    page = secretary.get(sent.location).text
    assert "Báo cáo ngay." in page
    letter = secretary.get(f"{sent.location}/letter.pdf")
    assert letter.data.startswith(b"%PDF")
    assert browse("canbo").get(sent.location).status_code == 200
    assert browse("canbo").get(f"{sent.location}/letter.pdf").status_code == 403
    assert browse("cuong").get(sent.location).status_code == 404
    assert browse("canbo").get(path).status_code == 403
    shown = browse("canbo").get(f"/tasks/{task_id}").text
    assert "Báo cáo ngay." in shown
    again = submit(secretary, path, path, **fields)
    assert (again.status_code, "hôm nay đã được đôn đốc" in again.text) == (409, True)
    api = sign_in("canbo")
    (one,) = api.get(f"/tasks/{task_id}/reminders").json["sent"]
    assert (one["by"]["name"], one["text"], one["letter"]) == (
        "Phạm Thu Ký", "Báo cáo ngay.", None,
    )  # fmt: skip
    refused = api.post("/chases", {"task_ids": [str(task_id)]})
    assert (refused.status_code, refused.json["code"]) == (403, "denied")
    chased = api.get(f"/chases/{sent.location.rsplit('/', 1)[1]}").json
    assert [row["id"] for row in chased["tasks"]] == [str(task_id)]
