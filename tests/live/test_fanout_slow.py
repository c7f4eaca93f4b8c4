"""The live connection under load: many tablets, cut frames, who never reads, a stop."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.live.small_server import AN, BINH, Server, run, wait_for
from tests.live.wire import Closed, Tablet


@pytest.fixture
def tight_server() -> Iterator[Server]:
    """An eventlet server whose sockets take so little that frames are cut short."""
    yield from run("eventlet", "send_buffer=2048", "kept_bytes=100000000", "kept_messages=100000")


def read_to_the_end(tablet: Tablet) -> None:
    """Read until the connection ends."""
    while True:
        tablet.text()


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
