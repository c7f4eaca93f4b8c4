"""Minutes at the doors: operations, pages without scripts, the paper, numbers of queries."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from pypdf import PdfReader

from ecabinet.core.clock import office_time, utc_now
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.minutes.telling import path_of
from tests.clients import ApiClient, csrf_of
from tests.counting import asked
from tests.gatherings import Gathering

HOSTILE = "<script>alert(1)</script>"


def lines(*texts: str) -> list[dict[str, Any]]:
    return [{"runs": [{"text": text, "bold": True}]} for text in texts]


def pdf_text(data: bytes) -> str:
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def post(client: FlaskClient, path: str, **fields: Any) -> Any:
    token = csrf_of(client.get("/account").text)
    return client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)


def texts(client: ApiClient, path: str) -> list[dict[str, Any]]:
    return [part["text"] for part in client.get(path).json["parts"] if part["text"]]


def test_by_the_api_from_the_opening_to_the_paper(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    gathering.closed()
    secretary, chair, an = sign_in("thuky"), sign_in("chutri"), sign_in("daibieu01")
    path, pdf = path_of(gathering.id), f"{path_of(gathering.id)}.pdf"
    assert secretary.post(path).json["state"] == "draft"
    item = texts(secretary, path)[1]
    block = f"/minutes-blocks/{item['id']}"
    wish = {"base": 1, "body": lines(HOSTILE, "Nhất trí")}
    first = secretary.send("PUT", block, json=wish, request_id="a")
    again = secretary.send("PUT", block, json=wish, request_id="a")
    assert (first.status_code, again.json) == (200, first.json)
    for bad in ({"kind": "image"}, {"runs": [{"text": "x", "onclick": "y"}]}):
        assert secretary.put(block, json={"base": 2, "body": [bad]}).status_code == 422
    clash = secretary.put(block, json={"base": 1, "body": lines("Khác")}).json
    assert clash["saved"] is True  # added beside what stands there: nothing is lost
    assert "Nhất trí" in pdf_text(secretary.get(pdf).data)
    assert "Nhất trí" not in pdf_text(an.get(pdf).data)
    assert (an.get(path).status_code, an.put(block, json=wish).status_code) == (404, 404)
    due = (utc_now() + timedelta(hours=1)).isoformat()
    assert secretary.post(f"{path}/circulation", json={"due_at": due}).status_code == 200
    assert an.put(block, json=wish).status_code == 403
    shown = an.get(path).json
    assert (shown["taking"], shown["rights"]["amend"], shown["rights"]["edit"]) == (
        True,
        True,
        False,
    )
    amendment = {"base": clash["version"], "text": "Nhất trí cao", "reason": "Cho đúng"}
    made = an.post(f"{block}/amendments", json=amendment)
    assert made.status_code == 201, made.text
    one = f"/minutes-amendments/{made.json['amendment_id']}"
    assert an.post(f"{one}/acceptance", json={}).status_code == 403
    assert sign_in("daibieu02").get(f"{path}/amendments").json["amendments"] == []
    assert secretary.post(f"{one}/acceptance", json={}).json["state"] == "accepted"
    early = chair.post(f"{path}/approval", json={})
    assert (early.status_code, early.json["code"]) == (409, "minutes.still_open")
    gathering.store.clock = lambda: utc_now() + timedelta(hours=2)
    assert chair.post(f"{path}/approval", json={}).json["state"] == "approved"
    late = secretary.put(block, json={"base": 9, "body": []})
    assert (late.status_code, late.json["code"]) == (409, "minutes.approved")
    assert "Nhất trí cao" in pdf_text(an.get(pdf).data)
    listed = secretary.get(f"{path}/versions").json["versions"]
    assert [row["origin"] for row in listed] == ["amendment", "merged", "typed"]
    compared = secretary.get(f"/minutes-versions/{listed[-1]['id']}").json["changes"]
    assert {change["fate"] for change in compared} == {"gone", "added"}


def test_the_pages_without_scripts(
    gathering: Gathering,
    browser_sign_in: Callable[[str], FlaskClient],
    sign_in: Callable[[str], ApiClient],
) -> None:
    gathering.closed()
    secretary, an = browser_sign_in("thuky"), browser_sign_in("daibieu01")
    page, whole = path_of(gathering.id), f"/meetings/{gathering.id}"
    assert "Xem biên bản" in secretary.get(whole).text
    assert "Xem biên bản" not in an.get(whole).text  # the PDF of the facts is for them
    assert "Đã mở biên bản" in post(secretary, page).text
    item = texts(sign_in("thuky"), page)[1]
    wish = {"base": 1, "body": lines(HOSTILE)}
    sign_in("thuky").put(f"/minutes-blocks/{item['id']}", json=wish)
    assert HOSTILE not in secretary.get(page).text
    refused = post(secretary, f"{page}/circulation", due_on="31/02/2027", due_time="9:00")
    assert refused.status_code == 422
    day = office_time(utc_now() + timedelta(days=2)).date()
    sent = post(secretary, f"{page}/circulation", due_on=f"{day:%d/%m/%Y}", due_time="17:00")
    assert "Đã gửi biên bản" in sent.text
    assert "Xem biên bản" in an.get(whole).text
    assert "&lt;script&gt;" in an.get(page).text
    form = f"/minutes-blocks/{item['id']}/amendments"
    assert "Đoạn này nên ghi là" in an.get(form).text
    empty = post(an, form, text="Sửa", reason="", base="2")
    assert (empty.status_code, "Sửa" in empty.text) == (422, True)
    assert "Chờ trả lời" in post(an, form, text="Sửa", reason="Cho đúng", base="2").text
    listed = sign_in("thuky").get(f"{page}/amendments").json["amendments"]
    one = f"/minutes-amendments/{listed[0]['id']}"
    assert post(secretary, f"{one}/refusal", answer="").status_code == 422
    assert "Đã trả lời góp ý" in post(secretary, f"{one}/refusal", answer="Giữ như cũ").text
    assert "Giữ như cũ" in an.get(f"{page}/amendments").text
    assert an.get(f"{page}/versions").status_code == 403
    assert browser_sign_in("khach01").get(page).status_code == 404
    assert secretary.get(f"{page}/versions").status_code == 200


def test_the_page_asks_as_much_for_many_items_as_for_few(
    gathering: Gathering,
    browser_sign_in: Callable[[str], FlaskClient],
    sign_in: Callable[[str], ApiClient],
) -> None:
    secretary, page = browser_sign_in("thuky"), path_of(gathering.id)
    gathering.running()
    post(secretary, page)
    few = asked(gathering.store.engine, secretary, page)
    for number in range(5):
        item = AddAgendaItem(meeting_id=gathering.id, title=f"Nội dung {number}")
        gathering.run("thuky", add_agenda_item, item)
    post(secretary, page)
    assert len(texts(sign_in("thuky"), page)) == 10
    assert asked(gathering.store.engine, secretary, page) == few
