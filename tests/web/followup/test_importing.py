"""A tracking sheet comes in by pages and by the API: columns, rows with reasons, files."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook

from ecabinet.accounts.models import Person, Unit
from followup.importing.running import run_import
from followup.paths import import_path, imported_path
from tests.clients import ApiClient, csrf_of
from tests.commands.followup.world import World, tomorrow
from tests.workbooks import saved

Browse = Callable[[str], FlaskClient]
HEADING = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Lãnh đạo theo dõi",
           "Thời hạn", "Tiến độ", "Kết quả")  # fmt: skip


def tracking(*rows: tuple[Any, ...]) -> bytes:
    """A workbook as offices keep them: a title, then the heading, then the rows."""
    book = Workbook()
    assert book.active is not None
    for line in (("BẢNG THEO DÕI NHIỆM VỤ",), (), HEADING, *rows):
        book.active.append(line)
    return saved(book)


@pytest.fixture
def sheet(world: World) -> bytes:
    """Two good rows and two wrong ones."""
    with world.store.reading() as session:
        unit = session.get_one(Unit, world.office.units["VPTU"]).name
        other = session.get_one(Unit, world.office.units["BTCTU"]).name
        leader = f"Đ/c {session.get_one(Person, world.office.people['lanhdao']).name}"
    return tracking(
        (1, "Nâng cấp đường truyền", unit, other, leader, tomorrow(20), 0.45, "=1+1"),
        (2, "Số hóa tài liệu", unit.lower(), "", leader, "Thường xuyên", "", ""),
        (3, "Sai đơn vị", unit[:-2], "", leader, "", "", ""),
        (4, "Vượt tiến độ", unit, "", leader, date(2026, 1, 31), "120%", ""),
    )


def send(client: ApiClient, data: bytes, name: str = "theo-doi.xlsx") -> Any:
    return client.post("/task-imports", data={"file": (io.BytesIO(data), name)})


def test_from_the_file_to_the_list_of_tasks(
    world: World, browse: Browse, submit: Any, sheet: bytes
) -> None:
    officer = browse("theodoi")
    assert "Nhập từ bảng theo dõi" in officer.get("/tasks?view=all").text
    token = csrf_of(officer.get("/tasks/import").text)
    form = {"file": (io.BytesIO(sheet), "Theo dõi 2026.xlsx"), "csrf_token": token}
    sent = officer.post("/tasks/import", data=form)
    assert sent.status_code == 303
    page = officer.get(sent.location)
    assert (page.status_code, "Theo dõi 2026.xlsx" in page.text) == (200, True)
    columns = {f"column-{at}": key for at, key in enumerate(
        ("", "content", "lead", "coordinating", "supervisor", "due", "percent", "result")
    )}  # fmt: skip
    for name, key in columns.items():
        at = page.text.index(f'name="{name}"')
        chosen = page.text[at : page.text.index("</select>", at)]
        assert (f'value="{key}" selected' in chosen) is bool(key)
    plan = columns | {"sheet": "0", "heading": "3"}
    twice = submit(officer, sent.location, sent.location, **{**plan, "column-0": "lead"})
    assert (twice.status_code, "chỉ chọn cho một cột" in twice.text) == (422, True)
    told = submit(officer, sent.location, sent.location, **plan)
    assert told.location == import_path(import_at(told.location))
    shown = officer.get(told.location).text
    for words in ("2 dòng đúng", "2 dòng sai", "không có đơn vị", "vượt quá 100%", "Đang làm, 45%"):
        assert words in shown, words

    faults = load_workbook(io.BytesIO(officer.get(f"{told.location}/faults.xlsx").data)).active
    assert faults is not None
    lines = list(faults.iter_rows(values_only=True))
    assert [line[1] for line in lines] == ["Nội dung nhiệm vụ", "Sai đơn vị", "Vượt tiến độ"]
    assert "Gần giống" in str(lines[1][-1])

    ordered = submit(officer, told.location, f"{told.location}/rows", skip_bad="1")
    assert ordered.status_code == 303
    assert "Đang nhập" in officer.get(told.location).text
    key = import_at(told.location)
    run_import(world.store, str(key))
    done = officer.get(told.location).text
    assert (imported_path(key) in done, "không có đơn vị" in done) == (True, True)
    listed = officer.get(imported_path(key)).text
    assert all(words in listed for words in ("Nâng cấp đường truyền", "Số hóa tài liệu"))
    assert browse("vanthu").get(told.location).status_code == 404
    assert browse("canbo").get("/tasks/import").status_code == 403


def import_at(location: str) -> UUID:
    """The import at the end of an address."""
    return UUID(location.rsplit("/", 1)[1])


def test_the_api_does_the_same_once(
    world: World, sign_in: Callable[[str], ApiClient], sheet: bytes
) -> None:
    officer = sign_in("theodoi")
    key = send(officer, sheet).json["id"]
    found = officer.get(f"/task-imports/{key}/columns").json
    assert {"field": "percent", "at": 6} in found["plan"]["columns"]
    assert officer.get(f"/task-imports/{key}/rows").json["code"] == "task_import.no_plan"
    bad = officer.put(f"/task-imports/{key}/columns", {"columns": [{"field": "lead", "at": 2}]})
    assert bad.json["code"] == "task_import.no_content"
    assert officer.put(f"/task-imports/{key}/columns", found["plan"]).status_code == 200
    rows = officer.get(f"/task-imports/{key}/rows").json
    assert (rows["good"], rows["known"], rows["wrong"]) == (2, 0, 2)
    assert [row["line"] for row in rows["rows"] if row["outcome"] == "wrong"] == [6, 7]
    refused = officer.post(f"/task-imports/{key}/order", {})
    assert (refused.status_code, refused.json["code"]) == (409, "import.has_bad_rows")
    assert officer.post(f"/task-imports/{key}/order", {"skip_bad": True}).status_code == 202
    run_import(world.store, key)
    done = officer.get(f"/task-imports/{key}").json
    assert (done["state"], done["made"], done["bad"]) == ("done", 2, 2)
    assert len(officer.get(f"/tasks?import_id={key}").json["tasks"]) == 2

    again = send(officer, sheet).json["id"]
    officer.put(f"/task-imports/{again}/columns", found["plan"])
    rows = officer.get(f"/task-imports/{again}/rows").json
    assert (rows["good"], rows["known"], rows["wrong"]) == (0, 2, 2)
    assert sign_in("chutri").get(f"/task-imports/{again}").status_code == 404
