"""Who sends far too much, or without an end, is bounded before the others notice. Both modes."""

import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import pytest

from ecabinet.web.links import Limits
from tests.live.malformed import frame
from tests.live.small_server import MODES, Server, run
from tests.live.wire import Closed, Tablet

FLOOD = 6_000
FEW_FILES = 320


@pytest.fixture(scope="module", params=MODES)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """One server for all tests of this file."""
    yield from run(request.param)


def closed_by(tablet: Tablet, parts: list[bytes]) -> int | None:
    """Send all of these; with which code the server hangs up."""
    try:
        for part in parts:
            tablet.sock.sendall(part)
    except OSError:
        return None  # It hung up before everything was sent.
    try:
        while True:
            tablet.text()
    except Closed as end:
        return end.code


@pytest.mark.parametrize("size", [0, 4_000])
def test_a_message_without_an_end_is_not_kept(server: Server, size: int) -> None:
    endless = [frame(b"4", 0x01), *[frame(b"x" * size, 0x00)] * 200]
    nobody = Tablet(server.port, None)
    assert nobody.text()[0] == "0"
    if size or server.mode == "eventlet":  # The other library keeps nothing of empty parts.
        assert closed_by(nobody, endless) in (1009, None), "None: cut off before that was read"


def test_a_flood_waits_in_its_own_line(server: Server) -> None:
    """Its messages are in the kernel before the other's is sent, and yet are not heard before."""
    flooding, other = server.tablet(str(uuid4())), server.tablet(str(uuid4()))
    flooding.sock.settimeout(5)
    flooding.sock.sendall(frame(b'421["join",{"stream":""}]') * FLOOD)
    for _ in range(3):
        assert other.ask("join", {"stream": "open:1"})["ok"]
    flooding.sock.settimeout(0.01)
    heard = 0
    try:
        while True:
            heard += flooding.text().startswith("431")
    except TimeoutError:
        pass
    assert heard < 2 * Limits.heard_burst, "of thousands"


@pytest.mark.parametrize("mode", MODES)
def test_what_is_no_packet_ends_the_connection_and_fills_no_log(mode: str) -> None:
    for server in run(mode):
        for noise in ("", "é", "\x00", "bAAA", "4" + "[" * 7_000) * 2:
            nobody = Tablet(server.port, None)
            assert closed_by(nobody, [frame(noise.encode())]) == 1002, noise
        for _ in range(5):
            nobody = Tablet(server.port, None)
            closed_by(nobody, [frame(b"4", 0x01), frame(b"\xff\xfe", 0x00) * 3, frame(b"", 0x88)])
            broken = socket.create_connection(("127.0.0.1", server.port), timeout=10)
            broken.sendall(b"GET\r\n\r\n")
            broken.recv(100)
            broken.close()
        _, errors = server.stop()
        assert "Traceback" not in errors


def test_a_client_that_leaves_early_fills_no_log() -> None:
    for server in run("eventlet"):
        for _ in range(3):
            leaving = socket.create_connection(("127.0.0.1", server.port), timeout=10)
            leaving.sendall(b"GET /much HTTP/1.1\r\nHost: tablet.test\r\n\r\n")
            assert leaving.recv(100).startswith(b"HTTP/1.1 200")
            leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            leaving.close()  # As when Wi-Fi is lost: reset, with most of it unread.
        assert server.get("/state")
        _, errors = server.stop()
        assert "Traceback" not in errors


def test_a_server_without_files_for_more_connections_goes_on_afterwards() -> None:
    """The library ends for good where the system refuses one more file."""
    limited = f"ulimit -n {FEW_FILES}; exec {sys.executable} -m tests.live.small_app eventlet"
    with subprocess.Popen(["bash", "-c", limited], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        crowd = [socket.create_connection(("127.0.0.1", port)) for _ in range(2 * FEW_FILES)]
        for each in crowd:
            each.close()
        tablet = Tablet(port, str(uuid4()))
        assert tablet.connect()
        process.terminate()
