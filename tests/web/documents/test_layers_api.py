"""Layer × person × door: nobody sees what is not theirs, through any door."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from documents.events import layer_stream
from ecabinet.accounts.commands.offices import EndOffice, end_office
from ecabinet.accounts.models import Office as HeldByPerson
from ecabinet.core import audit
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.store import Store
from tests.clients import ApiClient
from tests.fixtures import Office
from tests.marks import ink, note
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]
OUTSIDER = "khach01"  # reads the paper, holds an office in another unit
# layer of Bình's mark → who sees it; Cường may not read the paper at all.
SEEN = {
    "personal": {BINH},
    "unit": {BINH, AN},
    "meeting": {BINH, AN, OUTSIDER},
}
PEOPLE = (AN, BINH, OUTSIDER, CUONG)


@pytest.fixture
def version_id(shelf: Shelf, office: Office, an: Actor) -> UUID:
    """A paper which somebody of another unit reads too."""
    shelf.member_ids.add(office.people[OUTSIDER])
    return shelf.ready(an)


@pytest.fixture
def marks(sign_in: SignIn, version_id: UUID) -> dict[str, str]:
    """A mark of Bình on each layer, with words that must not get out; ids by layer."""
    made = {layer: ink(layer=layer, text=f"chuyện-{layer}") for layer in SEEN}
    answer = add(sign_in(BINH), version_id, *made.values())
    assert answer.status_code == 201
    return {layer: mark["id"] for layer, mark in made.items()}


def add(client: ApiClient, version_id: UUID, *marks: dict[str, Any]) -> Any:
    return client.post(f"/papers/{version_id}/annotations", {"annotations": list(marks)})


@pytest.mark.parametrize("username", PEOPLE)
def test_the_list(sign_in: SignIn, version_id: UUID, marks: dict[str, str], username: str) -> None:
    answer = sign_in(username).get(f"/papers/{version_id}/annotations")
    if username == CUONG:
        assert answer.status_code == 404
        return
    expected = {mark for layer, mark in marks.items() if username in SEEN[layer]}
    assert {mark["id"] for mark in answer.json["annotations"]} == expected
    for layer in SEEN:
        said = f"chuyện-{layer}" in answer.get_data(as_text=True)
        assert said == (username in SEEN[layer])
        asked = sign_in(username).get(f"/papers/{version_id}/annotations?layers={layer}").json
        assert [m["id"] for m in asked["annotations"]] == (
            [marks[layer]] if username in SEEN[layer] else []
        )


@pytest.mark.parametrize("username", PEOPLE)
def test_streams_and_catching_up(
    sign_in: SignIn, version_id: UUID, office: Office, marks: dict[str, str], username: str
) -> None:
    client = sign_in(username)
    streams = {
        "meeting": layer_stream(version_id),
        "unit": layer_stream(version_id, office.units["TU"]),
    }
    for layer, stream in streams.items():
        answer = client.get(f"/changes?stream={stream}&after=0")
        assert answer.status_code == (200 if username in SEEN[layer] else 404), layer
        if answer.status_code == 200:
            assert [e["payload"]["id"] for e in answer.json["events"]] == [marks[layer]]
    if username != CUONG:
        told = client.get(f"/papers/{version_id}/annotations").json["layers"]
        units = {row["unit_id"] for row in told if row["layer"] == "unit"}
        own = "HUTD" if username == OUTSIDER else "TU"
        assert units == {str(office.units[own])}


@pytest.mark.parametrize("username", PEOPLE)
def test_the_single_mark(
    sign_in: SignIn, version_id: UUID, marks: dict[str, str], username: str
) -> None:
    client = sign_in(username)
    for layer, mark in marks.items():
        seen = username in SEEN[layer]
        refused = 403 if seen else 404
        answer = client.send("PATCH", f"/annotations/{mark}", json={"revision": 1, "text": "x"})
        assert answer.status_code == (200 if username == BINH else refused), layer
        reply = note(kind="reply", layer=layer, page=1, parent=mark, text="trả lời")
        assert add(client, version_id, reply).status_code == (201 if seen else 404), layer
        answer = client.send("DELETE", f"/annotations/{mark}")
        assert answer.status_code == (204 if username == BINH else refused), layer


@pytest.mark.parametrize("username", PEOPLE)
def test_the_export(
    sign_in: SignIn,
    shelf: Shelf,
    version_id: UUID,
    marks: dict[str, str],
    username: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []

    def note_down(_cache: Any, pdf: Any, _served: str, told: Any, **_how: Any) -> Any:
        written.extend(str(mark.id) for mark in told)
        return pdf

    monkeypatch.setattr("documents.exports.annotated", note_down)
    sign_in(username).get(f"/papers/{version_id}/annotated.pdf?layers=personal,unit,meeting")
    assert set(written) == {mark for layer, mark in marks.items() if username in SEEN[layer]}


def test_nobody_writes_on_the_layer_of_another_unit(
    sign_in: SignIn, version_id: UUID, office: Office
) -> None:
    foreign = ink(layer="unit", unit_id=str(office.units["HUTD"]))
    assert add(sign_in(BINH), version_id, foreign).status_code == 404
    nowhere = ink(layer="unit", unit_id=str(uuid4()))
    assert add(sign_in(BINH), version_id, nowhere).status_code == 404
    assert sign_in(BINH).get(f"/papers/{version_id}/annotations").json["annotations"] == []


def test_who_leaves_the_unit_loses_its_layer_at_once_own_marks_included(
    sign_in: SignIn, store: Store, office: Office, version_id: UUID, marks: dict[str, str]
) -> None:
    client = sign_in(BINH)
    unit = layer_stream(version_id, office.units["TU"])
    with store.reading() as session:
        held = session.query(HeldByPerson).filter_by(person_id=office.people[BINH]).one()
    yesterday = office_day(utc_now()).replace(day=1)
    command = EndOffice(office_id=held.id, to_on=min(yesterday, date(2026, 1, 1)), reason="thôi")
    store.execute(SYSTEM, end_office, command)
    listed = client.get(f"/papers/{version_id}/annotations").json
    assert {mark["id"] for mark in listed["annotations"]} == {marks["personal"], marks["meeting"]}
    assert client.get(f"/changes?stream={unit}&after=0").status_code == 404
    path = f"/annotations/{marks['unit']}"
    assert client.send("PATCH", path, json={"revision": 1, "text": "x"}).status_code == 404
    assert client.send("DELETE", path).status_code == 404
    assert add(client, version_id, ink(layer="unit")).status_code in (404, 422)


def test_the_log_tells_nothing_of_personal_and_unit_marks(
    sign_in: SignIn, store: Store, version_id: UUID, marks: dict[str, str]
) -> None:
    client = sign_in(BINH)
    for layer in ("personal", "unit"):
        client.send("PATCH", f"/annotations/{marks[layer]}", json={"revision": 1, "text": "y"})
        client.send("DELETE", f"/annotations/{marks[layer]}")
    with store.reading() as session:
        told = session.query(audit.AuditEntry).filter(
            audit.AuditEntry.action.in_(("paper.marked", "mark.changed", "mark.removed"))
        )
        entries = [(entry.action, json.dumps(entry.detail)) for entry in told]
    assert entries == [("paper.marked", '{"marks": 1}')]


def test_marks_of_one_author_come_with_the_replies_to_them(
    sign_in: SignIn, office: Office, version_id: UUID, marks: dict[str, str]
) -> None:
    reply = note(kind="reply", layer="meeting", page=1, parent=marks["meeting"], text="Đã rõ")
    other = ink()
    add(sign_in(AN), version_id, reply, other)
    path = f"/papers/{version_id}/annotations?author_id={office.people[BINH]}"
    found = sign_in(AN).get(path).json["annotations"]
    assert {mark["id"] for mark in found} == {marks["unit"], marks["meeting"], reply["id"]}
