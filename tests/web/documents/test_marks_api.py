"""Marks over the API, and the stream of the meeting layer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from ecabinet.core.actors import Actor
from tests.clients import ApiClient
from tests.marks import ink, note
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]


@pytest.fixture
def version_id(shelf: Shelf, an: Actor) -> UUID:
    """A paper of three pages, ready."""
    return shelf.ready(an)


def add(client: ApiClient, version_id: UUID, *marks: dict[str, Any], **kwargs: Any) -> Any:
    return client.post(f"/papers/{version_id}/annotations", {"annotations": list(marks)}, **kwargs)


def test_marks_come_back_as_they_were_sent(sign_in: SignIn, version_id: UUID) -> None:
    client, mark = sign_in(BINH), ink()
    stored = add(client, version_id, mark).json["annotations"]
    assert [(m["id"], m["revision"], m["deleted"]) for m in stored] == [(mark["id"], 1, False)]
    listed = client.get(f"/papers/{version_id}/annotations").json
    (got,) = listed["annotations"]
    assert {key: got[key] for key in ("layer", "kind", "page", "color", "width")} == {
        key: mark[key] for key in ("layer", "kind", "page", "color", "width")
    }
    assert got["strokes"] == [[[72, 100], [120.12, 130.46], [180, 101]]]
    assert "quads" not in got
    assert listed["stream"] == f"paper:{version_id}:meeting"
    assert listed["last"] == 1


def test_the_whole_wire_form_is_accepted_back(sign_in: SignIn, version_id: UUID) -> None:
    client = sign_in(AN)
    add(client, version_id, ink())
    (got,) = client.get(f"/papers/{version_id}/annotations").json["annotations"]
    assert add(client, version_id, got).status_code == 201


def test_changes_of_the_stream_are_for_readers_only(sign_in: SignIn, version_id: UUID) -> None:
    mark = ink()
    add(sign_in(BINH), version_id, mark, note())
    path = f"/changes?stream=paper:{version_id}:meeting&after=0"
    (event,) = sign_in(AN).get(path).json["events"]
    assert (event["type"], event["payload"]["id"]) == ("annotation.added", mark["id"])
    assert sign_in(CUONG).get(path).status_code == 404
    for odd in (f"paper:{version_id}", f"paper:{version_id}:personal", "paper:x:meeting", "paper"):
        assert sign_in(AN).get(f"/changes?stream={odd}&after=0").status_code == 404


def test_move_edit_and_remove(sign_in: SignIn, version_id: UUID) -> None:
    client, mark = sign_in(BINH), note()
    add(client, version_id, mark)
    path = f"/annotations/{mark['id']}"
    moved = client.send("PATCH", path, json={"revision": 1, "point": [10, 20]})
    assert (moved.status_code, moved.json["point"], moved.json["text"]) == (
        200, [10, 20], mark["text"]
    )  # fmt: skip
    stale = client.send("PATCH", path, json={"revision": 1, "text": "muộn"})
    assert (stale.status_code, stale.json["code"]) == (409, "stale")
    assert sign_in(AN).send("PATCH", path, json={"revision": 2, "text": "a"}).status_code == 404
    for _ in range(2):
        assert client.send("DELETE", path).status_code == 204
    assert client.get(f"/papers/{version_id}/annotations").json["annotations"] == []


def test_others_may_not_touch_a_shared_mark(sign_in: SignIn, version_id: UUID) -> None:
    mark = ink()
    add(sign_in(BINH), version_id, mark)
    path = f"/annotations/{mark['id']}"
    assert sign_in(AN).send("DELETE", path).status_code == 403
    assert sign_in(CUONG).send("DELETE", path).status_code == 404


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"page": 9}, "mark.no_such_page"),
        ({"strokes": [[[900, 900]]]}, "mark.outside_page"),
        ({"strokes": None}, "invalid"),
    ],
)
def test_a_bad_mark_is_refused_with_words(
    sign_in: SignIn, version_id: UUID, bad: dict[str, Any], code: str
) -> None:
    answer = add(sign_in(AN), version_id, ink(), ink(**bad))
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["detail"]
    assert sign_in(AN).get(f"/papers/{version_id}/annotations").json["annotations"] == []


def test_more_than_500_marks_are_refused(sign_in: SignIn, version_id: UUID) -> None:
    assert add(sign_in(AN), version_id, *(ink() for _ in range(501))).status_code == 422


def test_a_replayed_request_answers_as_the_first_time(sign_in: SignIn, version_id: UUID) -> None:
    client, mark = sign_in(AN), ink()
    first = add(client, version_id, mark, request_id="r1")
    again = add(client, version_id, mark, request_id="r1")
    assert first.json == again.json
    other = add(client, version_id, ink(), request_id="r1")
    assert (other.status_code, other.json["code"]) == (409, "request.id_reused")


def test_listing_asks_the_same_number_of_queries_however_many_marks(
    sign_in: SignIn, version_id: UUID, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    client = sign_in(AN)
    counts = []
    for more in (1, 60):
        add(client, version_id, *(ink() for _ in range(more)))
        counts.append(count_queries(lambda: client.get(f"/papers/{version_id}/annotations")))
    assert counts[0] == counts[1]
