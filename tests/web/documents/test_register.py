"""The register on pages and through the API: what is typed comes back, nobody else looks in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.bookkeeping import Books, open_books
from tests.clients import csrf_of
from tests.fixtures import Office
from tests.people import PEOPLE
from tests.searching import finder


@pytest.fixture
def books(app: Any, store: Any, office: Office, as_actor: Any) -> Books:
    return open_books(store, office, as_actor)


def typed(client: FlaskClient, path: str, **fields: str) -> Any:
    token = csrf_of(client.get("/register").text)
    return client.post(path, data={"csrf_token": token, **fields})


FORM = {
    "symbol": "119-CV/HU", "issued_on": "13/09/2026", "received_on": "14/09/2026",
    "issuing_body": "Huyện ủy Tam Đảo", "abstract": "Xin gia hạn <b>nhiệm vụ</b>",
    "urgency": "urgent", "secrecy": "0",
}  # fmt: skip


def test_a_document_is_entered_seen_and_found(
    books: Books, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    clerk = browser_sign_in("vanthu")
    assert "Sổ chưa có văn bản nào" in clerk.get("/register?year=").text
    entered = typed(clerk, "/register/incoming", unit_id=str(books.unit), **FORM)
    assert entered.status_code == 303
    page = clerk.get(entered.location).text
    assert "119-CV/HU" in page
    assert "Xin gia hạn &lt;b&gt;nhiệm vụ" in page
    assert "Khẩn" in page
    assert "119-CV/HU" in clerk.get("/register?q=xin gia han&month=9").text
    assert "119-CV/HU" not in clerk.get("/register?month=8").text


def test_what_is_wrong_or_alike_keeps_what_was_typed(
    books: Books, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    clerk = browser_sign_in("vanthu")
    wrong = typed(clerk, "/register/incoming", unit_id=str(books.unit), **FORM | {"symbol": "abc"})
    assert wrong.status_code == 422
    assert "Số, ký hiệu chưa đúng" in wrong.text
    assert 'value="Huyện ủy Tam Đảo"' in wrong.text
    typed(clerk, "/register/incoming", unit_id=str(books.unit), **FORM)
    again = typed(clerk, "/register/incoming", unit_id=str(books.unit), **FORM)
    assert again.status_code == 409
    assert "cùng số, cơ quan và ngày" in again.text
    assert 'name="sure"' in again.text
    sure = typed(clerk, "/register/incoming", unit_id=str(books.unit), **FORM | {"sure": "1"})
    assert sure.status_code == 303


def test_numbers_and_symbols_by_the_page(
    books: Books, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    clerk = browser_sign_in("vanthu")
    path = f"/register/numbers/{books.unit}"
    chosen = {"body_code": "TU", "type": "party:TB", "count": "2", "reason": "Chờ ký"}
    assert typed(clerk, path, **chosen).status_code == 303
    assert "01-TB/TU" in clerk.get(path).text
    out = {"unit_id": str(books.unit), "body_code": "TU", "type": "party:TB", "reserved": "1"}
    made = typed(clerk, "/register/outgoing", abstract="Kết luận", **out)
    assert made.status_code == 303
    assert "01-TB/TU" in clerk.get(made.location).text
    none = typed(clerk, path, body_code="TU", type="", reason="Chờ ký")
    assert none.status_code == 422


def test_files_are_given_and_noted(
    books: Books, browser_sign_in: Callable[[str], FlaskClient], deeds_of: Any
) -> None:
    books.came(abstract="=1+1 Xin gia hạn")
    clerk = browser_sign_in("vanthu")
    sheet = clerk.get("/register/file.xlsx?year=2026")
    assert sheet.data.startswith(b"PK")
    printed = clerk.get("/register/file.pdf?year=2026")
    assert printed.data.startswith(b"%PDF")
    assert deeds_of("book.exported") == 2
    assert clerk.get("/register/file.exe").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?year=abc", "?month=13", "?unit_id=nonsense", "?direction=up", "?q=%25_", "?answer=never"],
)
def test_an_address_that_makes_no_sense_shows_the_book(
    books: Books, browser_sign_in: Callable[[str], FlaskClient], query: str
) -> None:
    assert browser_sign_in("vanthu").get("/register" + query).status_code == 200


@pytest.mark.parametrize("username", [name for name in PEOPLE if name != "vanthu"])
def test_others_find_no_book(
    books: Books, browser_sign_in: Callable[[str], FlaskClient], username: str
) -> None:
    entry = books.came()
    other = browser_sign_in(username)
    assert "119-CV/HU" not in other.get(f"/register?unit_id={books.unit}").text
    assert other.get(f"/register/{entry.id}").status_code == 404
    assert other.get(f"/register/numbers/{books.unit}").status_code == 404
    assert other.post(f"/register/{entry.id}/papers").status_code in (400, 404)


def test_the_api_enters_lists_ties_and_cancels(books: Books, sign_in: Any) -> None:
    clerk = sign_in("vanthu")
    body = {
        "unit_id": str(books.unit), "symbol": "119-CV/HU", "issued_on": "2026-09-13",
        "received_on": "2026-09-14", "issuing_body": "Huyện ủy Tam Đảo", "abstract": "Xin gia hạn",
        "answer_due_on": "2026-09-20",
    }  # fmt: skip
    first = clerk.post("/register-entries/incoming", json=body)
    assert first.status_code == 201, first.text
    assert clerk.post("/register-entries/incoming", json=body).json["code"] == "register.known"
    asked = (
        f"unit_id={books.unit}&direction=incoming&symbol=119-CV/HU&abstract=x"
        "&issuing_body=Huyện ủy Tam Đảo&issued_on=2026-09-13"
    )
    alike = clerk.send("GET", f"/register-entries/likeness?{asked}").json["alike"]
    assert [like["match"] for like in alike] == ["same"]
    out = {
        "unit_id": str(books.unit), "body_code": "TU", "style": "party", "type_code": "CV",
        "abstract": "Trả lời", "issued_on": "2026-09-18",
    }  # fmt: skip
    answer = clerk.post("/register-entries/outgoing", json=out).json
    tie = {"other_id": first.json["id"], "kind": "answers"}
    assert clerk.put(f"/register-entries/{answer['id']}/ties", json=tie).status_code == 204
    whole = clerk.send("GET", f"/register-entries/{first.json['id']}").json
    assert whole["entry"]["answered_on"] == "2026-09-18"
    assert whole["ties"][0]["back"] is True
    listed = clerk.send("GET", f"/register-entries?unit_id={books.unit}").json
    assert listed["counts"] == {"all": 1, "urgent": 0, "waiting": 0, "overdue": 0}
    for book, start in (("book.xlsx", b"PK"), ("book.pdf", b"%PDF-")):
        sent = clerk.get(f"/register-entries/{book}?unit_id={books.unit}")
        assert (sent.status_code, sent.data[: len(start)]) == (200, start)
        assert (
            sign_in("cuong").get(f"/register-entries/{book}?unit_id={books.unit}").status_code
            == 404
        )
    path = f"/register-entries/{first.json['id']}/cancellation"
    assert clerk.post(path, json={"reason": "Nhập nhầm"}).status_code == 204
    assert clerk.post(path, json={"reason": "Lần nữa"}).status_code == 403
    other = sign_in("cuong")
    assert other.send("GET", f"/register-entries/{first.json['id']}").status_code == 404
    assert other.send("GET", f"/register-entries?unit_id={books.unit}").status_code == 404
    assert other.post("/register-entries/incoming", json=body).status_code == 404


@pytest.fixture
def deeds_of(store: Any) -> Callable[[str], int]:
    from sqlalchemy import func, select

    from ecabinet.core.audit import AuditEntry

    def count(action: str) -> int:
        with store.reading() as session:
            query = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == action)
            return session.scalar(query) or 0

    return count


def test_the_printed_book_carries_every_entry(books: Books) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    from documents.register.book_file import printed
    from documents.register.models import Direction
    from documents.register.queries.lists import Wanted, all_entries

    for number in range(1, 60):
        books.came(f"{number}-BC/HU", abstract=f"Báo cáo tuần số {number} của huyện", sure=True)
    with books.store.reading() as session:
        wanted = Wanted(unit_id=books.unit)
        rows = list(all_entries(session, books.as_actor("vanthu"), wanted, date(2026, 9, 30)))
    data = printed(Direction.INCOMING, "Văn phòng Tỉnh ủy", "Năm 2026", rows, date(2026, 9, 30))
    reader = PdfReader(BytesIO(data))
    text = "".join(page.extract_text() for page in reader.pages)
    assert all(f"{number:02d}-BC/HU" in text for number in range(1, 60))
    assert len(reader.pages) > 1
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    assert width > height


def test_a_document_is_followed_up_in_one_step(
    books: Books, browser_sign_in: Callable[[str], FlaskClient], sign_in: Any
) -> None:
    entry = books.came(abstract="Tăng cường chuyển đổi số", symbol="23-CT/TU")
    clerk = browser_sign_in("vanthu")
    assert "Đưa vào theo dõi" in clerk.get(f"/register/{entry.id}").text
    taken = typed(clerk, f"/register/{entry.id}/directive")
    directive = clerk.get(taken.location).text
    assert "23-CT/TU" in directive
    assert "Tăng cường chuyển đổi số" in directive
    again = sign_in("vanthu").post(f"/register-entries/{entry.id}/directive", json={})
    assert again.status_code == 409
    assert sign_in("cuong").post(f"/register-entries/{entry.id}/directive").status_code == 404


def test_entries_are_found_by_their_readers_alone(
    books: Books, store: Any, as_actor: Callable[[str], Any]
) -> None:
    books.came(abstract="Xin gia hạn kết nối phần mềm")
    find = finder(store, as_actor)
    assert find("vanthu", "gia han ket noi").counts == {"entry": 1}
    assert find("cuong", "gia han ket noi").total == 0
