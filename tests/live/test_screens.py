"""A machine of the hall on a real socket: what it hears, what it may not, and when it must go."""

import json
import re
import urllib.parse
import urllib.request
from datetime import timedelta
from http.cookiejar import CookieJar
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from ecabinet.core.clock import utc_now
from meetings.models import BigScreen
from tests.live.hall import SECRETARY
from tests.live.house import House
from tests.live.wire import Closed, Tablet

REFUSED = {"ok": False, "code": "live.refused"}


class Machine:
    """A browser of the hall that has typed a code."""

    def __init__(self, scene: House) -> None:
        self.scene = scene
        at = f"/meetings/{scene.hall.meeting_id}/screens"
        made = scene.caller(SECRETARY).must("POST", at, {"name": "Máy chiếu"})
        self.id, self.jar = made["id"], CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        page = self.browser.open(scene.product.origin + "/screen").read().decode()
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token
        typed = urllib.parse.urlencode({"csrf_token": token[1], "code": made["code"]}).encode()
        with self.browser.open(scene.product.origin + "/screen", typed) as shown:
            assert b"data-by-machine" in shown.read()

    def state(self) -> Any:
        """What it shows."""
        here = f"/api/v1/meetings/{self.scene.hall.meeting_id}/screen"
        with self.browser.open(self.scene.product.origin + here) as answer:
            return json.load(answer)

    def socket(self, query: str = "&as=screen") -> Tablet:
        """A socket of its own."""
        product, cookies = self.scene.product, "; ".join(f"{c.name}={c.value}" for c in self.jar)
        return Tablet(
            product.port, None, origin=product.origin, headers={"Cookie": cookies}, query=query
        )


def test_it_hears_its_two_streams_and_no_other(scene: House) -> None:
    machine = Machine(scene)
    socket = machine.socket()
    assert socket.connect()
    for part in ("", "screen"):
        assert socket.ask("join", {"stream": scene.stream(part)})["ok"], part
    foreign = (
        scene.stream("members"), scene.stream("desk"), f"paper:{scene.hall.version_id}:meeting",
        f"person:{scene.hall.people[SECRETARY]}", f"person:{machine.id}", "access",
        f"meeting:{machine.id}", f"meeting:{machine.id}:screen",
    )  # fmt: skip
    for stream in foreign:
        assert socket.ask("join", {"stream": stream}) == REFUSED, stream
    for kind in ("pointer", "presence", "stroke"):
        assert socket.ask(kind, {"stream": scene.stream()}) == REFUSED
    item = str(scene.hall.items[1])
    at = f"/meetings/{scene.hall.meeting_id}/current-item"
    scene.caller(SECRETARY).must("PUT", at, {"item_id": item})
    heard = [socket.event()[1] for _ in range(2)]
    assert item in [event["payload"].get("item_id") for event in heard]
    assert machine.state()["current_item_id"] == item


def test_the_cookie_alone_is_no_socket_and_nobody_comes_as_a_screen(scene: House) -> None:
    machine = Machine(scene)
    assert not machine.socket("").connect()
    assert not machine.socket("&as=other").connect()
    stranger = Tablet(scene.product.port, None, origin=scene.product.origin, query="&as=screen")
    assert not stranger.connect()


def test_turned_off_it_goes_at_once(scene: House) -> None:
    machine = Machine(scene)
    socket = machine.socket()
    assert socket.connect()
    assert socket.ask("join", {"stream": scene.stream("screen")})["ok"]
    path = f"/meetings/{scene.hall.meeting_id}/screens/{machine.id}"
    scene.caller(SECRETARY).must("DELETE", path)
    with pytest.raises(Closed):
        _listen(socket)
    assert not machine.socket().connect()


def test_a_right_that_ran_out_ends_the_socket_too(scene: House) -> None:
    """Whoever stays connected and never asks for the screen is found by the clock."""
    machine = Machine(scene)
    socket = machine.socket()
    assert socket.connect()
    assert socket.ask("join", {"stream": scene.stream("screen")})["ok"]
    with scene.platform.store.engine.begin() as connection:
        old = update(BigScreen).values(good_until=utc_now() - timedelta(seconds=1))
        connection.execute(old.where(BigScreen.id == UUID(machine.id)))
    socket.sock.settimeout(30)
    with pytest.raises(Closed):
        _listen(socket)


def _listen(socket: Tablet) -> None:
    while True:
        socket.event()
