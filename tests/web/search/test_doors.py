"""The page and the operation of the search."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecabinet.platform import Platform
from ecabinet.search.tasks import index_changes
from tests.gatherings import Gathering, gathering
from tests.web.documents.conftest import count_queries

__all__ = ["count_queries", "gathering"]


@pytest.fixture
def called(app: Any, gathering: Gathering, platform: Platform) -> Gathering:
    gathering.called()
    gathering.paper(
        0, texts=["Mở đầu.", "Lấy <b>chuyển đổi số</b> làm khâu đột phá."], title="Đề án"
    )
    index_changes(platform.store)
    return gathering


def test_the_page_shows_hits_marked_and_nothing_as_markup(
    called: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    page = browser_sign_in("daibieu01").get("/search?q=chuyen+doi+so")
    assert page.status_code == 200
    assert "<mark>chuyển đổi số</mark>" in page.text
    assert "&lt;b&gt;" in page.text
    assert "<b>chuyển" not in page.text
    assert "?page=2&amp;find=chuyen+doi+so" in page.text
    assert "2 kết quả cho “chuyen doi so”" in page.text


@pytest.mark.parametrize(
    "query",
    ["", "?q=", "?q=x&after=-1", "?q=x&after=99999999999", "?q=x&kind=../..",
     "?q=x&days=7", "?q=" + "a" * 3000, "?q=khong-co-gi-nhu-vay&kind=task"],
)  # fmt: skip
def test_nothing_asked_or_nothing_found_is_a_page_too(
    called: Gathering, browser_sign_in: Callable[[str], FlaskClient], query: str
) -> None:
    page = browser_sign_in("daibieu01").get("/search" + query)
    assert page.status_code == 200
    assert "<mark>" not in page.text


def test_who_is_not_signed_in_finds_nothing(called: Gathering, client: FlaskClient) -> None:
    assert client.get("/search?q=chuyen").status_code == 302
    assert client.get("/api/v1/search?q=chuyen").status_code == 401


def test_the_operation_tells_pieces_and_counts(called: Gathering, sign_in: Any) -> None:
    found = sign_in("daibieu01").send("GET", "/search?q=chuyển đổi số").json
    assert found["counts"] == {"paper": 1, "agenda_item": 1}
    (paper,) = [hit for hit in found["hits"] if hit["kind"] == "paper"]
    assert [piece["text"] for piece in paper["snippet"] if piece["hit"]] == ["chuyển đổi số"]
    assert sign_in("cuong").send("GET", "/search?q=chuyển đổi số").json["total"] == 0
    assert sign_in("cuong").send("GET", "/search").status_code == 422


def test_more_hits_cost_no_more_queries(
    called: Gathering,
    platform: Platform,
    sign_in: Any,
    count_queries: Callable[[Callable[[], Any]], int],
) -> None:
    me = sign_in("daibieu01")
    few = count_queries(lambda: me.send("GET", "/search?q=de an"))
    for number in range(12):
        called.paper(0, texts=["đề án"] * 3, title=f"Đề án {number}")
    index_changes(platform.store)
    assert me.send("GET", "/search?q=de an").json["counts"]["paper"] == 13
    assert count_queries(lambda: me.send("GET", "/search?q=de an")) == few
