"""The summary of comments: who gets what, narrowed how, as a page and as files."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pypdf
import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from documents.routes import summaries
from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.store import Store
from tests.clients import ApiClient
from tests.fixtures import Office
from tests.marks import highlight, ink, note
from tests.samples import plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]
Browser = Callable[[str], FlaskClient]
OUTSIDER = "khach01"  # Reads the paper, holds an office in another unit.
SAID = {"personal": "chuyện riêng", "unit": "chuyện đơn vị", "meeting": "chuyện chung"}
SEEN = {
    BINH: {"personal", "unit", "meeting"},
    AN: {"unit", "meeting"},
    OUTSIDER: {"meeting"},
}


@pytest.fixture
def version_id(shelf: Shelf, office: Office, an: Actor) -> UUID:
    """A paper of three pages, which somebody of another unit reads too."""
    shelf.member_ids.add(office.people[OUTSIDER])
    return shelf.ready(an, plain_pdf(3), filename="Tờ trình Ủy ban.pdf")


@pytest.fixture
def marks(sign_in: SignIn, version_id: UUID) -> dict[str, dict[str, Any]]:
    """A note of Bình on each layer, and a stroke without words."""
    made = {layer: note(layer=layer, text=text) for layer, text in SAID.items()}
    add(sign_in(BINH), version_id, *made.values(), ink(text=""))
    return made


def add(client: ApiClient, version_id: UUID, *given: dict[str, Any]) -> None:
    answer = client.post(f"/papers/{version_id}/annotations", {"annotations": list(given)})
    assert answer.status_code == 201, answer.text


def rows(client: ApiClient, version_id: UUID, query: str = "") -> list[list[Any]]:
    answer = client.get(f"/papers/{version_id}/summary?format=xlsx{query}")
    assert answer.status_code == 200, answer.text
    sheet = load_workbook(BytesIO(answer.data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


@pytest.mark.usefixtures("marks")
@pytest.mark.parametrize("username", SEEN)
def test_each_gets_what_they_may_see(
    sign_in: SignIn, browser_sign_in: Browser, version_id: UUID, username: str
) -> None:
    client = sign_in(username)
    expected = {SAID[layer] for layer in SEEN[username]}
    assert {row[6] for row in rows(client, version_id)} == expected
    pdf = pypdf.PdfReader(BytesIO(client.get(f"/papers/{version_id}/summary").data))
    page = browser_sign_in(username).get(f"/papers/{version_id}/summary").text
    told = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    for layer, text in SAID.items():
        assert (text in told) == (layer in SEEN[username])
        assert (text in page) == (layer in SEEN[username])
        only = {row[6] for row in rows(client, version_id, f"&layers={layer}")}
        assert only == ({text} if layer in SEEN[username] else set())


@pytest.mark.usefixtures("marks")
def test_who_may_not_read_the_paper_learns_nothing(
    sign_in: SignIn, browser_sign_in: Browser, version_id: UUID
) -> None:
    answer = sign_in(CUONG).get(f"/papers/{version_id}/summary")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    assert browser_sign_in(CUONG).get(f"/papers/{version_id}/summary").status_code == 404


def test_columns_replies_and_state(
    sign_in: SignIn, version_id: UUID, marks: dict[str, dict[str, Any]]
) -> None:
    answer = note(kind="reply", layer="meeting", parent=marks["meeting"]["id"], text="Đã sửa",
                  state="resolved", point=None)  # fmt: skip
    add(sign_in(AN), version_id, answer, highlight(text="Rõ hơn"))
    found = rows(sign_in(AN), version_id, "&layers=meeting")
    assert [row[:4] for row in found] == [
        [1, "Phiên họp", "Tô sáng", "Trần Văn An"],
        [2, "Phiên họp", "Ghi chú", "Lê Thị Bình"],
    ]
    assert found[0][5:] == ["Đồng chí", "Rõ hơn", None, "Chưa xong"]
    assert found[1][7].startswith("Trần Văn An, ")
    assert found[1][7].endswith(": Đã sửa [Đã xong]")
    assert found[1][8] == "Đã xong"
    settled = rows(sign_in(AN), version_id, "&state=resolved")
    assert [row[6] for row in settled] == [SAID["meeting"]]
    assert SAID["meeting"] not in {row[6] for row in rows(sign_in(AN), version_id, "&state=open")}


@pytest.mark.usefixtures("marks")
def test_those_in_which_one_person_wrote(sign_in: SignIn, version_id: UUID, office: Office) -> None:
    add(sign_in(AN), version_id, note(layer="meeting", text="của An"))
    found = rows(sign_in(AN), version_id, f"&author_id={office.people[AN]}")
    assert [row[6] for row in found] == ["của An"]


@pytest.mark.usefixtures("marks")
def test_the_file_has_a_name_is_private_and_told_in_the_log(
    sign_in: SignIn, version_id: UUID, store: Store
) -> None:
    client = sign_in(BINH)
    first = client.get(f"/papers/{version_id}/summary?layers=meeting")
    assert first.content_type == "application/pdf"
    named = unquote(first.headers["Content-Disposition"])
    assert named.startswith("attachment; ")
    assert named.endswith("Tờ trình Ủy ban - tổng hợp ý kiến.pdf")
    assert first.headers["Cache-Control"] == "private, no-cache"
    tag = first.headers["ETag"]
    again = client.get(
        f"/papers/{version_id}/summary?layers=meeting", headers={"If-None-Match": tag}
    )
    assert again.status_code == 304
    with store.reading() as session:
        query = select(AuditEntry).where(AuditEntry.action == "paper.summarised")
        (entry,) = session.scalars(query)
    assert (entry.subject_kind, entry.detail["layers"]) == ("paper", ["meeting"])
    add(client, version_id, note(layer="meeting", text="mới"))
    assert client.get(f"/papers/{version_id}/summary?layers=meeting").headers["ETag"] != tag


@pytest.mark.parametrize(
    "query", ["layers=secret", "layers=,", "format=docx", "state=lost", "author_id=1"]
)
def test_what_makes_no_sense_is_refused(sign_in: SignIn, version_id: UUID, query: str) -> None:
    assert sign_in(AN).get(f"/papers/{version_id}/summary?{query}").status_code == 422


@pytest.mark.usefixtures("marks")
def test_too_many_for_one_file_is_said_in_words(
    sign_in: SignIn, browser_sign_in: Browser, version_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "MOST", 2)
    answer = sign_in(BINH).get(f"/papers/{version_id}/summary")
    assert (answer.status_code, answer.json["code"]) == (422, "summary.too_long")
    assert "tối đa 2" in answer.json["detail"]
    assert sign_in(BINH).get(f"/papers/{version_id}/summary?layers=unit").status_code == 200
    assert "tối đa 2" in browser_sign_in(BINH).get(f"/papers/{version_id}/summary").text


def test_a_paper_that_is_not_ready(
    sign_in: SignIn, browser_sign_in: Browser, shelf: Shelf, an: Actor
) -> None:
    waiting = shelf.upload(an).version_id
    answer = sign_in(AN).get(f"/papers/{waiting}/summary")
    assert (answer.status_code, answer.json["code"]) == (409, "paper.not_ready")
    assert browser_sign_in(AN).get(f"/papers/{waiting}/summary").status_code == 409


@pytest.mark.usefixtures("marks")
def test_the_page_narrows_and_hands_what_it_shows_to_the_files(
    browser_sign_in: Browser, version_id: UUID
) -> None:
    client = browser_sign_in(BINH)
    page = client.get(f"/papers/{version_id}/summary?layers=meeting&state=open").text
    assert SAID["meeting"] in page
    assert SAID["personal"] not in page
    assert (
        f"/api/v1/papers/{version_id}/summary?format=pdf&amp;layers=meeting&amp;state=open" in page
    )
    assert "không nêu ở đây): 1" in page
    assert (
        "Không có ý kiến nào khớp"
        in client.get(f"/papers/{version_id}/summary?state=resolved").text
    )
    nonsense = client.get(f"/papers/{version_id}/summary?state=x&layers=y&author_id=z")
    assert nonsense.status_code == 200
    assert SAID["personal"] in nonsense.text


def test_the_page_without_comments_says_what_will_be_there(
    browser_sign_in: Browser, version_id: UUID
) -> None:
    page = browser_sign_in(BINH).get(f"/papers/{version_id}/summary").text
    assert "Chưa có ý kiến nào" in page
    assert "format=pdf" not in page
    assert (
        f"/papers/{version_id}/summary" in browser_sign_in(BINH).get(f"/papers/{version_id}").text
    )


@pytest.mark.usefixtures("marks")
def test_a_long_list_shows_its_beginning_in_few_queries(
    sign_in: SignIn, browser_sign_in: Browser, version_id: UUID,
    monkeypatch: pytest.MonkeyPatch, count_queries: Callable[[Callable[[], Any]], int],
) -> None:  # fmt: skip
    monkeypatch.setattr(summaries, "SHOWN", 5)
    client, path = browser_sign_in(BINH), f"/papers/{version_id}/summary"
    few = count_queries(lambda: client.get(path))
    add(sign_in(BINH), version_id, *[note(text=f"số {n}", point=[9, 9 + n]) for n in range(40)])
    assert count_queries(lambda: client.get(path)) == few
    page = client.get(path).text
    assert page.count('class="under words"') == 5
    assert "5 ý kiến đầu trong 43" in page


@pytest.mark.usefixtures("marks")
def test_words_are_shown_as_words(
    sign_in: SignIn, browser_sign_in: Browser, version_id: UUID
) -> None:
    add(sign_in(BINH), version_id, note(text="<script>alert(1)</script> 100%"))
    page = browser_sign_in(BINH).get(f"/papers/{version_id}/summary").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
