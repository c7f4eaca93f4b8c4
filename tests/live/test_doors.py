"""Who hears what, on the real product: only those who may, and no longer than they may."""

import time
from contextlib import suppress
from html.parser import HTMLParser
from uuid import uuid4

import pytest
import requests

from ecabinet.accounts.commands.sessions import EndSession, end_session, hash_secret
from ecabinet.core.actors import SYSTEM
from meetings.commands.guide import PushAgendaItem, push_agenda_item
from tests.fixtures import PASSWORD
from tests.live.hall import GUEST, SECRETARY, STRANGER
from tests.live.house import House
from tests.live.wire import Closed, Tablet

SOON = 2.0
"""Rights that ended have ended within so many seconds (design/quality.md)."""

REFUSED = {"ok": False, "code": "live.refused"}


def streams(scene: House) -> dict[str, str]:
    """Every stream there is of the meeting, and some there are not."""
    return {
        "room": scene.stream(),
        "members": scene.stream("members"),
        "desk": scene.stream("desk"),
        "screen": scene.stream("screen"),
        "paper": f"paper:{scene.hall.version_id}:meeting",
        "access": "access",
        "other part": scene.stream("everything"),
        "other meeting": f"meeting:{uuid4()}",
        "no id": "meeting:1",
    }


@pytest.mark.parametrize(
    ("username", "may"),
    [
        (SECRETARY, {"room", "members", "desk", "screen", "paper"}),
        ("daibieu0000", {"room", "members", "desk", "screen", "paper"}),  # the chair
        ("daibieu0001", {"room", "members", "screen", "paper"}),
        (GUEST, {"room"}),  # invited for an item that the paper does not belong to
        (STRANGER, set()),
    ],
)
def test_sockets_and_catch_up_let_in_the_same_people(
    scene: House, username: str, may: set[str]
) -> None:
    tablet, caller = scene.tablet(username), scene.caller(username)
    joined = {n for n, s in streams(scene).items() if tablet.ask("join", {"stream": s})["ok"]}
    read = {n: caller.send("GET", f"/changes?stream={s}").status for n, s in streams(scene).items()}
    assert joined == may
    assert read == {name: 200 if name in may else 404 for name in streams(scene)}


def test_no_token_no_socket(scene: House) -> None:
    tablet = Tablet(
        scene.product.port, None, origin=scene.product.origin, headers={"Authorization": "Bearer x"}
    )
    assert tablet.connect() is False


def test_a_foreign_page_gets_no_socket(scene: House) -> None:
    bearer = {"Authorization": f"Bearer {scene.hall.tokens[SECRETARY]}"}
    foreign = Tablet(scene.product.port, None, origin="http://evil.test", headers=bearer)
    assert foreign.status == "400"


def test_what_another_process_commits_arrives(scene: House) -> None:
    tablet = scene.tablet("daibieu0001", scene.stream())
    # This process is not the server: only the poll of the outbox can find it.
    item = scene.hall.items[1]
    command = PushAgendaItem(meeting_id=scene.hall.meeting_id, item_id=item)
    scene.hall.store.execute(scene.hall.actor(SECRETARY), push_agenda_item, command)
    name, event = tablet.event()
    assert (name, event["type"]) == ("event", "agenda.moved")
    assert event["payload"]["item_id"] == str(item)


def test_who_is_removed_hears_no_more(scene: House) -> None:
    gone, stays = "daibieu0004", "daibieu0003"
    rooms = [scene.stream(), scene.stream("members"), scene.stream("screen")]
    tablet, witness = scene.tablet(gone, *rooms), scene.tablet(stays, rooms[0])
    desk, meeting = scene.caller(SECRETARY), f"/meetings/{scene.hall.meeting_id}"
    scene.caller(gone).must("POST", f"{meeting}/departures", {})
    began = time.monotonic()
    desk.must("DELETE", f"{meeting}/participants/{scene.hall.seats[gone]}")
    left: set[str] = set()
    while left != set(rooms):
        name, told = tablet.event()
        if name == "left":
            left.add(told["stream"])
    assert time.monotonic() - began < SOON
    for room in rooms:
        assert tablet.ask("join", {"stream": room}) == REFUSED
    while not tablet.silent():
        pass  # What was sent before the end.
    desk.must("PUT", f"{meeting}/current-item", {"item_id": str(scene.hall.items[2])})
    while witness.event()[1]["type"] != "agenda.moved":
        pass
    assert tablet.silent()


def test_signing_out_in_the_browser_ends_the_sockets(scene: House) -> None:
    with requests.Session() as browser:
        page = browser.get(f"{scene.product.origin}/sign-in").text
        form = {"username": "daibieu0002", "password": PASSWORD, "csrf_token": csrf(page)}
        home = browser.post(f"{scene.product.origin}/sign-in", form)
        assert home.status_code == 200, home.text
        cookie = "; ".join(f"{c.name}={c.value}" for c in browser.cookies)
        tablet = Tablet(
            scene.product.port, None, origin=scene.product.origin, headers={"Cookie": cookie}
        )
        assert tablet.connect()
        assert tablet.ask("join", {"stream": scene.stream()})["ok"]
        began = time.monotonic()
        browser.post(f"{scene.product.origin}/sign-out", {"csrf_token": csrf(home.text)})
        ended(tablet)
        assert time.monotonic() - began < SOON
    again = Tablet(
        scene.product.port, None, origin=scene.product.origin, headers={"Cookie": cookie}
    )
    assert again.connect() is False


def test_a_session_ended_by_another_process_ends_the_sockets(scene: House) -> None:
    # The token is not used by another test: it is worth nothing afterwards.
    who = "daibieu0003"
    tablet = scene.tablet(who, scene.stream())
    secret = hash_secret(scene.hall.tokens[who])
    began = time.monotonic()
    scene.hall.store.execute(SYSTEM, end_session, EndSession(secret_hash=secret))
    ended(tablet)
    assert time.monotonic() - began < SOON
    assert scene.caller(who).send("GET", "/me").status == 401


def ended(tablet: Tablet) -> None:
    """Read until the server ends the connection."""
    with suppress(Closed):
        while True:
            tablet.event()  # Raises TimeoutError when nothing comes any more.


class _Csrf(HTMLParser):
    """Finds the token in a page's meta tag."""

    token = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("name") == "csrf-token":
            self.token = given.get("content") or ""


def csrf(page: str) -> str:
    """Return the CSRF token of a page."""
    parser = _Csrf()
    parser.feed(page)
    assert parser.token
    return parser.token
