"""Many tablets in one process: raw sockets that note when bytes arrive and understand them later.

Reading and parsing cost the same for every server measured; to keep that small, the loop only
notes (time, bytes) and the frames are taken apart after the rounds.
"""

import base64
import json
import os
import selectors
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

PING, PONG = b"\x81\x012", b"\x81\x81\x00\x00\x00\x003"
QUIET_SECONDS = 0.7
"""A round is over when nothing arrived for this long after the server was done."""

SENT_MARK = b'"sent":'
Found = TypeVar("Found")


@dataclass(frozen=True)
class Hello:
    """How one tablet comes in: path and headers of the upgrade, then (say, expect) exchanges."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    exchanges: Sequence[tuple[str | None, str]] = ()


def tablet(token: str, origin: str, streams: Sequence[str], number: int = 0) -> Hello:
    """How a person's tablet comes in: Engine.IO, its namespace, and each stream it follows."""
    joins = [
        (f"42{turn}{json.dumps(['join', {'stream': stream}])}", f"43{turn}[")
        for turn, stream in enumerate(streams, number)
    ]
    return Hello(
        "/socket.io/?EIO=4&transport=websocket",
        {"Authorization": f"Bearer {token}", "Origin": origin},
        [(None, "0{"), ("40", "40"), *joins],
    )


@dataclass(frozen=True)
class Delivery:
    """One event at one tablet: when it was sent and when it was complete, in seconds."""

    sent: float
    arrived: float


class Crowd:
    """`count` connected tablets on loopback."""

    def __init__(self, port: int, count: int, hello: Callable[[int], Hello]) -> None:
        self._sockets = [_enter(port, hello(number)) for number in range(count)]
        self._noted: dict[socket.socket, list[tuple[float, bytes]]] = {
            sock: [] for sock in self._sockets
        }

    def watch(self, trigger: Callable[[], float]) -> tuple[float, list[Delivery]]:
        """Run `trigger` beside reading; return its result and what arrived meanwhile."""
        result, found = self.watch_for(SENT_MARK, trigger)
        return result, [Delivery(number / 1e9, arrived) for number, arrived in found]

    def watch_for(
        self, mark: bytes, trigger: Callable[[], float]
    ) -> tuple[float, list[tuple[int, float]]]:
        """As `watch`, but return the number after `mark` in each message, and when it came."""

        def number(payload: bytes) -> int | None:
            _, found, rest = payload.partition(mark)
            return int(rest.split(b"}", 1)[0].split(b",")[0]) if found else None

        return self.watch_with(number, trigger)

    def watch_with(
        self, read: Callable[[bytes], Found | None], trigger: Callable[[], float]
    ) -> tuple[float, list[tuple[Found, float]]]:
        """As `watch`, but return what `read` finds in each message, and when it came."""
        result: list[float] = []
        worker = threading.Thread(target=lambda: result.append(trigger()))
        selector = selectors.DefaultSelector()
        for sock in self._sockets:
            sock.setblocking(False)
            selector.register(sock, selectors.EVENT_READ)
        worker.start()
        last = time.monotonic()
        while worker.is_alive() or time.monotonic() - last < QUIET_SECONDS:
            for key, _ in selector.select(0.1):
                assert isinstance(key.fileobj, socket.socket)
                if self._read(key.fileobj):
                    last = time.monotonic()
        worker.join()
        selector.close()
        if not result:
            raise RuntimeError("the server did not do its rounds")
        return result[0], self._understood(read)

    def leave(self) -> None:
        """Hang up."""
        for sock in self._sockets:
            sock.close()

    def _read(self, sock: socket.socket) -> bool:
        """Note what came; whether it was more than a ping: of those some always come."""
        received = sock.recv(1 << 16)
        if not received:
            raise ConnectionError("the server hung up")
        if PING in received:  # No other frame holds these bytes: JSON escapes control characters.
            sock.send(PONG)
        self._noted[sock].append((time.monotonic(), received))
        return received != PING

    def _understood(self, read: Callable[[bytes], Found | None]) -> list[tuple[Found, float]]:
        understood: list[tuple[Found, float]] = []
        for sock, notes in self._noted.items():
            buffer = b""
            for arrived, received in notes:
                buffer += received
                while (frame := split(buffer)) is not None:
                    payload, buffer = frame
                    found = read(payload)
                    if found is not None:
                        understood.append((found, arrived))
            self._noted[sock] = []
        return understood


def split(buffer: bytes) -> tuple[bytes, bytes] | None:
    """Return (payload of the first frame, rest), or None while it is incomplete."""
    if len(buffer) < 2:
        return None
    size, start = buffer[1], 2
    if size == 126:
        size, start = struct.unpack("!H", buffer[2:4].ljust(2, b"\xff"))[0], 4
    elif size == 127:
        size, start = struct.unpack("!Q", buffer[2:10].ljust(8, b"\xff"))[0], 10
    if len(buffer) < start + size:
        return None
    return buffer[start : start + size], buffer[start + size :]


def _enter(port: int, hello: Hello) -> socket.socket:
    sock = socket.create_connection(("127.0.0.1", port), timeout=30)
    headers = {
        "Host": f"127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        **hello.headers,
    }
    lines = [f"GET {hello.path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
    sock.sendall("\r\n".join(lines).encode())
    buffer = b""
    while b"\r\n\r\n" not in buffer:
        buffer += _more(sock)
    head, buffer = buffer.split(b"\r\n\r\n", 1)
    if b" 101 " not in head.split(b"\r\n")[0]:
        raise ConnectionError(head.decode(errors="replace"))
    for say, expected in hello.exchanges:
        if say is not None:
            sock.sendall(_masked(say))
        buffer = _wait_for(sock, buffer, expected)
    return sock


def _wait_for(sock: socket.socket, buffer: bytes, expected: str) -> bytes:
    while True:
        while (found := split(buffer)) is None:
            buffer += _more(sock)
        payload, buffer = found
        if payload.startswith((b"44", b"41")) or b'"ok":false' in payload:
            raise ConnectionError(f"refused: {payload.decode()}")
        if payload.decode().startswith(expected):
            return buffer
        if payload == b"2":
            sock.sendall(PONG)


def _more(sock: socket.socket) -> bytes:
    received = sock.recv(1 << 16)
    if not received:
        raise ConnectionError("the server hung up during the handshake")
    return received


def _masked(text: str) -> bytes:
    payload = text.encode()
    size = len(payload)
    head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else (
        struct.pack("!BBH", 0x81, 0x80 | 126, size)
    )  # fmt: skip
    return head + bytes(4) + payload  # A mask of zeros changes nothing.
