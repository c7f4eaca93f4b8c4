"""One deed on many chosen tasks: what is done, what is not and why, twice, and two at once."""

import csv
import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from followup.commands.reassign import ReassignTask, reassign_task
from followup.routes import workbook
from followup.states import TaskState
from tests.commands.followup.world import World
from tests.counting import asked

Browse = Callable[[str], FlaskClient]


def marked(world: World, *ids: UUID) -> list[str]:
    """Return the tasks as the list's boxes name them now."""
    return [f"{task_id}.{world.task(task_id).revision}" for task_id in ids]


def test_assigned_by_the_list_with_a_reason_for_each_that_is_not(
    world: World, browse: Browse, submit: Any
) -> None:
    good, waiting = world.in_state(TaskState.RECEIVED), world.in_state(TaskState.ASSIGNED)
    changed = world.in_state(TaskState.RECEIVED)
    foreign = world.issue(
        "Việc của Ban Tổ chức",
        lead_unit_id=world.office.units["BTCTU"], coordinating_unit_ids=[], informed_unit_ids=[],
    ).id  # fmt: skip
    chosen = marked(world, good, waiting, changed, foreign)
    world.report(changed, 10)
    clerk = browse("vanthu")
    shown = clerk.get("/tasks").text
    assert 'name="task"' in shown
    assert 'value="assign"' in shown
    page = f"/tasks/chosen?deed=assign&task={'&task='.join(chosen)}"
    person = str(world.office.people["dongnghiep"])
    form = clerk.get(page).text
    assert person in form
    assert "Việc của Ban Tổ chức" not in form, "what one may not read is not named"
    wrong = submit(clerk, page, "/tasks/chosen/assign", task=chosen)
    assert wrong.status_code == 422
    assert world.task(good).assignee_id == world.office.people["canbo"]
    done = submit(clerk, page, "/tasks/chosen/assign", task=chosen, assignee_id=person)
    assert done.status_code == 200
    assert world.task(good).assignee_id == UUID(person)
    assert world.task(changed).assignee_id == world.office.people["canbo"], "nothing overwritten"
    assert "3 nhiệm vụ chưa làm được" in done.text
    assert "Mời tiếp nhận trước" in done.text
    assert "Nhiệm vụ không còn xem được" in done.text
    assert "Việc của Ban Tổ chức" not in done.text


def test_received_by_the_inbox_then_named(world: World, browse: Browse, submit: Any) -> None:
    one, other = world.issue("Việc một").id, world.issue("Việc hai").id
    taken, gone = world.issue("Việc ba").id, world.issue("Việc bốn").id
    clerk, chosen = browse("vanthu"), marked(world, one, other, taken, gone)
    assert 'value="receive"' in clerk.get("/tasks?view=inbox").text
    assert 'value="receive"' not in clerk.get("/tasks?view=unit").text
    person = str(world.office.people["canbo"])
    early = submit(clerk, "/", "/tasks/chosen/assign", task=chosen[:2], assignee_id=person)
    assert early.text.count("Mời tiếp nhận trước") == 2
    page = f"/tasks/chosen?deed=receive&task={'&task='.join(chosen)}"
    assert "Việc một" in clerk.get(page).text
    world.receive(taken)
    move = ReassignTask(task_id=gone, lead_unit_id=world.office.units["UBKTTU"], reason="Nhầm.")
    world.store.execute(world.actor("thuky"), reassign_task, move)
    done = submit(clerk, page, "/tasks/chosen/receive", task=chosen)
    assert "Đã làm với 2 nhiệm vụ" in done.text
    assert "2 nhiệm vụ chưa làm được" in done.text
    assert {world.task(each).state for each in (one, other, taken)} == {TaskState.RECEIVED}
    assert world.task(gone).state is TaskState.ASSIGNED
    assert f'value="{one}.{world.task(one).revision}"' in done.text, "on to naming an official"
    again = submit(clerk, page, "/tasks/chosen/receive", task=chosen)
    assert "4 nhiệm vụ chưa làm được" in again.text, "a double tap receives nothing twice"
    fresh = marked(world, one, other)
    named = submit(clerk, page, "/tasks/chosen/assign", task=fresh, assignee_id=person)
    assert "Đã làm với 2 nhiệm vụ" in named.text


def test_received_through_the_api(world: World, sign_in: Any) -> None:
    ids = [world.issue().id, world.in_state(TaskState.IN_PROGRESS)]
    wish = {"tasks": [{"id": str(task_id)} for task_id in ids]}
    key = {"Idempotency-Key": "tiếp-nhận"}
    first = sign_in("vanthu").post("/tasks-chosen/receipt", wish, headers=key)
    assert (first.status_code, first.json["done"]) == (200, [str(ids[0])])
    assert [one["code"] for one in first.json["refused"]] == ["task.wrong_state"]
    again = sign_in("vanthu").post("/tasks-chosen/receipt", wish, headers=key)
    assert again.json == first.json, "sent again, nothing is received twice"
    nobody = sign_in("cuong").post("/tasks-chosen/receipt", wish)
    assert {one["code"] for one in nobody.json["refused"]} == {"not_found"}


def test_nothing_chosen_is_said(browse: Browse) -> None:
    answer = browse("vanthu").get("/tasks/chosen?deed=assign", follow_redirects=True)
    assert "Chưa chọn nhiệm vụ nào" in answer.text
    assert browse("vanthu").get("/tasks/chosen?deed=export&task=x").status_code == 200


def test_transferred_through_the_api_and_sent_again(world: World, sign_in: Any) -> None:
    ids = [world.in_state(TaskState.REFUSED), world.in_state(TaskState.IN_PROGRESS)]
    wish = {
        "tasks": [{"id": str(task_id)} for task_id in ids],
        "lead_unit_id": str(world.office.units["HUTD"]),
        "reason": "Đúng chức năng.",
    }
    secretary, key = sign_in("thuky"), {"Idempotency-Key": "một-lần"}
    first = secretary.post("/tasks-chosen/reassignment", wish, headers=key)
    assert first.status_code == 200, first.text
    assert first.json["done"] == [str(ids[0])]
    (refused,) = first.json["refused"]
    assert (refused["id"], refused["code"]) == (str(ids[1]), "task.wrong_state")
    again = secretary.post("/tasks-chosen/reassignment", wish, headers=key)
    assert again.json == first.json, "sent again, none is moved twice"
    nobody = sign_in("cuong").post("/tasks-chosen/reassignment", wish)
    assert {one["code"] for one in nobody.json["refused"]} == {"not_found"}
    assert secretary.post("/tasks-chosen/assignment", {"tasks": []}).status_code == 422


def test_the_workbook_has_the_chosen_rows_or_what_the_filter_finds(
    world: World, browse: Browse, sign_in: Any
) -> None:
    one = world.issue("=1+1").id
    world.issue("Việc hai", lead_unit_id=world.office.units["HUTD"])
    world.issue("Việc ba")
    chosen = browse("theodoi").get(f"/tasks/chosen?deed=export&task={one}.1")
    sheet = load_workbook(io.BytesIO(chosen.data)).active
    assert (sheet.max_row, sheet["B2"].data_type) == (2, "s"), "nothing computes"
    heads = [cell.value for cell in sheet[1]]
    line = dict(zip(heads, (cell.value for cell in sheet[2]), strict=True))
    assert line["Hạn"].date() == world.task(one).due_on
    assert all(line[head] for head in ("Đơn vị phối hợp", "Lãnh đạo chỉ đạo", "Ngày giao"))
    assert {"Lĩnh vực", "Mức đánh giá", "Mức độ", "Số ngày còn lại"} < set(heads)
    all_found = browse("theodoi").get("/tasks/chosen?deed=export&q=viec")
    titles = [row[1].value for row in load_workbook(io.BytesIO(all_found.data)).active.iter_rows()]
    assert set(titles[1:]) == {"Việc hai", "Việc ba"}
    limited = sign_in("vanthu").get("/tasks-workbook")
    titles = [row[1].value for row in load_workbook(io.BytesIO(limited.data)).active.iter_rows()]
    assert "Việc hai" not in titles


def test_the_workbook_has_the_columns_that_were_chosen(world: World, sign_in: Any) -> None:
    world.issue()
    person = sign_in("theodoi")

    def heads(query: str = "") -> list[str]:
        sent = person.get(f"/tasks-workbook{query}")
        return [cell.value for cell in load_workbook(io.BytesIO(sent.data)).active[1]]

    assert heads("?columns=due&columns=source") == [
        "Mã",
        "Nhiệm vụ",
        "Nguồn",
        "Hạn",
        "Số ngày còn lại",
    ]
    person.send("PUT", "/task-columns", json={"columns": ["evaluation", "supervisor"]})
    assert heads() == ["Mã", "Nhiệm vụ", "Lãnh đạo chỉ đạo", "Mức đánh giá"]
    assert person.get("/tasks-workbook?columns=xx").status_code == 422


def test_chased_by_the_list_once_a_day(world: World, browse: Browse, submit: Any) -> None:
    one, other = world.in_state(TaskState.IN_PROGRESS), world.in_state(TaskState.RECEIVED)
    done = world.in_state(TaskState.ACCEPTED)
    tracker, chosen = browse("theodoi"), marked(world, one, other, done)
    page = f"/tasks/chosen?deed=chase&task={'&task='.join(chosen)}"
    sent = submit(tracker, page, "/tasks/chosen/chase", task=chosen, text="Đề nghị khẩn trương.")
    assert "Đã làm với 2 nhiệm vụ" in sent.text
    assert "Đề nghị khẩn trương." in browse("canbo").get(f"/tasks/{one}").text
    again = submit(tracker, page, "/tasks/chosen/chase", task=chosen)
    assert "3 nhiệm vụ chưa làm được" in again.text
    assert submit(browse("canbo"), "/", "/tasks/chosen/chase", task=chosen).status_code == 200


def test_a_letter_to_each_unit_seen_before_it_goes_out(
    world: World, browse: Browse, sign_in: Any, submit: Any
) -> None:
    mine, done = world.in_state(TaskState.IN_PROGRESS), world.in_state(TaskState.ACCEPTED)
    unit = world.office.units["BTCTU"]
    other = world.issue("Việc của Ban Tổ chức", lead_unit_id=unit, coordinating_unit_ids=[]).id
    secretary, chosen = browse("thuky"), marked(world, mine, other, done)
    page = f"/tasks/chosen?deed=chase&task={'&task='.join(chosen)}"
    form = secretary.get(page).text
    assert form.count("Xem trước công văn") == 2
    assert "không còn ai đang làm" in form
    assert f'value="{done}' not in form, "what cannot be chased is not sent along"
    fields = {"task": chosen[:2], "letter": "true", "text": "Báo cáo ngay."}
    path = "/tasks/chosen/chase"
    before = submit(secretary, page, f"{path}/letter", unit_id=str(unit), **fields)
    assert before.data.startswith(b"%PDF")
    assert submit(secretary, page, f"{path}/letter", **fields).status_code == 422
    wrong = submit(secretary, page, path, answer_by="01/01/2020", **fields)
    assert (wrong.status_code, "Hạn trả lời đã qua" in wrong.text) == (422, True)
    assert "Báo cáo ngay." in wrong.text
    sent = submit(secretary, page, path, **fields)
    assert "lập 2 dự thảo công văn" in sent.text
    assert sent.text.count("Mở công văn") == 2
    assert "Không nhiệm vụ nào đôn đốc được lúc này" in secretary.get(page).text
    again = submit(secretary, page, path, **fields)
    assert (again.status_code, "hôm nay đã được đôn đốc" in again.text) == (409, True)


def test_letters_to_several_units_through_the_api(world: World, sign_in: Any) -> None:
    unit = world.office.units["BTCTU"]
    ids = [str(world.issue().id), str(
        world.issue("Việc khác", lead_unit_id=unit, coordinating_unit_ids=[]).id
    )]  # fmt: skip
    secretary, clerk = sign_in("thuky"), sign_in("vanthu")
    plan = secretary.get("/chases/plan?" + "&".join(f"task_ids={one}" for one in ids)).json
    assert {one["unit_id"]: len(one["tasks"]) for one in plan["units"]} == {
        str(unit): 1, str(world.office.units["VPTU"]): 1,
    }  # fmt: skip
    assert [body["id"] for body in plan["offered"]] == [body for body, _name in plan["bodies"]]
    assert [one for body in plan["offered"] for one, _name in body["signers"]] == [
        one for one, _name in plan["signers"]
    ]
    letter = {"task_ids": ids, "unit_id": str(unit), "signer_id": plan["signers"][0][0]}
    assert secretary.post("/chases/letter", letter).data.startswith(b"%PDF")
    assert clerk.post("/chases/letter", letter).status_code == 404
    ours = {"task_ids": ids[:1], "unit_id": str(world.office.units["VPTU"])}
    assert clerk.post("/chases/letter", ours).status_code == 403
    wish = {"task_ids": ids, "letter": True}
    assert clerk.post("/chases/by-unit", wish).status_code in (403, 404)
    sent = secretary.post("/chases/by-unit", wish, headers={"Idempotency-Key": "một-lần"})
    assert sent.status_code == 201, sent.text
    assert all(one["document_id"] for one in sent.json["chases"])
    chased = [secretary.get(f"/chases/{one['id']}").json for one in sent.json["chases"]]
    assert sorted(row["id"] for one in chased for row in one["tasks"]) == sorted(ids)


def test_the_plan_of_many_units_asks_as_often_as_that_of_one(world: World, browse: Browse) -> None:
    tracker, units = browse("theodoi"), list(world.office.units.values())

    def statements(count: int) -> int:
        ids = [
            world.issue(
                "Việc", lead_unit_id=units[number % len(units)], coordinating_unit_ids=[],
                informed_unit_ids=[],
            ).id
            for number in range(count)
        ]  # fmt: skip
        page = f"/tasks/chosen?deed=chase&task={'&task='.join(marked(world, *ids))}"
        tracker.get(page)
        return asked(world.store.engine, tracker, page)

    assert statements(1) == statements(12)


def test_a_long_list_is_sent_while_it_is_read(
    world: World, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    monkeypatch.setattr(workbook, "BATCH", 2)
    codes = {world.issue(f"Việc {number}").code for number in range(5)}
    sent = sign_in("theodoi").get("/tasks-workbook")
    assert sent.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="nhiem-vu.csv"' in sent.headers["Content-Disposition"]
    heading, *lines = csv.reader(sent.data.decode("utf-8-sig").splitlines())
    assert (heading[0], len(heading)) == ("Mã", 17)
    assert sorted(line[0] for line in lines) == sorted(codes)
