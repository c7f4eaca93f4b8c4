"""Papers asked of units, at the doors: pages, operations, strangers, numbers of queries."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from ecabinet.core.clock import office_day, utc_now
from meetings.commands.agenda import UpdateAgendaItem, update_agenda_item
from meetings.commands.plan import UpdateMeeting, update_meeting
from meetings.models import PaperRequest
from tests.clients import ApiClient, csrf_of
from tests.counting import asked
from tests.gatherings import Gathering
from tests.samples import plain_pdf

SignIn = Callable[[str], FlaskClient]
ApiSignIn = Callable[[str], ApiClient]
DUE = office_day(utc_now()) + timedelta(days=5)


@pytest.fixture
def planned(gathering: Gathering) -> Gathering:
    """A draft next week."""
    gathering.planned()
    starts_at = utc_now() + timedelta(days=7)
    gathering.run(
        "thuky",
        update_meeting,
        UpdateMeeting(
            meeting_id=gathering.id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
        ),
    )
    return gathering


def wish(gathering: Gathering, *names: str, unit: str = "VPTU") -> dict[str, Any]:
    """What the API is given."""
    return {
        "unit_ids": [str(gathering.office.units[unit])],
        "names": names or ["Tờ trình"],
        "due_on": DUE.isoformat(),
        "note": "Kèm phụ lục",
    }


def ask(gathering: Gathering, client: ApiClient, *names: str, unit: str = "VPTU") -> list[UUID]:
    """Ask by the API; the ids."""
    made = client.post(
        f"/agenda-items/{gathering.items[0]}/paper-requests",
        json=wish(gathering, *names, unit=unit),
    )
    assert made.status_code == 201, made.text
    return [UUID(one["id"]) for one in made.json["requests"]]


def post(client: FlaskClient, path: str, **data: Any) -> Any:
    """Post a form with the token of the list page."""
    token = csrf_of(client.get("/meetings").text)
    return client.post(path, data={"csrf_token": token, "request_id": str(uuid4()), **data})


def test_by_the_api(planned: Gathering, sign_in: ApiSignIn) -> None:
    thuky = sign_in("thuky")
    (key,) = ask(planned, thuky)
    at = f"/paper-requests/{key}"
    canbo = sign_in("canbo")
    (listed,) = canbo.get("/paper-requests").json["requests"]
    assert (listed["id"], listed["standing"]) == (str(key), "waiting")
    refused = canbo.post(f"{at}/submission", json={})
    assert (refused.status_code, refused.json["code"]) == (409, "paper_request.nothing")
    form = {"file": (BytesIO(plain_pdf()), "To trinh.pdf"), "title": "Tờ trình 118"}
    assert canbo.post(f"{at}/papers", data=form).status_code == 201
    hostile = {"file": (BytesIO(b"MZ\x90\x00" + b"x" * 300), "To trinh.pdf")}
    assert canbo.post(f"{at}/papers", data=hostile).status_code == 422
    begun = canbo.post(f"{at}/uploads", json={"filename": "a.pdf", "size": 9_000_000})
    assert begun.status_code == 201
    again = {"Idempotency-Key": str(uuid4())}
    for _ in range(2):  # A double tap answers the same.
        done = canbo.post(f"{at}/submission", json={"note": "Đã đủ"}, headers=again)
        assert (done.status_code, done.json["request"]["state"]) == (200, "submitted")
    thuky = sign_in("thuky")
    (waiting,) = thuky.get("/paper-requests?box=to_decide").json["requests"]
    assert waiting["id"] == str(key)
    early = thuky.post(f"{at}/acceptance", json={})
    assert (early.status_code, early.json["code"]) == (409, "paper_request.not_looked_into")
    assert thuky.post(f"{at}/return", json={"reason": ""}).status_code == 422
    back = thuky.post(f"{at}/return", json={"reason": "Thiếu phụ lục"})
    assert back.json["request"]["state"] == "returned"
    assert [step["act"] for step in back.json["steps"]] == ["ask", "submit", "return"]
    moved = thuky.send("PATCH", at, json={"due_on": (DUE + timedelta(days=1)).isoformat()})
    assert moved.json["request"]["due_on"] == (DUE + timedelta(days=1)).isoformat()
    assert thuky.send("PATCH", at, json={"due_on": "2020-01-01"}).status_code == 422
    gone = thuky.post(f"{at}/withdrawal", json={"reason": "Không cần nữa"})
    assert gone.json["request"]["state"] == "withdrawn"
    assert thuky.post(f"{at}/withdrawal", json={}).status_code == 409


def test_a_stranger_learns_nothing(planned: Gathering, sign_in: ApiSignIn) -> None:
    (key,) = ask(planned, sign_in("thuky"))
    for username in ("cuong", "daibieu01", "chutri", "quantri"):
        client = sign_in(username)
        for made_up in (key, uuid4()):
            at = f"/paper-requests/{made_up}"
            answers = [
                client.get(at),
                client.send("PATCH", at, json={"note": "x"}),
                client.post(f"{at}/submission", json={}),
                client.post(f"{at}/acceptance", json={}),
                client.post(f"{at}/return", json={"reason": "abc"}),
                client.post(f"{at}/withdrawal", json={}),
                client.post(f"{at}/uploads", json={"filename": "a.pdf", "size": 10}),
            ]
            assert {answer.status_code for answer in answers} == {404}
        assert client.get("/paper-requests").json["requests"] == []
        assert client.get("/paper-requests?box=all_asked").json["requests"] == []


def test_strangers_pages(planned: Gathering, sign_in: ApiSignIn, browser_sign_in: SignIn) -> None:
    (key,) = ask(planned, sign_in("thuky"))
    for username in ("cuong", "daibieu01"):
        stranger = browser_sign_in(username)
        for made_up in (key, uuid4()):
            assert stranger.get(f"/paper-requests/{made_up}").status_code == 404
            assert post(stranger, f"/paper-requests/{made_up}/acceptance").status_code == 404
    assert browser_sign_in("canbo").get(f"/paper-requests/{key}").status_code == 200


def test_pages(planned: Gathering, browser_sign_in: SignIn) -> None:
    secretary = browser_sign_in("thuky")
    at = f"/meetings/{planned.id}/paper-requests"
    unit = UpdateAgendaItem(item_id=planned.items[0], presenter_unit="văn phòng Tỉnh ủy")
    planned.run("thuky", update_agenda_item, unit)
    form = secretary.get(f"{at}?item={planned.items[0]}").text
    vptu = planned.office.units["VPTU"]
    assert f'<option value="{vptu}" selected>' in form
    told = {
        "item_id": str(planned.items[0]), "unit_ids": [str(vptu)], "usual": ["Tờ trình"],
        "names": "Phụ lục kinh phí\n\n", "note": "",
    }  # fmt: skip
    wrong = post(secretary, at, **told, due_on="01/01/2020")
    assert wrong.status_code == 422
    assert "Hạn nộp đã qua" in wrong.text
    assert "Phụ lục kinh phí" in wrong.text
    assert post(secretary, at, **told, due_on=f"{DUE:%d/%m/%Y}").status_code == 303
    listed = secretary.get(at).text
    assert listed.count("Văn phòng Tỉnh ủy · ") == 2
    official = browser_sign_in("canbo")
    home = official.get("/").text
    assert "Tài liệu cần chuẩn bị" in home
    inbox = official.get("/paper-requests").text
    assert "Phụ lục kinh phí" in inbox
    with planned.store.reading() as session:
        found = session.query(PaperRequest).filter_by(name="Tờ trình").one()
    one = f"/paper-requests/{found.id}"
    page = official.get(one).text
    assert "Gửi tệp lên trước rồi nộp" in page
    assert "Nhận tài liệu" not in page
    empty = post(official, f"{one}/submission", note="")
    assert (empty.status_code, "Chưa có tệp nào" in empty.text) == (409, True)
    file = {"file": (BytesIO(plain_pdf()), "tt.pdf")}
    assert post(official, f"{one}/papers", **file).status_code == 303
    assert post(official, f"{one}/submission", note="").status_code == 303
    secretary = browser_sign_in("thuky")
    assert "Nhận tài liệu" in secretary.get(one).text
    assert post(secretary, f"{one}/return", reason="Thiếu").status_code == 303
    assert "Thiếu" in secretary.get(one).text
    assert post(secretary, f"{one}/withdrawal", reason="").status_code == 303
    for box in ("to_decide", "missing", "late", "all_asked", "done", "submitted"):
        assert secretary.get(f"/paper-requests?box={box}").status_code == 200
    assert browser_sign_in("chutri").get(at).status_code == 403
    assert browser_sign_in("cuong").get(at).status_code == 404


def test_missing_and_late_over_all_meetings(planned: Gathering, sign_in: ApiSignIn) -> None:
    thuky = sign_in("thuky")
    missing, late = ask(planned, thuky, "Tờ trình", "Báo cáo")
    yesterday = office_day(utc_now()) - timedelta(days=1)
    with planned.store.engine.begin() as connection:
        connection.execute(update(PaperRequest).values(due_on=yesterday))
        connection.execute(
            update(PaperRequest)
            .where(PaperRequest.id == late)
            .values(state="submitted", was_late=True, submitted_at=utc_now())
        )
    for box, key in (("missing", missing), ("late", late), ("to_decide", late)):
        found = thuky.get(f"/paper-requests?box={box}").json["requests"]
        assert [one["id"] for one in found] == [str(key)], box
    first = thuky.get("/paper-requests?box=all_asked&limit=1").json
    second = thuky.get(f"/paper-requests?box=all_asked&after={first['next_after']}").json
    assert len(first["requests"]) == len(second["requests"]) == 1
    assert first["requests"] != second["requests"]
    bad = thuky.get(f"/paper-requests?box=all_asked&after={uuid4()}")
    assert bad.status_code == 422


def test_the_checklist(planned: Gathering, sign_in: ApiSignIn, browser_sign_in: SignIn) -> None:
    thuky = sign_in("thuky")
    ask(planned, thuky)
    told = thuky.get(f"/meetings/{planned.id}/readiness").json
    levels = {line["code"]: line["level"] for line in told["checks"]}
    assert told["may_call"] is True
    assert levels["chair"] == "ok"
    assert levels["papers"] == levels["requests_waiting"] == levels["presenters"] == "warning"
    assert sign_in("daibieu01").get(f"/meetings/{planned.id}/readiness").status_code in (403, 404)
    page = browser_sign_in("thuky").get(f"/meetings/{planned.id}").text
    assert "Chưa có tài liệu: nội dung 1, 2, 3" in page
    assert 'data-confirm-title="Vẫn mời họp?"' in page
    assert f'href="/meetings/{planned.id}/paper-requests"' in page


def test_lists_cost_no_more_queries(planned: Gathering, browser_sign_in: SignIn) -> None:
    official, secretary = browser_sign_in("canbo"), browser_sign_in("thuky")
    places = [
        (official, "/paper-requests"), (official, "/"),
        (secretary, "/paper-requests?box=all_asked"),
        (secretary, f"/meetings/{planned.id}/paper-requests"),
        (secretary, f"/meetings/{planned.id}"),
    ]  # fmt: skip
    from meetings.commands.ask_papers import AskForPapers, ask_for_papers

    def some(first: int, names: int) -> None:
        command = AskForPapers(
            item_id=planned.items[0], unit_ids=(planned.office.units["VPTU"],), due_on=DUE,
            names=tuple(f"Tài liệu {first + number}" for number in range(names)),
        )  # fmt: skip
        planned.run("thuky", ask_for_papers, command)

    some(0, 2)
    engine = planned.store.engine
    for client, path in places:
        client.get(path)
    few = [asked(engine, client, path) for client, path in places]
    for first in range(10, 40, 10):
        some(first, 10)
    assert [asked(engine, client, path) for client, path in places] == few
