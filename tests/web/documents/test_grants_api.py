"""Grants by the API and the page; and every door of a paper asks for the right level."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from ecabinet.core.clock import utc_now
from tests.clients import ApiClient, csrf_of
from tests.fixtures import Office
from tests.marks import ink
from tests.samples import plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]


@pytest.fixture
def version(shelf: Shelf, an: Any) -> UUID:
    found = shelf.upload(an, plain_pdf(1)).version_id
    shelf.process(found)
    return found


def grant(client: ApiClient, path: str, **fields: Any) -> Any:
    return client.put(path, {"who": "all", "who_id": None, **fields})


DOORS = {
    "": 1, "/file": 1, "/pages/1.png": 1, "/pages/1/text": 1, "/search?text=trang": 1,
    "/reading": 1, "/annotations": 1, "/versions": 1, "/rights": 1,
    "/file?download=1": 3, "/annotated.pdf": 3, "/annotated.pdf?flat=1": 3,
    "/summary?format=pdf": 3, "/summary?format=xlsx": 3,
}  # fmt: skip
LEVELS = ("none", "view", "annotate", "download", "print")


@pytest.mark.parametrize("level", LEVELS)
def test_every_door_asks(sign_in: SignIn, version: UUID, level: str) -> None:
    an, binh = sign_in(AN), sign_in(BINH)
    has = LEVELS.index(level)
    assert grant(an, f"/papers/{version}/grants", level=level).status_code == 204
    for door, needed in DOORS.items():
        got = binh.get(f"/papers/{version}{door}").status_code
        assert got == (200 if has >= needed else 403 if has else 404), door
    mark = {"annotations": [ink(layer="meeting")]}
    wrote = binh.post(f"/papers/{version}/annotations", mark).status_code
    assert wrote == (201 if has >= 2 else 403 if has else 404)
    listed = [paper["paper_id"] for paper in binh.get("/papers").json["papers"]]
    assert bool(listed) == (has > 0)
    if has:
        assert binh.get(f"/papers/{version}/rights").json == {"level": level, "changes_at": None}
        assert binh.get(f"/papers/{version}/annotations").json["level"] == level
    assert an.get(f"/papers/{version}/file?download=1").status_code == 200


def test_grants_are_listed_with_what_each_may_do(
    sign_in: SignIn, version: UUID, office: Office, shelf: Shelf
) -> None:
    an = sign_in(AN)
    end = utc_now() + timedelta(days=1)
    path = f"/papers/{version}/grants"
    person = str(office.people[BINH])
    set_ = an.put(
        path, {"who": "person", "who_id": person, "level": "view", "ends_at": end.isoformat()}
    )
    assert set_.status_code == 204, set_.text
    assert grant(an, f"/agenda-items/{shelf.id}/grants", level="download").status_code == 204
    found = an.get(path).json
    assert [(g["who"], g["own"], g["level"]) for g in found["grants"]] == [
        ("person", True, "view"), ("all", False, "download"),
    ]  # fmt: skip
    seen = {p["person_id"]: p for p in found["people"]}
    assert (seen[person]["level"], seen[person]["decided_by"]) == ("view", "person")
    manager = seen[str(office.people[AN])]
    assert (manager["level"], manager["manages"]) == ("print", True)
    turns = sign_in(BINH).get(f"/papers/{version}/rights").json["changes_at"]
    assert turns is not None
    item = an.get(f"/agenda-items/{shelf.id}/grants").json
    assert [g["who"] for g in item["grants"]] == ["all"]
    gone = an.send("DELETE", f"{path}?who=person&who_id={person}")
    assert gone.status_code == 204
    assert sign_in(BINH).get(f"/papers/{version}/rights").json["level"] == "download"
    assert an.send("DELETE", f"{path}?who=person&who_id={person}").status_code == 204


def test_who_does_not_manage_sees_no_grants(sign_in: SignIn, version: UUID, shelf: Shelf) -> None:
    for username, status in ((BINH, 403), (CUONG, 404)):
        client = sign_in(username)
        for path in (f"/papers/{version}/grants", f"/agenda-items/{shelf.id}/grants"):
            assert client.get(path).status_code == status
            assert grant(client, path, level="print").status_code == status
            assert client.send("DELETE", f"{path}?who=all").status_code == status
    unknown = sign_in(AN).get(f"/agenda-items/{uuid4()}/grants")
    assert unknown.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"who": "all", "level": "everything"},
        {"who": "all", "level": 4},
        {"who": "god", "level": "view"},
        {"who": "person", "who_id": "x", "level": "view"},
        {"who": "all", "level": "view", "starts_at": "2026-11-25T08:00:00"},
        {"who": "all", "level": "view", "ends_at": "soon"},
        {"who": "all", "level": "view", "place": {"kind": "paper"}},
        {"who": "person", "who_id": None, "level": "view"},
        {"level": "view"},
    ],
)
def test_what_makes_no_sense_is_refused(
    sign_in: SignIn, version: UUID, body: dict[str, Any]
) -> None:
    an = sign_in(AN)
    assert an.put(f"/papers/{version}/grants", body).status_code == 422
    assert an.get(f"/papers/{version}/grants").json["grants"] == []


def test_the_page_sets_shows_and_removes(
    browser_sign_in: Any, version: UUID, office: Office, shelf: Shelf
) -> None:
    an, binh = browser_sign_in(AN), browser_sign_in(BINH)
    here = f"/papers/{version}/rights"

    def send(path: str, form: dict[str, str]) -> Any:
        token = csrf_of(an.get(here).text)
        return an.post(path, data={**form, "csrf_token": token})

    assert here in an.get(f"/papers/{version}/versions").text
    assert here not in binh.get(f"/papers/{version}/versions").text
    assert binh.get(here).status_code == 403
    page = an.get(here).text
    assert "Chưa đặt quy tắc nào" in page
    wish = {"who": f"person:{office.people[BINH]}", "level": "1"}
    assert send(here, wish).status_code == 303
    page = an.get(f"{here}?as={office.people[BINH]}").text
    assert "Không có bút" in page
    assert "Quy tắc cho đồng chí này" in page
    read = binh.get(f"/papers/{version}").text
    assert "Chỉ xem" in read
    assert "Tải tệp" not in read
    for wrong in (
        {"who": "all", "level": "9"},
        {"who": "x:y", "level": "1"},
        {"who": "person:y", "level": "1"},
        {"who": "all", "level": "1", "ends_day": "31/02/2026"},
        {"who": "all", "level": "1", "ends_day": "01/01/2020"},
    ):
        refused = send(here, wrong)
        assert refused.status_code in (409, 422), wrong
        assert 'role="alert"' in refused.text
    assert send(f"{here}/removal", {"who": "person:y"}).status_code == 303
    assert "Quy tắc cho đồng chí này" in an.get(here).text
    assert send(f"{here}/removal", {"who": wish["who"]}).status_code == 303
    assert "Chưa đặt quy tắc nào" in an.get(here).text
    item = f"/agenda-items/{shelf.id}/rights"
    assert send(item, {"who": "all", "level": "2"}).status_code == 303
    assert "Xem và ghi chú" in an.get(here).text
    assert binh.get(item).status_code == 403
