"""Conclusions reviewed, confirmed, issued and corrected, by the API and by the pages."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from meetings.commands.conclusion import record_conclusion
from tests.clients import ApiClient
from tests.commands.meetings.test_session import record
from tests.gatherings import Gathering

SignIn = Callable[[str], ApiClient]
Browse = Callable[[str], FlaskClient]


def test_reviewed_confirmed_issued_and_corrected_by_the_api(
    gathering: Gathering, sign_in: SignIn
) -> None:
    gathering.running()
    made = gathering.run("thuky", record_conclusion, record(gathering)).id
    secretary, chair, member = sign_in("thuky"), sign_in("chutri"), sign_in("daibieu01")
    path, one = f"/meetings/{gathering.id}/conclusions", f"/conclusions/{made}"
    (row,) = secretary.get(path).json["conclusions"]
    assert row["sentence"].startswith("Giao Văn phòng Tỉnh ủy chủ trì")
    assert [f["code"] for f in row["findings"]] == ["not_confirmed"]
    assert member.get(path).status_code == 403
    assert secretary.post(f"{path}/confirmation-request").status_code == 204
    seen = {"revision": row["conclusion"]["revision"]}
    assert secretary.post(f"{one}/confirmation", seen).status_code == 403
    assert member.post(f"{one}/confirmation", seen).status_code == 404
    returned = chair.post(f"{one}/return", seen | {"remark": "Ghi rõ nguồn."}).json
    assert returned["remark"] == "Ghi rõ nguồn."
    assert chair.post(f"{one}/confirmation", seen).status_code == 409
    seen = {"revision": returned["revision"]}
    assert chair.post(f"{one}/confirmation", seen).json["confirmed_by"]["name"]
    body = {"text": "Sửa lại", "reason": "Nhầm", "lead_unit_id": row["conclusion"]["lead"]["id"]}
    early = secretary.post(f"{one}/correction", body)
    assert (early.status_code, early.json["code"]) == (409, "conclusion.not_issued")
    assert secretary.post(f"/meetings/{gathering.id}/tasks", {}).status_code == 201
    corrected = secretary.post(f"{one}/correction", body)
    assert corrected.status_code == 201
    assert corrected.json["replaces_id"] == str(made)
    assert secretary.post(f"/meetings/{gathering.id}/tasks", {}).status_code == 201
    states = [row["conclusion"]["state"] for row in secretary.get(path).json["conclusions"]]
    assert states == ["superseded", "issued"]


def test_the_page_shows_what_is_missing_first_and_mends_it(
    gathering: Gathering, browser_sign_in: Browse, submit: Any
) -> None:
    gathering.running()
    gathering.run("thuky", record_conclusion, record(gathering))
    bare = gathering.run("thuky", record_conclusion, record(gathering, lead_unit_id=None)).id
    secretary, path = browser_sign_in("thuky"), f"/meetings/{gathering.id}/conclusions"
    page = secretary.get(path).text
    assert page.index("Thiếu đơn vị chủ trì") < page.index("Chủ trì chưa xác nhận")
    assert page.index(f"k-{bare}") < page.index(f"k-{gathering.seen_by('thuky').conclusions[0].id}")
    assert "disabled" in page.split("Giao 2 nhiệm vụ")[-2][-300:] or "Còn 1 lỗi" in page
    stopped = submit(secretary, path, path)
    assert stopped.status_code == 422
    assert "chưa có đơn vị chủ trì" in stopped.text
    form = f"/conclusions/{bare}"
    units = gathering.office.units
    revision = gathering.seen_by("thuky").conclusions[1].revision
    fields = {"text": "Tập huấn", "lead_unit_id": str(units["VPTU"]), "often": "month"}
    fields |= {"revision": str(revision)}
    wrong = submit(secretary, form, form, **fields | {"often": "", "due_on": "40/40/2030"})
    assert wrong.status_code == 422
    assert "40/40/2030" in wrong.text
    assert submit(secretary, form, form, **fields).status_code == 303
    assert "Thiếu đơn vị chủ trì" not in secretary.get(path).text
    assert submit(secretary, path, path).status_code == 303
    assert "Mọi kết luận đã ban hành" in secretary.get(path).text
    assert browser_sign_in("daibieu01").get(path).status_code == 403


def test_a_statement_by_the_api(gathering: Gathering, sign_in: SignIn) -> None:
    gathering.running()
    secretary = sign_in("thuky")
    path = f"/agenda-items/{gathering.items[1]}/conclusions"
    body = {"text": "Thống nhất chủ trương.", "gives_task": False}
    unit = str(gathering.office.units["VPTU"])
    wrong = secretary.post(path, body | {"lead_unit_id": unit})
    assert (wrong.status_code, wrong.json["code"]) == (422, "conclusion.statement_with_work")
    made = secretary.post(path, body).json
    assert (made["gives_task"], made["lead"], made["supervisor"]) == (False, None, None)
    review = secretary.get(f"/meetings/{gathering.id}/conclusions").json
    assert (review["drafts"], review["tasks"], review["stops"]) == (1, 0, 0)
    issue = f"/meetings/{gathering.id}/tasks"
    done = secretary.post(issue, {}, request_id="once").json
    assert done == {"issued": [], "stated": [{"conclusion_id": made["id"], "number": "2.1"}]}
    assert secretary.post(issue, {}, request_id="once").json == done
    assert secretary.post(issue, {}).json["code"] == "conclusion.nothing_to_issue"


def test_a_statement_on_the_pages(
    gathering: Gathering, browser_sign_in: Browse, submit: Any
) -> None:
    """The form leaves out what is folded away; the page asks for no lead or date."""
    gathering.running()
    gathering.run("thuky", record_conclusion, record(gathering, lead_unit_id=None))
    secretary, path = browser_sign_in("thuky"), f"/meetings/{gathering.id}/conclusions"
    (bare,) = gathering.seen_by("thuky").conclusions
    wrong = gathering.run("thuky", record_conclusion, record(gathering)).id
    gone = submit(secretary, f"/conclusions/{wrong}", f"/conclusions/{wrong}/discarding",
                  revision=gathering.seen_by("thuky").conclusions[1].revision)  # fmt: skip
    assert "Đã bỏ kết luận" in secretary.get(gone.location).text
    assert secretary.get(f"/conclusions/{wrong}").status_code == 404
    form, unit = f"/conclusions/{bare.id}", str(gathering.office.units["VPTU"])
    fields = {"text": "Thống nhất.", "statement": "1", "lead_unit_id": unit, "often": "month"}
    assert submit(secretary, form, form, **fields, revision=bare.revision).status_code == 303
    assert 'name="statement" value="1" checked' in secretary.get(form).text
    page = secretary.get(path).text
    assert "Không giao nhiệm vụ" in page
    assert "Thiếu đơn vị chủ trì" not in page
    assert "Chưa có hạn" not in page
    assert "Ban hành 1 kết luận</button>" in page
    meeting = f"/meetings/{gathering.id}"
    assert "Chưa ban hành" in secretary.get(meeting).text
    assert submit(secretary, path, path).status_code == 303
    page = secretary.get(path).text
    assert "Đã ban hành 1 kết luận." in page
    assert "Mọi kết luận đã ban hành" in page
    seen = browser_sign_in("daibieu01").get(meeting).text
    assert "Không giao nhiệm vụ" in seen
    assert "Chưa ban hành" not in seen


def test_the_chair_answers_on_the_page(
    gathering: Gathering, browser_sign_in: Browse, submit: Any
) -> None:
    gathering.running()
    made = gathering.run("thuky", record_conclusion, record(gathering)).id
    chair, path = browser_sign_in("chutri"), f"/meetings/{gathering.id}/conclusions"
    revision = gathering.seen_by("thuky").conclusions[0].revision
    one = f"/conclusions/{made}"
    assert submit(chair, path, f"{one}/return", revision=revision, remark="").status_code == 422
    sent = submit(chair, path, f"{one}/return", revision=revision, remark="Rõ hơn")
    assert sent.status_code == 303
    assert "Rõ hơn" in browser_sign_in("thuky").get(path).text
    stale = submit(chair, path, f"{one}/confirmation", revision=revision)
    assert stale.status_code == 409
    revision = gathering.seen_by("thuky").conclusions[0].revision
    assert submit(chair, path, f"{one}/confirmation", revision=revision).status_code == 303
    assert "xác nhận lúc" in chair.get(path).text
