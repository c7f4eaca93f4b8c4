"""The live connection over real sockets, in both modes. The server runs in a process of its own."""

import json
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from ecabinet.web.live_doors import SOCKETS_PER_PERSON
from tests.live.wire import Closed, Tablet

MODES = ["eventlet", "threading"]
AN, BINH = str(uuid4()), str(uuid4())


class Server:
    """The small app, and how to steer it."""

    def __init__(self, mode: str, *limits: str) -> None:
        self.mode = mode
        command = [sys.executable, "-W", "error", "-m", "tests.live.small_app", mode, *limits]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline() or 0)

    def get(self, path: str) -> Any:
        """Ask over HTTP."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            body = answer.read().decode()
        return json.loads(body) if body[:1] in "[{" else body

    def post(self, path: str, **body: Any) -> Any:
        """Command over HTTP."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def tablet(self, person: str, *rooms: str, **options: Any) -> Tablet:
        """Return a connected tablet that has joined `rooms`."""
        tablet = Tablet(self.port, person, **options)
        assert tablet.connect()
        for room in rooms:
            assert tablet.ask("join", {"stream": room})["ok"]
        return tablet

    def stop(self) -> tuple[float, str]:
        """Stop it gently; seconds it took and what it wrote to stderr."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=12)
        return time.monotonic() - began, errors


def run(mode: str, *limits: str) -> Iterator[Server]:
    server = Server(mode, *limits)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
        server.process.communicate()


@pytest.fixture(scope="module", params=MODES)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """One server for all tests that do not stop it."""
    yield from run(request.param)


@pytest.fixture(params=MODES)
def own_server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of the test's own, that gives slow clients little room."""
    limits = ["send_buffer=4096", "kept_bytes=200000", "kept_messages=300", "unseated_seconds=1"]
    yield from run(request.param, *limits)


@pytest.fixture
def tight_server() -> Iterator[Server]:
    """An eventlet server whose sockets take so little that frames are cut short."""
    yield from run("eventlet", "send_buffer=2048", "kept_bytes=100000000", "kept_messages=100000")


def wait_for(server: Server, path: str, **wanted: Any) -> dict[str, Any]:
    """Ask until the answer holds `wanted`; fail after five seconds."""
    deadline = time.monotonic() + 5
    while True:
        state: dict[str, Any] = server.get(path)
        if all(state[key] == value for key, value in wanted.items()):
            return state
        assert time.monotonic() < deadline, f"{state} never became {wanted}"
        time.sleep(0.02)


def read_to_the_end(tablet: Tablet) -> None:
    """Read until the connection ends."""
    while True:
        tablet.text()


def test_join_is_acknowledged_with_the_last_number(server: Server) -> None:
    tablet = server.tablet(AN)
    assert tablet.ask("join", {"stream": "open:ack"}) == {"ok": True, "last": 7}
    server.post("/broadcast", room="open:ack", count=1)
    assert tablet.event() == ["event", {"seq": 1, "filling": ""}]


def test_what_may_not_be_seen_is_refused(server: Server) -> None:
    tablet = server.tablet(AN)
    refused = {"ok": False, "code": "live.refused"}
    assert tablet.ask("join", {"stream": "secret:1"}) == refused
    for broken in (None, {}, {"stream": 3}, {"stream": ""}, {"stream": "x" * 500}, ["open:1"]):
        assert tablet.ask("join", broken) == refused
    server.post("/broadcast", room="secret:1", count=1)
    assert tablet.silent()


def test_nobody_comes_in_without_signing_in(server: Server) -> None:
    assert Tablet(server.port, None).connect() is False


def test_who_does_not_sign_in_cannot_stay(own_server: Server) -> None:
    # One was refused, the other never even asks to come in.
    refused, waiting = Tablet(own_server.port, None), Tablet(own_server.port, AN)
    assert refused.connect() is False
    assert waiting.text()[0] == "0"
    seated = own_server.tablet(AN)
    for unseated in (refused, waiting):
        with pytest.raises(Closed) as closed:
            unseated.event()
        assert closed.value.reason == "not signed in"
    assert seated.ask("join", {"stream": "open:1"})["ok"]


def test_a_person_has_so_many_sockets_and_no_more(server: Server) -> None:
    person = str(uuid4())
    for _ in range(SOCKETS_PER_PERSON):
        server.tablet(person)
    assert Tablet(server.port, person).connect() is False


def test_foreign_pages_are_refused(server: Server) -> None:
    assert Tablet(server.port, AN, origin="http://evil.test").status == "400"


def test_polling_is_refused(server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError, match="400"):
        server.get(f"/socket.io/?EIO=4&transport=polling&person={AN}")


def test_compression_is_not_negotiated(server: Server) -> None:
    tablet = Tablet(server.port, AN, extensions="permessage-deflate; client_max_window_bits")
    assert tablet.status == "101"
    assert "permessage-deflate" not in tablet.headers


def test_an_event_between_reading_and_joining_is_not_lost(server: Server) -> None:
    # The first answer of `may_join` says 7, then event 8 is told to a room without this socket.
    stream = f"slow:{uuid4()}"
    assert server.tablet(AN).ask("join", {"stream": stream}) == {"ok": True, "last": 8}


def test_leaving_ends_delivery(server: Server) -> None:
    tablet = server.tablet(AN, "open:leave")
    assert tablet.ask("leave", {"stream": "open:leave"}) == {"ok": True}
    server.post("/broadcast", room="open:leave", count=1)
    assert tablet.silent()
    assert "open:leave" not in server.get("/state")["rooms"]


def test_a_pointer_reaches_the_others_and_names_its_sender(server: Server) -> None:
    an, binh = server.tablet(AN, "open:point"), server.tablet(BINH, "open:point")
    told = {"stream": "open:point", "x": 0.5, "actor": BINH}
    assert an.ask("pointer", told) == {"ok": True}
    assert binh.event() == ["pointer", {**told, "actor": AN, "name": AN}]
    assert an.silent()


def test_ephemeral_messages_are_checked(server: Server) -> None:
    an, binh = server.tablet(AN, "open:check"), server.tablet(BINH, "open:check")
    refused = {"ok": False, "code": "live.refused"}
    assert an.ask("stroke", {"stream": "open:check"}) == refused  # the rule says no
    assert an.ask("pointer", {"stream": "open:other"}) == refused  # not in the room
    assert an.ask("pointer", {"stream": "open:check", "x": "y" * 4096}) == refused  # too large
    an.tell("vote.cast", {"stream": "open:check"})  # nothing durable over sockets
    assert binh.silent()


def test_a_flood_is_cut(server: Server) -> None:
    an, binh = server.tablet(AN, "open:flood"), server.tablet(BINH, "open:flood")
    answers = [an.ask("pointer", {"stream": "open:flood", "n": n})["ok"] for n in range(400)]
    assert 40 <= sum(answers) < 200
    binh.close()


def test_a_message_that_is_too_large_ends_the_connection(server: Server) -> None:
    tablet = server.tablet(AN)
    with pytest.raises((Closed, BrokenPipeError)):
        tablet.ask("pointer", {"stream": "open:1", "x": "y" * 40_000})


def test_fifty_tablets_get_two_hundred_messages_in_order(server: Server) -> None:
    # Half of the tablets read late with small buffers, so direct and queued sends mix.
    room = "open:order"
    people = [str(uuid4()) for _ in range(50)]
    tablets = [
        server.tablet(p, room, receive_buffer=2048 if n % 2 else None) for n, p in enumerate(people)
    ]
    before = server.get("/state")

    def read(number: int) -> list[int]:
        time.sleep(0.3 if number % 2 else 0)
        return [tablets[number].event()[1]["seq"] for _ in range(200)]

    with ThreadPoolExecutor(50) as pool:
        readings = [pool.submit(read, number) for number in range(50)]
        server.post("/broadcast", room=room, count=200, size=800, pause_every=10)
        assert all(reading.result() == list(range(1, 201)) for reading in readings)
    after = server.get("/state")
    assert after["dropped"] == before["dropped"]
    if after["direct"]:
        assert after["direct"] - before["direct"] > 5000
        assert after["queued"] - before["queued"] > 1000
    for tablet in tablets:
        tablet.close()


def test_frames_cut_short_are_completed_before_anything_else(tight_server: Server) -> None:
    # Frames of 90 kB through a kernel buffer of a few: every one is cut many times.
    tablet = tight_server.tablet(AN, "open:cut", receive_buffer=2048)
    seen: list[int] = []

    def read() -> None:
        while len(seen) < 30:
            payload = tablet.event()[1]
            assert payload["filling"] == "ế" * 30_000
            seen.append(payload["seq"])

    reader = threading.Thread(target=read)
    tight_server.post("/broadcast", room="open:cut", count=15, size=30_000, pause_every=5)
    reader.start()
    # Acknowledgements and pings go through the same door as the kept frames.
    tight_server.post("/broadcast", room="open:cut", count=15, size=30_000, first=16)
    reader.join(15)
    assert seen == list(range(1, 31))
    assert tablet.ask("join", {"stream": "open:after"})["ok"]
    assert tight_server.get("/state")["queued"] >= 30


def test_who_never_reads_is_dropped_and_the_others_get_everything(own_server: Server) -> None:
    room = "open:slow"
    mute = own_server.tablet(AN, room, receive_buffer=2048)
    reader = own_server.tablet(BINH, room)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(lambda: [reader.event()[1]["seq"] for _ in range(600)])
        own_server.post("/broadcast", room=room, count=600, size=300, pause_every=5)
        assert reading.result() == list(range(1, 601))
    state = wait_for(own_server, f"/state?person={AN}&person={BINH}", sockets=[0, 1])
    assert state["dropped"] == 1
    with pytest.raises(Closed):
        read_to_the_end(mute)


def test_a_dropped_person_is_out_of_all_rooms_at_once(server: Server) -> None:
    person = str(uuid4())
    tablets = [server.tablet(person, "open:drop"), server.tablet(person, "open:drop2")]
    witness = server.tablet(BINH, "open:drop")
    rooms = server.post(f"/drop/{person}")
    assert "open:drop" in rooms
    assert "open:drop2" not in rooms
    server.post("/broadcast", room="open:drop", count=1)
    assert witness.event()[1]["seq"] == 1
    for tablet in tablets:
        assert tablet.event()[0] == "disconnect"
        with pytest.raises(Closed):
            tablet.event()
    assert Tablet(server.port, person).connect() is False


def test_who_is_taken_out_of_one_room_stays_in_the_others(server: Server) -> None:
    person = str(uuid4())
    tablet = server.tablet(person, "open:a", "open:b")
    assert "open:a" not in server.post(f"/remove/{person}/open:a")
    server.post("/broadcast", room="open:a", count=1)
    server.post("/broadcast", room="open:b", count=1)
    assert tablet.event() == ["left", {"stream": "open:a"}]
    assert tablet.event() == ["event", {"seq": 1, "filling": ""}]
    assert tablet.silent()


def test_hanging_up_empties_the_room(server: Server) -> None:
    person = str(uuid4())
    server.tablet(person, "open:gone").close()
    state = wait_for(server, f"/state?person={person}", sockets=[0])
    assert "open:gone" not in state["rooms"]


def test_a_stop_answers_requests_in_flight_and_sends_clients_to_reconnect(
    own_server: Server,
) -> None:
    tablet = own_server.tablet(AN, "open:stop")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(own_server.get, "/slow")
        time.sleep(0.3)
        seconds, errors = own_server.stop()
        assert answer.result() == "done"
    with pytest.raises(Closed) as closed:
        tablet.event()
    assert (closed.value.code, closed.value.reason) == (1012, "restart")
    assert own_server.process.returncode == 0
    assert seconds < 5
    assert errors == ""


def test_frames_of_two_threads_never_mix() -> None:
    for server in run("eventlet"):
        assert "two threads" in server.post("/wrong-thread")["refused"]
