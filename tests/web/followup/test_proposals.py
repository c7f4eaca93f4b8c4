"""Proposals by pages and by the API: drafted, asked about, submitted, decided, made into a task."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from followup.models import Task
from followup.paths import proposal_path
from followup.proposals.states import ProposalState
from tests.commands.followup.world import World, tomorrow
from tests.counting import asked
from tests.proposals import Proposals

Browse = Callable[[str], FlaskClient]
S = ProposalState
WORDS = {
    "title": "Trang bị máy tính bảng", "text": "Cấp xã họp vẫn dùng giấy.",
    "wish": "Cho mua 40 máy.", "urgency": "high",
}  # fmt: skip


@pytest.fixture
def proposals(world: World) -> Proposals:
    """The office as a tree, and its proposals."""
    return Proposals(world)


def typed(days: int) -> str:
    return tomorrow(days).strftime("%d/%m/%Y")


def test_the_way_on_the_pages(proposals: Proposals, browse: Browse, submit: Any) -> None:
    drafter, asked_clerk, head = browse("canbo"), browse("vanthubtc"), browse("truongphong")
    leader = browse("lanhdao")
    assert "Đồng chí chưa có đề xuất nào" in drafter.get("/proposals").text
    unit = str(proposals.unit("VPTU"))
    form = {**WORDS, "unit_id": unit, "desired_on": typed(-1)}
    wrong = submit(drafter, "/proposals/new", "/proposals/new",
                   **form, files=(io.BytesIO(b"%PDF-1.7 du toan"), "Du-toan.pdf"))  # fmt: skip
    assert (wrong.status_code, "Ngày này đã qua" in wrong.text) == (422, True)
    assert "Tệp đã nhận ở lần gửi trước" in wrong.text
    seal = re.search(r'name="kept" value="([^"]+)"', wrong.text)
    assert seal is not None
    form |= {"desired_on": typed(20), "kept": seal[1], "kept_name": "Du-toan.pdf"}
    made = submit(drafter, "/proposals/new", "/proposals/new", **form)
    there = made.location
    page = drafter.get(there).text
    assert ("Dự thảo chưa trình" in page, "Du-toan.pdf" in page) == (True, True)
    taken = re.search(r'action="(/proposals/[^"]+/removal)"', page)
    assert taken is not None
    assert submit(drafter, there, taken[1]).location == there
    page = drafter.get(there).text
    assert ("Bỏ tệp Du-toan.pdf" in page, page.count("Du-toan.pdf")) == (True, 1)
    assert asked_clerk.get(there).status_code == leader.get(there).status_code == 404

    ask = {"unit_ids": [str(proposals.unit("BTCTU"))], "due_on": typed(5), "question": "Vốn?"}
    done = submit(drafter, f"{there}/consultation", f"{there}/consultation", **ask)
    assert done.status_code == 303
    assert "Cho ý kiến" in asked_clerk.get("/").text
    assert "Trang bị máy tính bảng" in asked_clerk.get("/proposals?view=to-answer").text
    page = asked_clerk.get(there).text
    answer = re.search(r'action="(/proposal-consults/[^"]+)"', page)
    assert answer is not None
    silent = submit(asked_clerk, there, answer[1], opinion="disagree")
    assert (silent.status_code, "lý do không nhất trí" in silent.text) == (422, True)
    assert (
        submit(asked_clerk, there, answer[1], opinion="remarks", text="Mua 20.").status_code == 303
    )

    sent = submit(drafter, f"{there}/submission", f"{there}/submission", to=unit)
    assert sent.status_code == 303
    assert "Đề xuất chờ quyết định" in head.get("/").text
    up = f"{proposals.unit('TU')}:{proposals.person('lanhdao')}"
    submit(head, f"{there}/forwarding", f"{there}/forwarding", to=up, note="Nhất trí.")
    page = leader.get(there).text
    assert "Chờ đồng chí quyết định" in page
    assert "Mua 20." in page
    empty = submit(leader, f"{there}/refusal", f"{there}/refusal", reason=" ")
    assert empty.status_code == 422
    submit(leader, f"{there}/approval", f"{there}/approval", words="Giao Văn phòng.")

    task_form = leader.get(f"/tasks/new?proposal_id={there.rsplit('/', 1)[1]}").text
    assert "Nguồn là đề xuất DX-001" in task_form
    assert "Cho mua 40 máy." in task_form
    fields = {
        "proposal_id": there.rsplit("/", 1)[1], "title": "Mua máy", "lead_unit_id": unit,
        "supervisor_id": str(proposals.person("lanhdao")),
    }  # fmt: skip
    lacking = submit(leader, "/tasks/new", "/tasks/new", **{**fields, "title": ""})
    assert (lacking.status_code, "Nguồn là đề xuất DX-001" in lacking.text) == (422, True)
    task = submit(leader, "/tasks/new", "/tasks/new", **fields)
    assert ">DX-001<" in leader.get(task.location).text
    assert "Trang bị máy tính bảng" in leader.get(f"{task.location}/story").text
    assert task.location in leader.get(there).text
    noticed = submit(leader, there, f"{there}/notice")
    assert noticed.location == there
    assert "Thông báo ý kiến đối với đề xuất" in leader.get(there).text
    for step in ("Xin ý kiến", "Trình tiếp lên", "Đã đồng ý", "Giao thành nhiệm vụ"):
        assert step in drafter.get(there).text
    assert there == proposal_path(there.rsplit("/", 1)[1])


def test_the_second_decider_is_told_on_the_page(
    proposals: Proposals, browse: Browse, submit: Any
) -> None:
    made = proposals.draft().id
    proposals.send(made)
    there = proposal_path(made)
    first, second = browse("chutri"), browse("lanhdao")
    seen = proposals.row(made).revision
    submit(first, f"{there}/approval", f"{there}/approval", revision=seen)
    late = submit(second, "/proposals", f"{there}/refusal", reason="Không.", revision=seen)
    assert late.status_code == 409
    assert proposals.row(made).state is S.APPROVED


def test_by_the_api(proposals: Proposals, sign_in: Any) -> None:
    drafter, asked_one, leader = sign_in("canbo"), sign_in("khach01"), sign_in("lanhdao")
    head, outsider = sign_in("truongphong"), sign_in("cuong")
    units, people = proposals.world.office.units, proposals.world.office.people
    wish = WORDS | {"unit_id": str(units["VPTU"])}
    long = drafter.post("/proposals", wish | {"title": "a" * 301})
    assert (long.status_code, long.json["errors"][0]["field"]) == (422, "title")
    assert outsider.post("/proposals", wish).json["code"] == "denied"
    made = drafter.post("/proposals", wish).json
    there = f"/proposals/{made['id']}"
    assert outsider.get(there).status_code == 404
    sent = {"file": (io.BytesIO(b"MZ\x90\x00 program"), "a.exe")}
    refused = drafter.send("POST", f"{there}/files", data=sent)
    assert refused.status_code == 422, refused.text
    sent = {"file": (io.BytesIO(b"%PDF-1.7 du toan"), "a.pdf")}
    filed = drafter.send("POST", f"{there}/files", data=sent).json
    assert filed["files"][0]["filename"] == "a.pdf"
    one = f"{there}/files/{filed['files'][0]['paper_id']}"
    assert outsider.send("DELETE", one).status_code == 404
    off = drafter.send("DELETE", one).json
    assert (off["files"], off["way"][-1]["removed"]) == ([], "a.pdf")
    sent = {"file": (io.BytesIO(b"%PDF-1.7 du toan"), "a.pdf")}
    filed = drafter.send("POST", f"{there}/files", data=sent).json
    change = {k: v for k, v in wish.items() if k != "unit_id"} | {"revision": filed["revision"]}
    assert (
        drafter.put(there, change | {"wish": "Cho mua 30 máy."}).json["wish"] == "Cho mua 30 máy."
    )
    assert drafter.put(there, change).json["code"] == "stale"
    self_asked = {"unit_ids": [str(units["VPTU"])], "due_on": str(tomorrow(5))}
    code = drafter.post(f"{there}/consultations", self_asked).json["code"]
    assert code == "proposal.asks_own_unit"
    ask = {"person_ids": [str(people["khach01"])], "due_on": str(tomorrow(5))}
    consult = drafter.post(f"{there}/consultations", ask).json["consults"][0]
    said = asked_one.post(f"/proposal-consults/{consult['id']}/opinion", {"opinion": "agree"})
    assert said.status_code == 201
    own = asked_one.get(there).json
    assert (own["sees_all"], own["actions"]) == (False, [])
    offered = head.get(f"{there}/receivers").json["receivers"]
    assert [one["unit"]["id"] for one in offered] == [str(units["TU"])]
    assert asked_one.get(f"{there}/receivers").status_code == 403
    sent = head.post(f"{there}/submission", {"decider_id": str(people["lanhdao"])}).json
    assert (sent["state"], sent["decider"]["id"]) == ("submitted", str(people["lanhdao"]))
    waiting = leader.get("/proposals?view=to-decide").json
    assert [row["code"] for row in waiting["rows"]] == ["DX-001"]
    assert leader.post(f"{there}/return", {"reason": ""}).status_code == 422
    approved = leader.post(f"{there}/approval", {"words": "Được."}).json
    assert (approved["state"], "use" in approved["actions"]) == ("approved", True)
    late = leader.post(f"{there}/refusal", {"reason": "Không."})
    assert (late.status_code, late.json["code"]) == (409, "proposal.wrong_state")
    task = {
        "title": "Mua máy", "lead_unit_id": str(units["VPTU"]),
        "supervisor_id": str(people["lanhdao"]),
    }  # fmt: skip
    issued = leader.post(f"{there}/tasks", task)
    assert issued.status_code == 201
    assert leader.get(there).json["became"][0]["url"] == f"/tasks/{issued.json['id']}"
    assert leader.post(f"{there}/notice", {}).status_code == 201
    with proposals.world.store.reading() as session:
        assert session.query(Task).one().source_title == "Đề xuất DX-001"


def test_the_rest_of_the_way_by_the_api(proposals: Proposals, sign_in: Any) -> None:
    drafter, head = sign_in("canbo"), sign_in("truongphong")
    there = f"/proposals/{proposals.in_state(S.CONSULTING)}"
    assert drafter.post(f"{there}/consultation-end", {}).json["state"] == "draft"
    assert drafter.post(f"{there}/submission", {}).json["state"] == "submitted"
    assert head.post(f"{there}/forwarding", {"note": "Trình."}).json["state"] == "submitted"
    assert drafter.post(f"{there}/withdrawal", {"reason": "Thôi."}).json["state"] == "withdrawn"


def test_however_many_there_are_the_pages_ask_equally_often(
    proposals: Proposals, browse: Browse
) -> None:
    clients = [browse(name) for name in ("canbo", "lanhdao", "vanthubtc")]
    pages = ["/", "/proposals", "/proposals?view=to-answer", "/proposals?view=all&q=may"]

    def count() -> list[int]:
        return [asked(proposals.world.store.engine, one, path) for one in clients for path in pages]

    proposals.in_state(S.SUBMITTED)
    proposals.in_state(S.CONSULTING)
    proposals.in_state(S.RETURNED)
    count()
    few = count()
    for _ in range(4):
        for state in (S.SUBMITTED, S.CONSULTING, S.RETURNED):
            proposals.in_state(state)
    assert count() == few
