"""The pages: what is listed, what a paper's page says in each state, and for whom."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecabinet.core.actors import Actor
from tests.samples import encrypted_pdf, plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf

Browser = Callable[[str], FlaskClient]


def test_the_list_shows_what_one_may_read_newest_first(
    browser_sign_in: Browser, shelf: Shelf, an: Actor
) -> None:
    for title in ("Tờ trình cũ", "Báo cáo mới"):
        shelf.ready(an, title=title, symbol="118-TTr/VPTU")
    page = browser_sign_in(BINH).get("/papers").text
    assert page.index("Báo cáo mới") < page.index("Tờ trình cũ")
    assert "Tỉnh ủy Vĩnh Phúc" in page
    nothing = browser_sign_in(CUONG).get("/papers").text
    assert "Báo cáo mới" not in nothing
    assert "Chưa có tài liệu nào" in nothing


def test_the_list_asks_the_same_number_of_queries_however_long(
    browser_sign_in: Browser, shelf: Shelf, an: Actor,
    count_queries: Callable[[Callable[[], Any]], int],
) -> None:  # fmt: skip
    client, counts = browser_sign_in(BINH), []
    for more in (1, 12):
        for _ in range(more):
            shelf.upload(an)
        counts.append(count_queries(lambda: client.get("/papers")))
    assert counts[0] == counts[1]


def test_a_long_list_goes_on_over_pages(browser_sign_in: Browser, shelf: Shelf, an: Actor) -> None:
    for number in range(53):
        shelf.upload(an, b"%PDF-", title=f"Tài liệu số {number:02}.")
    client = browser_sign_in(AN)
    first = client.get("/papers").text
    assert "số 52." in first
    assert "số 02." not in first
    after = first.split("/papers?after=")[1].split('"')[0]
    second = client.get(f"/papers?after={after}").text
    assert "số 02." in second
    assert "số 03." not in second
    assert client.get("/papers?after=x").status_code == 404


def test_a_paper_ready_to_read(browser_sign_in: Browser, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.ready(an, title="Tờ trình <b>118</b>")
    page = browser_sign_in(BINH).get(f"/papers/{version_id}").text
    assert "Tờ trình &lt;b&gt;118&lt;/b&gt;" in page
    assert f'data-version-id="{version_id}"' in page
    assert 'data-author-name="Lê Thị Bình"' in page
    assert f"/api/v1/papers/{version_id}/annotated.pdf" in page
    assert 'data-word-unsent="Chưa gửi: %(count)s"' in page
    assert "Trang 1/3" in page


@pytest.mark.parametrize("is_open", [True, False])
def test_the_meeting_layer_can_be_chosen_only_while_it_is_open(
    browser_sign_in: Browser, shelf: Shelf, an: Actor, *, is_open: bool
) -> None:
    version_id = shelf.ready(an)
    shelf.is_open = is_open
    page = browser_sign_in(BINH).get(f"/papers/{version_id}").text
    button = page.split('data-layer="meeting"')[1].split(">")[0]
    assert ("disabled" in button) is not is_open


def test_a_paper_that_waits_and_one_that_failed(
    browser_sign_in: Browser, shelf: Shelf, an: Actor
) -> None:
    client = browser_sign_in(AN)
    waiting = shelf.upload(an, plain_pdf(1)).version_id
    assert 'data-module="paper-wait"' in client.get(f"/papers/{waiting}").text
    failed = shelf.upload(an, encrypted_pdf("bí mật")).version_id
    shelf.process(failed)
    page = client.get(f"/papers/{failed}").text
    assert "Tệp PDF có mật khẩu" in page
    assert "data-paper-view" not in page
    assert "Tệp PDF có mật khẩu" in client.get("/papers").text


def test_evidence_is_offered_as_a_download(
    browser_sign_in: Browser, shelf: Shelf, an: Actor
) -> None:
    shelf.any_file = True
    shelf.register()
    picture = shelf.upload(an, b"png", media_type="image/png", filename="anh.png").version_id
    shelf.process(picture)
    page = browser_sign_in(BINH).get(f"/papers/{picture}").text
    assert "không xem được trên trang" in page
    assert f"/api/v1/papers/{picture}/file?download=1" in page


def test_who_may_not_read_sees_no_page(browser_sign_in: Browser, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.ready(an)
    assert browser_sign_in(CUONG).get(f"/papers/{version_id}").status_code == 404


def test_who_is_not_signed_in_is_asked_to(client: FlaskClient, shelf: Shelf, an: Actor) -> None:
    answer = client.get(f"/papers/{shelf.ready(an)}")
    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]
