"""Mass assignment: every write of the API refuses fields it does not know, without effect."""

from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest

from tests.web.registry.contents import body_of, described
from tests.web.registry.doors import Door, doors
from tests.web.registry.names import ADMINISTRATOR, AN
from tests.web.registry.world import Everything

# It knocks at every door of the house.
pytestmark = pytest.mark.timeout(600)

# What an attacker would like to set: rights, ownership, states, ids, results.
WISHES = {
    "id": "01900000-0000-7000-8000-000000000001",
    "is_admin": True,
    "role": "administrator",
    "person_id": "01900000-0000-7000-8000-000000000002",
    "created_by": "01900000-0000-7000-8000-000000000002",
    "active": True,
    "password_hash": "x",
    "state": "accepted",
    "__class__": "x",
}


def writes(app: Any) -> list[Door]:
    found = [door for door in doors(app) if door.is_api and door.writes]
    assert len(found) > 60, "the registry was not read"
    return found


def kinds(document: Any, door: Door) -> set[str]:
    return set(described(document, door).get("requestBody", {}).get("content", {}))


@pytest.mark.parametrize("who", [AN, ADMINISTRATOR])
def test_unknown_fields_are_refused_by_every_operation(
    everything: Everything, app: Any, document: Any, who: str
) -> None:
    faults, before = [], everything.state()
    for door in writes(app):
        taken = kinds(document, door)
        good = body_of(document, door, everything.ids) if "application/json" in taken else {}
        known = set(good) | set(_fields(document, door))
        wishes = {name: value for name, value in WISHES.items() if name not in known}
        sent = everything.knock(who, door, everything.values(door), json=good | wishes)
        expected = (415,) if taken and "application/json" not in taken else (422,)
        if sent.status_code not in expected:
            faults.append(f"{door}: {sent.status_code} {sent.text[:80]}")
        elif "application/json" in taken and "is_admin" not in sent.text:
            faults.append(f"{door}: does not say which field is too many: {sent.text[:200]}")
    assert not faults, "\n".join(faults)
    assert everything.state() == before


def test_unknown_fields_inside_a_list_or_a_part_are_refused_too(
    everything: Everything, app: Any, document: Any
) -> None:
    tried, before = 0, everything.state()
    for door in writes(app):
        if "application/json" not in kinds(document, door):
            continue
        content = described(document, door)["requestBody"]["content"]["application/json"]
        for spoiled in _spoiled_inside(content["example"]):
            tried += 1
            for who in (AN, ADMINISTRATOR):
                sent = everything.knock(who, door, everything.values(door), json=spoiled)
                if sent.status_code != 403:
                    assert sent.status_code == 422, f"{door}: {sent.status_code} for {spoiled}"
    assert tried >= 4
    assert everything.state() == before


def test_unknown_fields_of_an_upload_are_refused(
    everything: Everything, app: Any, document: Any
) -> None:
    tried, before = 0, everything.state()
    for door in writes(app):
        if "multipart/form-data" in kinds(document, door):
            tried += 1
            form = {"file": (BytesIO(b"%PDF-1.7"), "a.pdf"), "role": "administrator"}
            sent = everything.knock(AN, door, everything.values(door), data=form)
            assert sent.status_code == 422, f"{door}: {sent.status_code}"
    assert tried >= 3
    assert everything.state() == before


def _fields(document: Any, door: Door) -> list[str]:
    content = described(document, door).get("requestBody", {}).get("content", {})
    return list(content.get("application/json", {}).get("example") or ())


def _spoiled_inside(example: Any) -> list[Any]:
    """The example with an unknown field in each of its inner objects, one at a time."""
    found = []
    for path in _objects(example, ()):
        spoiled = deepcopy(example)
        place = spoiled
        for step in path:
            place = place[step]
        place["is_admin"] = True
        if path:
            found.append(spoiled)
    return found


def _objects(value: Any, path: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        inner = [p for key, part in value.items() for p in _objects(part, (*path, key))]
        return [path, *inner]
    if isinstance(value, list):
        return [p for index, part in enumerate(value) for p in _objects(part, (*path, index))]
    return []
