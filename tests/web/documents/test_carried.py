"""Marks from the version before: the list, the pages, the last word; each sees their own layers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from documents.carrier import carry_version
from ecabinet.core.actors import Actor
from tests.clients import ApiClient, csrf_of
from tests.marks import highlight
from tests.samples import worded_pdf
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]
Browser = Callable[[str], FlaskClient]
LINES = (
    "Ủy ban Nhân dân tỉnh báo cáo kết quả ba năm thực hiện Chỉ thị",
    "Tỷ lệ giải ngân vốn đầu tư công đạt chín mươi lăm phần trăm",
    "Các đơn vị chậm tiến độ phải giải trình trước tháng chín",
)


def on_line(number: int, **fields: Any) -> dict[str, Any]:
    """A mark on a line of the page, counted from 0."""
    foot = 80 + 20 * number
    return highlight(quads=[[72, foot - 11, 300, foot + 3]], quote="", **fields)


@pytest.fixture
def newer(shelf: Shelf, an: Actor, sign_in: SignIn) -> UUID:
    """A version whose second line moved and whose third is gone; Bình had marked both."""
    old = shelf.upload(an, worded_pdf(LINES)).version_id
    shelf.process(old)
    marks = [
        on_line(1, text="Nêu rõ số liệu"),
        on_line(2, text="Hỏi lại Sở"),
        on_line(2, layer="personal", text="chuyện riêng"),
    ]
    answer = sign_in(BINH).post(f"/papers/{old}/annotations", {"annotations": marks})
    assert answer.status_code == 201, answer.text
    version_id = shelf.revise(an, old, worded_pdf(("Trang bìa",), LINES[:2]))
    shelf.process(version_id)
    carry_version(shelf.platform.store, str(version_id))
    return version_id


def test_the_list_tells_each_what_they_may_see(sign_in: SignIn, newer: UUID) -> None:
    for username, orphaned in ((BINH, 2), (AN, 1)):
        listed = sign_in(username).get(f"/papers/{newer}/carried-marks").json
        assert listed["counts"] == {
            "kept": 0, "moved": 1, "uncertain": 0, "orphaned": orphaned, "to_settle": orphaned,
        }  # fmt: skip
        assert not listed["under_way"]
        assert ("chuyện riêng" in str(listed)) == (username == BINH)
        (moved,) = [mark for mark in listed["marks"] if mark["fate"] == "moved"]
        assert (moved["old"]["page"], moved["new"]["page"]) == (1, 2)
        assert moved["quote"].startswith("Tỷ lệ giải ngân")
    answer = sign_in(CUONG).get(f"/papers/{newer}/carried-marks")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_mark_is_settled_through_the_api(sign_in: SignIn, newer: UUID) -> None:
    client = sign_in(BINH)
    marks = client.get(f"/papers/{newer}/carried-marks").json["marks"]
    lost = next(mark for mark in marks if mark["fate"] == "orphaned")
    url = f"/carried-marks/{lost['id']}/settlement"
    assert client.post(url, {"choice": "place"}).status_code == 422
    assert client.post(url, {"choice": "accept"}).json["code"] == "carried.no_mark_there"
    done = client.post(url, {"choice": "place", "page": 1, "point": [200, 300]})
    assert (done.status_code, done.json["settled"], done.json["page"]) == (200, "placed", 1)
    assert sign_in(CUONG).post(url, {"choice": "leave_out"}).status_code == 404
    assert (
        client.post(f"/carried-marks/{uuid4()}/settlement", {"choice": "accept"}).status_code == 404
    )


def test_the_reader_leads_to_the_page(browser_sign_in: Browser, newer: UUID) -> None:
    browser = browser_sign_in(BINH)
    page = browser.get(f"/papers/{newer}").text
    assert "3 ghi chú được chuyển từ bản trước: 0 giữ nguyên, 1 chuyển chỗ, 0 chưa chắc" in page
    assert f"/papers/{newer}/carried-marks" in page
    shown = browser.get(f"/papers/{newer}/carried-marks").text
    assert "Hỏi lại Sở" in shown
    assert "chuyện riêng" in shown
    assert "Nêu rõ số liệu" not in shown, "what needs nobody is shown when asked for"
    assert "Nêu rõ số liệu" in browser.get(f"/papers/{newer}/carried-marks?show=moved").text
    others = browser_sign_in(AN).get(f"/papers/{newer}/carried-marks?show=all").text
    assert "chuyện riêng" not in others
    assert "2 ghi chú được chuyển" in others
    assert browser_sign_in(CUONG).get(f"/papers/{newer}/carried-marks").status_code == 404


def test_a_mark_is_settled_on_the_page(
    browser_sign_in: Browser, sign_in: SignIn, newer: UUID
) -> None:
    marks = sign_in(BINH).get(f"/papers/{newer}/carried-marks").json["marks"]
    lost = next(mark for mark in marks if mark["layer"] == "personal")
    browser, url = browser_sign_in(BINH), f"/carried-marks/{lost['id']}"
    page = browser.get(f"{url}/place?page=2").text
    assert "Đặt ở đây" in page
    assert f"/papers/{newer}/pages/2.png" in page
    assert browser.get(f"{url}/place?page=99999").status_code == 200
    assert browser_sign_in(AN).get(f"{url}/place").status_code == 404
    form = {"csrf_token": csrf_of(page), "choice": "place"}
    refused = browser.post(f"{url}/settlement", data=form | {"x": "nan", "y": "1"})
    assert refused.location.endswith("/place")
    where = {"page": "2", "x": "120", "y": "300", "show": "todo"}
    answer = browser.post(f"{url}/settlement", data=form | where)
    assert (answer.status_code, answer.location) == (
        303,
        f"/papers/{newer}/carried-marks?show=todo",
    )
    assert "Đã đặt ghi chú vào chỗ mới." in browser.get(answer.location).text


def test_without_marks_the_page_says_what_would_be_there(
    browser_sign_in: Browser, shelf: Shelf, an: Actor
) -> None:
    version_id = shelf.ready(an)
    page = browser_sign_in(AN).get(f"/papers/{version_id}/carried-marks").text
    assert "Chưa có ghi chú nào chuyển sang bản này" in page


def test_many_marks_cost_no_more_queries(
    shelf: Shelf,
    an: Actor,
    sign_in: SignIn,
    browser_sign_in: Browser,
    count_queries: Callable[[Callable[[], Any]], int],
) -> None:
    shelf.register()
    old = shelf.upload(an, worded_pdf(LINES)).version_id
    shelf.process(old)
    browser, client = browser_sign_in(BINH), sign_in(BINH)
    counted = []
    for many in (2, 40):
        marks = [on_line(1, id=str(uuid4())) for _ in range(many)]
        client.post(f"/papers/{old}/annotations", {"annotations": marks})
        newer = shelf.revise(an, old, worded_pdf(("Trang bìa",), LINES))
        shelf.process(newer)
        carry_version(shelf.platform.store, str(newer))
        url = f"/papers/{newer}/carried-marks?show=all"
        assert browser.get(url).status_code == 200
        counted.append(count_queries(lambda url=url: browser.get(url)))  # type: ignore[misc]
        old = newer
    assert counted[0] == counted[1]
