"""Official documents on pages and through the API."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from documents.issuing.printing import print_document
from documents.issuing.telling import document_path
from ecabinet.platform import Platform
from tests import keys
from tests.clients import ApiClient, csrf_of
from tests.gatherings import Gathering, gathering
from tests.papers_issued import Issued, held_meeting
from tests.samples import plain_pdf

__all__ = ["gathering"]


@pytest.fixture
def issued(app: Any, platform: Platform, gathering: Gathering) -> Issued:
    return held_meeting(platform, gathering)


def typed(client: FlaskClient, path: str, to: str, **fields: Any) -> Any:
    token = csrf_of(client.get(path).text)
    return client.post(to, data={"csrf_token": token, **fields})


def key_file(name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(keys.key_file(name)), "khoa.p12"


def test_from_the_meeting_to_a_signed_file(
    issued: Issued, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    secretary, chair = browser_sign_in("thuky"), browser_sign_in("chutri")
    meeting = f"/meetings/{issued.meeting.id}"
    assert "Lập biên bản" in secretary.get(meeting).text
    fields = {"kind": "minutes", "subject_id": issued.meeting.id}
    drafted = typed(secretary, meeting, "/official", **fields)
    assert drafted.status_code == 303
    page = drafted.location
    again = typed(secretary, meeting, "/official", **fields)
    assert again.location == meeting
    assert "Đã có một dự thảo" in secretary.get(meeting).text
    assert secretary.get(f"{page}/draft.pdf").data.startswith(b"%PDF")
    assert "Văn bản đúng thể thức" in secretary.get(f"{page}/layout").text
    shown = secretary.get(page).text
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    out = typed(secretary, page, f"{page}/issue", revision=1, seen=seen)
    assert out.status_code == 303
    assert "Tệp đang được lập" in secretary.get(page).text
    print_document(issued.platform.store, page.rsplit("/", 1)[1])
    assert "01-BB/TU" in secretary.get("/official").text
    assert 'class="empty"' in chair.get("/official").text
    typed(secretary, "/signing-keys", "/signing-keys", file=key_file("Phạm Thu Ký"), pin=keys.PIN)
    wrong = typed(secretary, page, f"{page}/signatures", key_id=_key(secretary, page), pin="sai")
    assert wrong.status_code == 422
    assert "Mã PIN không đúng" in wrong.text
    none = typed(secretary, page, f"{page}/signatures", key_id="none", pin=keys.PIN)
    assert none.status_code == 422
    good = typed(secretary, page, f"{page}/signatures", key_id=_key(secretary, page), pin=keys.PIN)
    assert good.status_code == 303
    assert "Đến lượt đồng chí ký" in chair.get(page).text
    assert ("Xem, ký" in chair.get("/").text, "Xem, ký" in secretary.get("/").text) == (True, False)
    with secretary.get(f"{page}/document.pdf") as sent:
        file = sent.data
    assert b"/ByteRange" in file
    assert "Còn nguyên" in secretary.get(f"{page}/signatures").text
    checked = typed(chair, "/signatures", "/signatures", file=(io.BytesIO(file), "van-ban.pdf"))
    assert "Đúng từng byte với văn bản lưu ở đây" in checked.text
    broken = file.replace(b"/Author", b"/Buthor", 1)
    told = typed(chair, "/signatures", "/signatures", file=(io.BytesIO(broken), "x.pdf"))
    assert "KHÔNG còn nguyên" in told.text
    assert "Đúng từng byte" not in told.text
    for content in (b"", b"no pdf"):
        refused = typed(chair, "/signatures", "/signatures", file=(io.BytesIO(content), "x.pdf"))
        assert refused.status_code == 422


def _key(client: FlaskClient, page: str) -> str:
    options = client.get(page).text.split('name="key_id"')[1]
    return options.split('<option value="')[1].split('"')[0]


def test_strangers_see_nothing(
    issued: Issued, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    document_id = issued.ready()
    page, stranger = document_path(document_id), browser_sign_in("cuong")
    for path in (page, f"{page}/document.pdf", f"{page}/signatures", f"{page}/document.docx"):
        assert stranger.get(path).status_code == 404
    member = browser_sign_in("daibieu01")
    assert member.get(page).status_code == 200
    assert "Phát hành văn bản này?" not in member.get(page).text
    assert member.get(f"{page}/draft.pdf").status_code == 403
    guest = browser_sign_in("khach01")
    assert guest.get(page).status_code == 404
    for shelf in ("mine", "drafts", "waiting", "done", "nonsense"):
        assert 'class="empty"' in stranger.get(f"/official?shelf={shelf}").text


def test_a_scan_of_the_signed_paper(
    issued: Issued, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    document_id = issued.ready()
    page, client = document_path(document_id), browser_sign_in("thuky")
    nothing = typed(client, page, f"{page}/scan")
    assert nothing.status_code == 422
    scan = (io.BytesIO(plain_pdf()), "ban-ky.pdf")
    filed = typed(client, page, f"{page}/scan", file=scan)
    assert filed.status_code == 303
    shown = client.get(page).text
    assert "Đã ký giấy" in shown
    assert (issued.row(document_id).scan_blob or "none") in shown


def test_keys_come_and_go(issued: Issued, browser_sign_in: Callable[[str], FlaskClient]) -> None:
    client, path = browser_sign_in("thuky"), "/signing-keys"
    assert "Chưa có khóa nào" in client.get(path).text
    for fields, words in (
        ({"pin": keys.PIN}, "Chưa chọn tệp"),
        ({"pin": "sai", "file": key_file("Phạm Thu Ký")}, "Mã PIN không đúng"),
        ({"pin": keys.PIN, "file": key_file("Ai Đó")}, "không mang đúng tên"),
        ({"pin": keys.PIN, "file": (io.BytesIO(b"x" * 300_000), "a.p12")}, "PKCS#12"),
    ):
        refused = typed(client, path, path, **fields)
        assert refused.status_code == 422
        assert words in refused.text
    kept = typed(client, path, path, pin=keys.PIN, file=key_file("Phạm Thu Ký"))
    assert kept.status_code == 303
    action = client.get(path).text.split('action="/signing-keys/')[1].split('"')[0]
    assert typed(browser_sign_in("chutri"), path, f"{path}/{action}").status_code == 404
    assert typed(client, path, f"{path}/{action}").status_code == 303
    assert "Chưa có khóa nào" in client.get(path).text


def test_through_the_api(issued: Issued, sign_in: Callable[[str], ApiClient]) -> None:
    clerk, chair, stranger = sign_in("thuky"), sign_in("chutri"), sign_in("cuong")
    body = {"kind": "minutes", "subject_id": str(issued.meeting.id)}
    assert stranger.post("/official-documents", body).status_code == 404
    drafted = clerk.post("/official-documents", body)
    assert drafted.status_code == 201
    at = f"/official-documents/{drafted.json['id']}"
    assert clerk.get("/official-documents?shelf=drafts").json["documents"][0]["kind"] == "minutes"
    told = clerk.get(at).json
    late = clerk.post(f"{at}/issue", {"seen": "another"})
    assert late.status_code == 409
    issued_ = clerk.post(f"{at}/issue", {"revision": 1, "seen": told["digest"]})
    assert (issued_.status_code, issued_.json["symbol"]) == (202, "01-BB/TU")
    assert clerk.get(f"{at}/document.pdf").status_code == 409
    print_document(issued.platform.store, drafted.json["id"])
    issued.key("thuky")
    [key] = clerk.get("/signing-keys").json["keys"]
    assert "sealed" not in key
    wrong = clerk.post(f"{at}/signatures", {"key_id": key["id"], "pin": "x"})
    assert wrong.status_code == 422
    assert wrong.json["code"] == "signing.wrong_pin"
    early = chair.post(f"{at}/signatures", {"key_id": key["id"], "pin": keys.PIN})
    assert early.status_code == 409
    assert clerk.post(f"{at}/signatures", {"key_id": key["id"], "pin": keys.PIN}).status_code == 200
    about = f"/official-documents/about?subject_kind=meeting&subject_id={issued.meeting.id}"
    [row] = chair.get(about).json["documents"]
    assert row["waits_for"] == "Nguyễn Minh Khôi"
    assert stranger.get(about).json["documents"] == []
    newer = clerk.post(f"{at}/replacement", {})
    assert newer.status_code == 201
    assert clerk.get(f"{at}/layout").json == {"rule_set": "party", "faults": []}
    gone = clerk.send("DELETE", f"/official-documents/{newer.json['id']}", "bo-du-thao")
    assert gone.status_code == 204
    assert clerk.send("DELETE", f"/signing-keys/{key['id']}", "bo-khoa").status_code == 204
    assert clerk.get("/signing-keys").json == {"keys": [], "token": False}
