"""Transfer slips on pages and through the API."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from documents.routing.telling import slip_path
from tests.bookkeeping import open_books
from tests.clients import ApiClient, csrf_of
from tests.fixtures import Office
from tests.slips import INFORM, Slips, send_from


@pytest.fixture
def slips(app: Any, store: Any, office: Office, as_actor: Any) -> Slips:
    return send_from(open_books(store, office, as_actor), office)


def typed(client: FlaskClient, path: str, to: str | None = None, **fields: Any) -> Any:
    token = csrf_of(client.get(path).text)
    return client.post(to or path, data={"csrf_token": token, **fields})


INK = '{"height": 600, "strokes": [[[10, 20], [300, 400]]], "version_id": null}'


def test_a_document_is_sent_received_sent_on_and_done(
    slips: Slips, office: Office, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    clerk, secretary = browser_sign_in("vanthu"), browser_sign_in("thuky")
    entry = f"/register/{slips.entry}"
    assert f"{entry}/slips/new" in clerk.get(entry).text
    form = f"{entry}/slips/new"
    lead, known = f"unit:{office.units['TU']}", f"person:{office.people['cuong']}"
    wrong = typed(clerk, form, f"{entry}/slips", instruction="<b>Gấp</b>")
    assert wrong.status_code == 422
    assert "đúng một nơi chủ trì" in wrong.text
    assert "&lt;b&gt;Gấp" in wrong.text
    sent = typed(
        clerk, form, f"{entry}/slips", lead=lead, inform=known, instruction="<b>Gấp</b>", ink=INK
    )
    assert sent.status_code == 303
    page = clerk.get(sent.location).text
    assert "&lt;b&gt;Gấp" in page
    assert '<polyline points="10,20 300,400' in page
    assert "Chưa ai mở xem" in page
    assert "119-CV/HU" in secretary.get("/routing").text
    assert "Tham mưu, báo cáo Thường trực." in clerk.get(form).text
    part = slips.parts(_id(sent.location))[0]
    took = typed(secretary, sent.location, f"/slip-parts/{part.id}/receipt", revision=part.revision)
    assert took.status_code == 303
    # Reading leaves no receipt; the page says by a request of its own that it was opened.
    assert "Chưa ai mở xem" in clerk.get(sent.location).text
    page = secretary.get(sent.location).text
    said = page.split('data-module="opening" data-url="')[1].split('"')[0]
    token = {"X-CSRFToken": csrf_of(page), "X-Acting": "self"}
    assert secretary.post(f"/api/v1{said}", json={}, headers=token).status_code == 204
    assert "đã xem" in clerk.get(sent.location).text
    on = typed(
        secretary, f"/slip-parts/{part.id}/forwarding", lead=f"person:{office.people['lanhdao']}",
        instruction="Kính trình",
    )  # fmt: skip
    assert on.status_code == 303
    assert "Đường đi của văn bản" in clerk.get(sent.location).text
    late = typed(
        secretary, sent.location, f"/slip-parts/{part.id}/completion", revision=part.revision
    )
    assert late.status_code == 409
    assert "Đồng chí khác vừa xử lý" in late.text
    done = typed(secretary, sent.location, f"/slip-parts/{part.id}/completion", note="Đã trả lời")
    assert done.status_code == 303
    assert "Đã trả lời" in clerk.get(sent.location).text
    assert "119-CV/HU" in secretary.get("/routing?box=done").text
    assert "119-CV/HU" not in secretary.get("/routing").text


def _id(location: str) -> UUID:
    return UUID(location.rsplit("/", 1)[1])


def test_returned_and_recalled_slips_let_nobody_read(
    slips: Slips, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    slip = slips.send(slips.to("cuong"))
    official = browser_sign_in("cuong")
    assert official.get(slip_path(slip)).status_code == 200
    assert official.get(f"/register/{slips.entry}").status_code == 200
    back = typed(
        official, slip_path(slip), f"/slip-parts/{slips.first(slip)}/return", reason="Nhầm đơn vị"
    )
    assert back.status_code == 303
    assert official.get(slip_path(slip)).status_code == 404
    assert official.get(f"/register/{slips.entry}").status_code == 404
    again = slips.send(slips.to("cuong"))
    clerk = browser_sign_in("vanthu")
    assert typed(clerk, slip_path(again), f"{slip_path(again)}/recall").status_code == 303
    assert official.get(slip_path(again)).status_code == 404
    assert "Phiếu đã thu hồi" in clerk.get("/routing?box=sent").text


def test_empty_boxes_say_what_comes(browser_sign_in: Callable[[str], FlaskClient]) -> None:
    client = browser_sign_in("cuong")
    for box in ("waiting", "done", "sent", "nonsense"):
        assert 'class="empty"' in client.get(f"/routing?box={box}").text


def test_through_the_api(slips: Slips, office: Office, sign_in: Callable[[str], ApiClient]) -> None:
    clerk, secretary = sign_in("vanthu"), sign_in("thuky")
    body = {
        "document_id": str(slips.entry), "instruction": "Báo cáo", "urgency": "urgent",
        "receivers": [{"role": "lead", "kind": "unit", "id": str(office.units["TU"])}],
    }  # fmt: skip
    sent = clerk.post("/slips", body)
    assert sent.status_code == 201
    slip_id = sent.json["id"]
    refused = clerk.post("/slips", body | {"receivers": [*body["receivers"], *body["receivers"]]})
    assert (refused.status_code, refused.json["code"]) == (422, "routing.one_lead")
    waiting = secretary.get("/slips").json
    assert waiting["new"] == 1
    assert waiting["slips"][0]["part"]["state"] == "sent"
    whole = secretary.get(f"/slips/{slip_id}").json
    part = whole["slip"]["parts"][0]
    assert set(part["acts"]) == {"receive", "forward", "return", "finish"}
    for _twice in range(2):
        assert secretary.post(f"/slips/{slip_id}/opening", {}).status_code == 204
    assert clerk.post(f"/slips/{slip_id}/opening", {}).status_code == 204
    receipt = secretary.post(f"/slip-parts/{part['id']}/receipt", {"revision": part["revision"]})
    assert receipt.json["state"] == "received"
    again = secretary.post(f"/slip-parts/{part['id']}/receipt", {"revision": part["revision"]})
    assert (again.status_code, again.json["code"]) == (409, "routing.somebody_else")
    openings = clerk.get(f"/slips/{slip_id}").json["slip"]["parts"][0]["openings"]
    assert [opening["name"] for opening in openings] == ["Phạm Thu Ký"]
    assert clerk.post(f"/slips/{slip_id}/recall").json["code"] == "routing.too_late"
    assert sign_in("canbo").get(f"/slips/{slip_id}").status_code == 404


def test_lists_go_on_by_key(slips: Slips, sign_in: Callable[[str], ApiClient]) -> None:
    sent = [str(slips.send()) for _ in range(3)]
    for who, box in (("thuky", "waiting"), ("vanthu", "sent")):
        first = sign_in(who).get(f"/slips?box={box}&limit=2").json
        rest = sign_in(who).get(f"/slips?box={box}&limit=2&after={first['next_after']}").json
        assert [row["id"] for row in first["slips"] + rest["slips"]] == sent[::-1]
        assert rest["next_after"] is None


def test_the_slip_as_a_pdf(slips: Slips, sign_in: Callable[[str], ApiClient]) -> None:
    ink = {"strokes": [[[10, 20], [300, 400]], [[5, 5]]]}
    slip = slips.send(slips.to("TU"), slips.to("cuong", INFORM), ink=ink)
    sent = sign_in("thuky").get(f"/slips/{slip}/slip.pdf")
    assert sent.status_code == 200
    text = " ".join(PdfReader(io.BytesIO(sent.data)).pages[0].extract_text().split())
    for words in ("PHIẾU CHUYỂN", "119-CV/HU", "Tham mưu, báo cáo", "Tỉnh ủy Vĩnh Phúc"):
        assert words in text
    assert sign_in("canbo").get(f"/slips/{slip}/slip.pdf").status_code == 404


def test_a_slip_is_issued_with_its_number(
    slips: Slips, browser_sign_in: Callable[[str], FlaskClient], sign_in: Callable[[str], ApiClient]
) -> None:
    slip, clerk = slips.send(slips.to("TU")), browser_sign_in("vanthu")
    page = f"/routing/{slip}"
    assert "Lấy số, ký phát hành" not in browser_sign_in("thuky").get(page).text
    assert "Lấy số, ký phát hành" in clerk.get(page).text
    draft = typed(clerk, page, "/official", kind="transfer", subject_id=str(slip))
    assert draft.status_code == 303
    assert clerk.get(f"{draft.location}/draft.pdf").status_code == 200
    assert typed(clerk, draft.location, f"{draft.location}/issue").status_code == 303
    assert "01-PC/VPTU" in clerk.get(page).text
    asked = {"subject_kind": "slip", "subject_id": str(slip)}
    rows = sign_in("thuky").get("/official-documents/about", query_string=asked).json["documents"]
    assert rows == []  # Until it is drawn only the unit knows of it.
