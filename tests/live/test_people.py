"""Who is deactivated, signed out from afar, or less trusted leaves the live rooms in time."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import requests

from ecabinet.accounts.commands.people import CreatePerson, OfficeToHold, create_person
from ecabinet.core.actors import SYSTEM, Role
from tests.days import today
from tests.fixtures import PASSWORD, cheap_hash
from tests.live.caller import Caller
from tests.live.house import House, house, plain
from tests.live.test_doors import SOON, ended
from tests.live.wire import Tablet


@pytest.fixture(scope="module")
def scene(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server and one meeting, with an administrator in the office."""
    with house(sqlite_template, tmp_path_factory.mktemp("people"), plain) as made:
        held = OfficeToHold(
            unit_id=made.hall.unit_id,
            role=Role.ADMINISTRATOR,
            title="Quản trị",
            from_on=date(2020, 1, 1),
        )
        person = CreatePerson(
            username="quantri", name="Lê Quản Trị", password_hash=cheap_hash(), offices=[held]
        )
        made.hall.store.execute(SYSTEM, create_person, person)
        yield made


@pytest.fixture
def admin(scene: House) -> Caller:
    """The administrator, signed in."""
    entry = {"username": "quantri", "password": PASSWORD}
    answer = requests.post(f"{scene.product.origin}/api/v1/sign-in", json=entry, timeout=30)
    return Caller(scene.product.port, answer.json()["token"])


def refused(scene: House, who: str) -> bool:
    """Whether the old token opens neither API nor socket."""
    headers = {"Authorization": f"Bearer {scene.hall.tokens[who]}"}
    tablet = Tablet(scene.product.port, None, origin=scene.product.origin, headers=headers)
    return scene.caller(who).send("GET", "/me").status == 401 and not tablet.connect()


def test_a_deactivated_person_is_out_within_two_seconds(scene: House, admin: Caller) -> None:
    who, stays = "daibieu0001", "daibieu0002"
    one, two = scene.tablet(who, scene.stream()), scene.tablet(who, scene.stream("members"))
    witness = scene.tablet(stays, scene.stream())
    began = time.monotonic()
    body = {"on": str(today()), "reason": "Nghỉ hưu", "end_offices": True}
    admin.must("POST", f"/people/{scene.hall.people[who]}/deactivation", body)
    ended(one)
    ended(two)
    assert time.monotonic() - began < SOON
    assert refused(scene, who)
    assert witness.ask("join", {"stream": scene.stream("members")})["ok"]
    # Nothing comes back by itself: the old sign-in stays ended.
    admin.must("POST", f"/people/{scene.hall.people[who]}/reactivation", {"reason": "Trở lại"})
    assert refused(scene, who)


def test_signed_out_from_afar_the_socket_ends_too(scene: House, admin: Caller) -> None:
    who = "daibieu0003"
    tablet = scene.tablet(who, scene.stream())
    path = f"/people/{scene.hall.people[who]}/sessions"
    sessions = admin.get(path)["sessions"]
    assert len(sessions) == 1
    began = time.monotonic()
    admin.must("DELETE", f"/account/sessions/{sessions[0]['id']}")
    ended(tablet)
    assert time.monotonic() - began < SOON
    assert refused(scene, who)


def test_signed_out_everywhere_from_afar(scene: House, admin: Caller) -> None:
    who = "daibieu0004"
    tablets = [scene.tablet(who, scene.stream()) for _ in range(3)]
    began = time.monotonic()
    path = f"/people/{scene.hall.people[who]}/sessions/end"
    admin.must("POST", path, {"reason": "Máy bị mất"})
    for tablet in tablets:
        ended(tablet)
    assert time.monotonic() - began < SOON
    assert refused(scene, who)


def test_with_a_lower_clearance_the_rooms_are_left_and_joined_anew(
    scene: House, admin: Caller
) -> None:
    who = "daibieu0002"
    path = f"/people/{scene.hall.people[who]}/clearance"
    admin.must("PUT", path, {"clearance": 2, "reason": "12-QĐ/TU"})
    tablet = scene.tablet(who, scene.stream())
    began = time.monotonic()
    admin.must("PUT", path, {"clearance": 0, "reason": "Thôi nhiệm vụ"})
    ended(tablet)
    assert time.monotonic() - began < SOON
    assert scene.tablet(who, scene.stream()).ask("join", {"stream": scene.stream("members")})["ok"]
