"""Written opinions at the doors: pages, operations, files, the minutes, numbers of queries."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
import openpyxl
import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from ecabinet.core.clock import utc_now
from meetings.commands.session import SessionStep, close_session
from tests.clients import ApiClient, csrf_of
from tests.counting import asked
from tests.gatherings import Gathering
from tests.samples import plain_pdf

SignIn = Callable[[str], FlaskClient]
ApiSignIn = Callable[[str], ApiClient]


def ask(gathering: Gathering, client: ApiClient, **terms: Any) -> str:
    """Ask for opinions on the second item by the API; the path of its opinions."""
    wish = {
        "item_ids": [str(gathering.items[1])],
        "unit_id": str(gathering.office.units["VPTU"]),
        **terms,
    }
    made = client.post("/opinion-calls", json=wish)
    assert made.status_code == 201, made.text
    return f"/agenda-items/{gathering.items[1]}/opinions"


def post(client: FlaskClient, path: str, **fields: Any) -> Any:
    """Send a form with its token."""
    token = csrf_of(client.get("/account").text)
    return client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)


def pdf_text(data: bytes) -> str:
    """The words of a PDF, on one line."""
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_by_the_api_from_the_question_to_table_and_minutes(
    gathering: Gathering, sign_in: ApiSignIn
) -> None:
    secretary, an, binh = sign_in("thuky"), sign_in("daibieu01"), sign_in("daibieu02")
    gathering.running()
    path = ask(gathering, secretary, naming="choice", audience="at_once")
    first = an.post(path, json={"text": "=1+1 Đề nghị làm rõ"}, request_id="a1")
    again = an.post(path, json={"text": "=1+1 Đề nghị làm rõ"}, request_id="a1")
    assert (first.status_code, again.json) == (200, first.json)
    stale = an.post(path, json={"text": "Sửa mà không xem", "revision": 9})
    assert (stale.status_code, stale.json["code"]) == (409, "opinion.somebody_else")
    nameless = binh.post(path, json={"text": "Tiến độ quá gấp", "anonymous": True}).json
    assert an.get(path).json["hidden"] == 1
    file = {"file": (BytesIO(plain_pdf()), "gop-y.pdf")}
    refused = binh.post(f"/opinions/{nameless['opinion_id']}/papers", data=file)
    assert refused.status_code == 403
    sent = {"file": (BytesIO(plain_pdf()), "gop-y.pdf")}
    one = f"/opinions/{first.json['opinion_id']}"
    assert an.post(f"{one}/papers", data=sent).status_code == 201
    assert sign_in("cuong").get(path).status_code == 404
    assert sign_in("cuong").get(f"{path}.pdf").status_code == 404
    assert secretary.post(f"{path}/closure").status_code == 200
    reply = {"kind": "partly", "text": "Đã bổ sung mục 2", "revision": 1}
    answering = sign_in("canbo")
    assert answering.put(f"{one}/reply", json=reply).status_code == 200
    for by in ("item", "author"):
        table = secretary.get(f"/meetings/{gathering.id}/opinions.pdf?by={by}")
        text = pdf_text(table.data)
        for words in ("Trần Văn An", "Tiếp thu một phần", "Đã bổ sung mục 2", "Không ghi tên"):
            assert words in text, (by, words)
        assert "Lê Thị Bình" not in text
    assert "Đề nghị làm rõ" in pdf_text(answering.get(f"{path}.pdf").data)
    word = docx.Document(BytesIO(secretary.get(f"{path}.docx").data))
    said = " ".join(cell.text for row in word.tables[1].rows for cell in row.cells)
    assert "Tiến độ quá gấp" in said
    book = openpyxl.load_workbook(BytesIO(secretary.get(f"{path}.xlsx").data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == ["Trần Văn An", "Không ghi tên"]
    assert rows[2][4] is None  # no time either
    assert book.worksheets[0]["F2"].data_type != "f"
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    minutes = pdf_text(an.get(f"/meetings/{gathering.id}/minutes.pdf").data)
    assert "Có 2 ý kiến bằng văn bản" in minutes
    assert "Không ghi tên: Tiến độ quá gấp." in minutes
    assert "Văn phòng Tỉnh ủy tiếp thu một phần: Đã bổ sung mục 2" in minutes


def test_the_pages_for_everybody_who_has_a_part(
    gathering: Gathering, browser_sign_in: SignIn
) -> None:
    """Without scripts: open, write, change, withdraw, close, answer; refused words come back."""
    gathering.called()
    secretary, an = browser_sign_in("thuky"), browser_sign_in("daibieu01")
    listed = f"/meetings/{gathering.id}/opinions"
    assert "Chưa có nội dung nào lấy ý kiến" in an.get(listed).text
    item = gathering.items[1]
    terms = {"naming": "choice", "audience": "closed", "item_ids": str(item)}
    refused = post(secretary, listed, **terms, due_on="31/02/2027", due_time="9:00")
    assert refused.status_code == 422
    assert 'value="31/02/2027"' in refused.text
    opened = post(secretary, listed, **terms)
    assert "Đã lấy ý kiến" in opened.text
    page = f"/agenda-items/{item}/opinions"
    assert an.get(f"{listed}/now").location.endswith(
        listed
    )  # nothing is current before the session
    assert "Máy chủ có lưu ai viết" in an.get(page).text
    empty = post(an, page, text=" ", anonymous="0")
    assert empty.status_code == 422
    assert "Đã ghi nhận" in post(an, page, text="Xin bổ sung số liệu", anonymous="0").text
    assert "Xin bổ sung số liệu" in secretary.get(page).text
    assert "Xin bổ sung số liệu" not in browser_sign_in("daibieu02").get(page).text
    stale = post(an, page, text="Lời đang soạn", revision="7")
    assert stale.status_code == 409
    assert "Lời đang soạn" in stale.text
    with gathering.store.reading() as session:
        from meetings.opinions.queries.item import item_opinions

        own = item_opinions(session, gathering.as_actor("daibieu01"), item, utc_now()).own[0]
    assert "Đã kết thúc lấy ý kiến" in post(secretary, f"{page}/closure").text
    late = post(an, f"/opinions/{own.id}/withdrawal", revision="1")
    assert late.status_code == 409
    form = f"/opinions/{own.id}/reply"
    assert "Xin bổ sung số liệu" in secretary.get(form).text
    assert an.get(form).status_code == 403
    assert post(secretary, form, kind="", text="x").status_code == 422
    assert "Đã có ở phụ lục" in post(
        secretary, form, kind="explained", text="Đã có ở phụ lục", revision="1"
    ).text  # fmt: skip
    assert "Đã có ở phụ lục" in browser_sign_in("daibieu02").get(page).text
    for username in ("khach01", "quantri", "cuong"):
        expected = 200 if username == "khach01" else 404
        assert browser_sign_in(username).get(page).status_code == expected, username
    english = secretary.get(page, headers={"Accept-Language": "en"})
    assert english.status_code == 200
    room = browser_sign_in("daibieu01").get(f"/meetings/{gathering.id}/room")
    assert f"{listed}/now" in room.text


@pytest.mark.parametrize("username", ["thuky", "daibieu01"])
def test_twenty_opinions_cost_no_more_queries_than_two(
    gathering: Gathering, browser_sign_in: SignIn, username: str
) -> None:
    from meetings.opinions.commands.giving import GiveOpinion, give_opinion
    from meetings.opinions.commands.opening import OpenOpinions, open_opinions
    from meetings.opinions.states import Audience

    gathering.called()
    wish = OpenOpinions(item_ids=tuple(gathering.items[:2]), audience=Audience.AT_ONCE)
    gathering.run("thuky", open_opinions, wish)

    def give(name: str, item: UUID) -> None:
        gathering.run(name, give_opinion, GiveOpinion(item_id=item, text="Ý kiến"))

    give("daibieu01", gathering.items[0])
    client = browser_sign_in(username)
    paths = [
        f"/agenda-items/{gathering.items[0]}/opinions",
        f"/meetings/{gathering.id}/opinions",
    ]
    for path in paths:
        client.get(path)  # what is made once
    few = [asked(gathering.store.engine, client, path) for path in paths]
    for name in ("daibieu02", "daibieu03", "lanhdao", "chutri"):
        for item in gathering.items[:2]:
            give(name, item)
    assert [asked(gathering.store.engine, client, path) for path in paths] == few
