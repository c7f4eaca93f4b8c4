"""What helps one reader: place, bookmarks, outline, words. Nobody else learns of it."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from documents.commands import read
from documents.tasks import Worker
from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from tests.clients import ApiClient
from tests.samples import outlined_pdf, plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]


@pytest.fixture
def version_id(shelf: Shelf, an: Actor) -> UUID:
    """A paper of three pages, looked into by the worker."""
    receipt = shelf.upload(an, plain_pdf(3))
    shelf.process(receipt.version_id)
    return receipt.version_id


def test_the_place_is_remembered_for_each_reader(sign_in: SignIn, version_id: UUID) -> None:
    binh, path = sign_in(BINH), f"/papers/{version_id}"
    assert binh.get(f"{path}/reading").json == {"page": None, "bookmarks": [], "outline": []}
    for page in (2, 3):
        assert binh.send("PUT", f"{path}/reading-place", json={"page": page}).status_code == 204
    # Another device of the same person; another person.
    assert sign_in(BINH).get(f"{path}/reading").json["page"] == 3
    assert sign_in(AN).get(f"{path}/reading").json["page"] is None


def test_bookmarks_come_and_go(sign_in: SignIn, version_id: UUID) -> None:
    binh, path = sign_in(BINH), f"/papers/{version_id}"
    put = {"name": "  Kết quả   năm 2022 "}
    for _ in range(2):
        assert binh.send("PUT", f"{path}/bookmarks/3", json=put).status_code == 204
    assert binh.send("PUT", f"{path}/bookmarks/1", json={}).status_code == 204
    marked = [{"page": 1, "name": ""}, {"page": 3, "name": "Kết quả năm 2022"}]
    assert binh.get(f"{path}/reading").json["bookmarks"] == marked
    assert sign_in(AN).get(f"{path}/reading").json["bookmarks"] == []
    # An's own mark on the same page is another one, and taking it off leaves Bình's.
    sign_in(AN).send("PUT", f"{path}/bookmarks/3", json={"name": "của An"})
    assert sign_in(AN).send("DELETE", f"{path}/bookmarks/3").status_code == 204
    assert binh.get(f"{path}/reading").json["bookmarks"] == marked
    for _ in range(2):
        assert binh.send("DELETE", f"{path}/bookmarks/3").status_code == 204
    assert binh.get(f"{path}/reading").json["bookmarks"] == marked[:1]


@pytest.mark.parametrize("page", [0, 4])
def test_pages_that_are_not_there(sign_in: SignIn, version_id: UUID, page: int) -> None:
    client, path = sign_in(BINH), f"/papers/{version_id}"
    assert client.send("PUT", f"{path}/bookmarks/{page}", json={}).status_code == 404
    assert client.send("DELETE", f"{path}/bookmarks/{page}").status_code == 404
    expected = 422 if page == 0 else 404
    answer = client.send("PUT", f"{path}/reading-place", json={"page": page})
    assert answer.status_code == expected
    assert client.get(f"{path}/pages/{page}/places?text=trang").status_code == 404


def test_there_may_not_be_endlessly_many(
    sign_in: SignIn, version_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "BOOKMARKS_AT_MOST", 1)
    client, path = sign_in(BINH), f"/papers/{version_id}/bookmarks"
    client.send("PUT", f"{path}/1", json={})
    refused = client.send("PUT", f"{path}/2", json={})
    assert (refused.status_code, refused.json["code"]) == (409, "bookmark.too_many")
    assert client.send("PUT", f"{path}/1", json={"name": "mới"}).status_code == 204


READS = ("reading", "pages/1/photographs", "search?text=trang", "pages/1/places?text=trang")
WRITES = (
    ("PUT", "reading-place", {"page": 1}),
    ("PUT", "bookmarks/1", {}),
    ("DELETE", "bookmarks/1", None),
)


def test_who_may_not_read_the_paper_learns_nothing(sign_in: SignIn, version_id: UUID) -> None:
    client = sign_in(CUONG)
    for paper in (version_id, uuid4()):
        answers = [client.get(f"/papers/{paper}/{path}") for path in READS]
        answers += [
            client.send(m, f"/papers/{paper}/{path}", json=body) for m, path, body in WRITES
        ]
        assert {(a.status_code, a.json["code"]) for a in answers} == {(404, "not_found")}


def test_reading_page_by_page_is_nobody_elses_business(
    sign_in: SignIn, version_id: UUID, store: Store
) -> None:
    def told() -> int:
        with store.reading() as session:
            return len(session.scalars(select(AuditEntry.seq)).all())

    client = sign_in(BINH)
    before = told()
    for method, path, body in WRITES:
        client.send(method, f"/papers/{version_id}/{path}", json=body)
    assert told() == before


def test_words_are_found_with_marks_and_without(sign_in: SignIn, version_id: UUID) -> None:
    client, path = sign_in(BINH), f"/papers/{version_id}"
    found = client.get(f"{path}/search?text=dong chi nguyen").json
    assert (found["total"], found["pages_without_text"]) == (9, 0)
    first = found["hits"][0]
    assert (first["page"], first["nth"], first["words"]) == (1, 0, "Đồng chí Nguyễn")
    assert first["after"].startswith(" Thị Ngọc Quỳnh")
    assert [(hit["page"], hit["nth"]) for hit in found["hits"]][2:4] == [(1, 2), (2, 0)]
    places = client.get(f"{path}/pages/2/places?text=dong chi nguyen").json
    assert len(places["places"]) == 3
    assert client.get(f"{path}/search?text=khong co").json["hits"] == []
    short = client.get(f"{path}/search?text=a")
    assert (short.status_code, short.json["code"]) == (422, "search.too_short")


def test_a_page_without_text_is_told(sign_in: SignIn, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.ready(an)
    found = sign_in(AN).get(f"/papers/{version_id}/search?text=trang").json
    assert found == {"hits": [], "total": 0, "pages_without_text": 3}


def test_the_outline_of_the_file(sign_in: SignIn, shelf: Shelf, an: Actor) -> None:
    receipt = shelf.upload(an, outlined_pdf())
    shelf.process(receipt.version_id)
    outline = sign_in(BINH).get(f"/papers/{receipt.version_id}/reading").json["outline"]
    assert outline[1] == {"depth": 1, "title": "1. Đã làm", "page": 2}


def test_a_paper_that_is_not_ready(sign_in: SignIn, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.upload(an).version_id
    answer = sign_in(AN).get(f"/papers/{version_id}/reading")
    assert (answer.status_code, answer.json["code"]) == (409, "paper.not_ready")


def test_a_shorter_version_keeps_what_it_can(
    sign_in: SignIn, shelf: Shelf, an: Actor, platform: Platform
) -> None:
    long = shelf.ready(an)
    client = sign_in(AN)
    client.send("PUT", f"/papers/{long}/reading-place", json={"page": 3})
    client.send("PUT", f"/papers/{long}/bookmarks/3", json={})
    client.send("PUT", f"/papers/{long}/bookmarks/1", json={})
    short = shelf.revise(an, long, plain_pdf(2))
    Worker(platform.settings).process_version(platform.store, str(short))
    read_now = client.get(f"/papers/{short}/reading").json
    assert (read_now["page"], [b["page"] for b in read_now["bookmarks"]]) == (2, [1])


@pytest.mark.parametrize(
    ("asked", "opened"), [("", "2"), ("?page=3", "3"), ("?page=99", "3"), ("?page=x", "2")]
)
def test_the_page_opens_where_one_stopped_or_where_the_address_says(
    browser_sign_in: Callable[[str], FlaskClient],
    sign_in: SignIn,
    version_id: UUID,
    asked: str,
    opened: str,
) -> None:
    sign_in(BINH).send("PUT", f"/papers/{version_id}/reading-place", json={"page": 2})
    page = browser_sign_in(BINH).get(f"/papers/{version_id}{asked}").text
    assert f'data-page="{opened}"' in page
