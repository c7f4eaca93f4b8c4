"""What a link puts on the wire, whatever the kernel takes at a time."""

import queue
import socket
import struct
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from engineio.packet import PING, Packet
from hypothesis import given
from hypothesis import strategies as st
from wsproto.connection import Connection, ConnectionType
from wsproto.events import CloseConnection

from ecabinet.web.direct_link import DirectLink
from ecabinet.web.frames import CLOSE, event_text, frame
from ecabinet.web.links import Counters, Limits, QueueLink
from ecabinet.web.roster import Bucket


class Kernel:
    """A socket whose kernel takes as many bytes at a time as it is told; then none."""

    def __init__(self) -> None:
        self.takes: Iterator[int] = iter(())
        self.wire = b""
        self.shut = False
        self.broken = False

    def send(self, message: bytes | memoryview) -> int:
        """Take some bytes, as send(2) does on a non-blocking socket."""
        if self.broken:
            raise BrokenPipeError
        count = min(next(self.takes, 0), len(message))
        if not count:
            raise BlockingIOError
        self.wire += bytes(message[:count])
        return count

    def setsockopt(self, *_option: int) -> None:
        """Accept tuning."""

    def shutdown(self, _how: int) -> None:
        """Note that the connection was ended."""
        self.shut = True


class WebSocket:
    """What the link knows of the library's WebSocket: green socket over native socket."""

    def __init__(self, kernel: Kernel) -> None:
        self.socket = type("Green", (), {"fd": kernel})()
        self.websocket_closed = False


def direct_link(**limits: int) -> tuple[DirectLink, Kernel, Counters]:
    """Return an attached link, its kernel, and what it counts."""
    kernel, counters = Kernel(), Counters()
    link = DirectLink(Limits(**limits), counters)
    link.attach(WebSocket(kernel))
    return link, kernel, counters


def flush(link: DirectLink, kernel: Kernel, monkeypatch: pytest.MonkeyPatch, sizes: Any) -> None:
    """Let the writer task run until everything is on the wire."""
    kernel.takes = iter(sizes)

    def writable(_sock: object, _seconds: float) -> bool:
        kernel.takes = iter([1 << 20] * 10_000)
        return True

    monkeypatch.setattr("ecabinet.concurrency.wait_writable", writable)
    link.put(None)
    link.get()


MESSAGES = st.lists(st.tuples(st.binary(max_size=400), st.integers(0, 500)), max_size=30)


@given(MESSAGES, st.lists(st.integers(0, 300), max_size=50))
def test_frames_are_whole_and_in_order_however_they_are_cut(
    messages: list[tuple[bytes, int]], sizes: list[int]
) -> None:
    link, kernel, counters = direct_link()
    for payload, take in messages:
        kernel.takes = iter([take])
        link.push(frame(payload))
    with pytest.MonkeyPatch.context() as patch:
        flush(link, kernel, patch, sizes)
    assert kernel.wire == b"".join(frame(payload) for payload, _ in messages)
    assert counters.direct + counters.queued == len(messages)


def test_what_was_said_before_the_handshake_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel, link = Kernel(), DirectLink(Limits(), Counters())
    link.put(Packet(PING))
    link.attach(WebSocket(kernel))
    kernel.takes = iter([100])
    link.push(frame(b"later"))
    assert kernel.wire == b""
    flush(link, kernel, monkeypatch, [100, 100])
    assert kernel.wire == frame(b"2") + frame(b"later")


def test_pongs_of_the_library_go_through_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    link, kernel, _ = direct_link()
    ws: Any = link._ws
    kernel.takes = iter([3])
    link.push(frame(b"cut short"))
    ws._send(b"PONG")
    flush(link, kernel, monkeypatch, [])
    assert kernel.wire == frame(b"cut short") + b"PONG"


def test_closing_says_why_after_everything_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    link, kernel, _ = direct_link()
    link.push(frame(b"kept"))
    link.close(1012, "restart")
    link.close(1012, "restart")
    link.push(frame(b"a broadcast that was under way"))
    link.put(Packet(PING))
    flush(link, kernel, monkeypatch, [])
    assert kernel.wire == frame(b"kept") + frame(struct.pack("!H", 1012) + b"restart", CLOSE)


@pytest.mark.parametrize("limits", [{"kept_bytes": 1000}, {"kept_messages": 8}])
def test_too_much_kept_ends_the_connection(limits: dict[str, int]) -> None:
    link, kernel, counters = direct_link(**limits)
    for _ in range(20):
        link.push(frame(b"x" * 110))
    assert kernel.shut
    assert counters.dropped == 1
    assert counters.queued <= 9
    link.get()  # the writer ends, instead of waiting


def test_who_accepts_nothing_for_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    link, kernel, counters = direct_link()
    link.push(frame(b"x"))
    monkeypatch.setattr("ecabinet.concurrency.wait_writable", lambda *_: False)
    with pytest.raises(queue.Empty):
        link.get(timeout=0.1)
    assert kernel.shut
    assert counters.dropped == 1


def test_a_broken_connection_ends_quietly() -> None:
    link, kernel, counters = direct_link()
    kernel.broken = True
    link.push(frame(b"x"))
    link.push(frame(b"y"))
    assert kernel.shut
    assert counters == Counters()


def test_what_may_be_lost_does_not_wait_behind_what_may_not() -> None:
    link, kernel, counters = direct_link()
    kernel.takes = iter([100])
    link.push_if_idle(frame(b"direct"))
    link.push(frame(b"kept"))
    link.push_if_idle(frame(b"left out"))
    assert kernel.wire == frame(b"direct")
    assert (counters.direct, counters.queued, counters.skipped) == (1, 1, 1)


def test_a_queue_is_capped_too() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        counters = Counters()
        link = QueueLink(Limits(kept_messages=5), counters)
        inner = type("Inner", (), {"sock": ours, "connected": True})()
        link._ws = inner
        for _ in range(10):
            link.push(Packet(4, "x"))
        assert (counters.queued, counters.dropped, link.qsize()) == (5, 1, 5)
        assert theirs.recv(1) == b""


def test_whoever_was_told_why_already_is_hung_up_on_without_an_error() -> None:
    """The library says 1009 by itself; its connection then refuses a second closing frame."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        told = Connection(ConnectionType.SERVER)
        ours.send(told.send(CloseConnection(1009)))
        link = QueueLink(Limits(), Counters())
        link._ws = SimpleNamespace(
            sock=ours, connected=True, close=lambda **_: told.send(CloseConnection(1000))
        )
        link._say_why_and_close()
        assert theirs.recv(100)[2:4] == struct.pack("!H", 1009)
        assert theirs.recv(1) == b""


def test_a_bucket_allows_a_burst_and_then_its_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    bucket = Bucket(rate=10, burst=3)
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    now += 0.25
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    now += 60
    assert sum(bucket.take() for _ in range(10)) == 3


@pytest.mark.parametrize("size", [0, 125, 126, 65535, 65536])
def test_a_frame_reads_as_the_library_wrote_it(size: int) -> None:
    from wsproto.frame_protocol import FrameDecoder

    decoder = FrameDecoder(client=True)
    decoder.receive_bytes(frame(b"a" * size, 2))
    payload = b""
    while (part := decoder.process_buffer()) is not None:
        assert isinstance(part.payload, bytes | bytearray)
        payload += part.payload
        if part.message_finished:
            break
    assert payload == b"a" * size


@pytest.mark.parametrize("name", ["event", "pointer"])
def test_an_event_reads_as_socket_io_wrote_it(name: str) -> None:
    from socketio.packet import EVENT
    from socketio.packet import Packet as SocketIoPacket

    payload = {"stream": "meeting:1", "seq": 3, "payload": {"title": "Đề án số hóa", "x": [1.5]}}
    text = event_text(name, payload)
    read = SocketIoPacket(encoded_packet=text[1:])
    assert text[0] == "4"
    assert (read.packet_type, read.namespace, read.id) == (EVENT, None, None)  # None: the default
    assert read.data == [name, payload]
    assert event_text(name, b'{"already":"json"}') == f'42["{name}",{{"already":"json"}}]'
