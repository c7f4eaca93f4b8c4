"""Fan-out: one message to many sockets, encoded once.

What costs in the stock server is the queue, the task switch and the framing per client (measured:
docs of `benchmarks/`). So each client's queue is replaced by a link. In eventlet mode the link
is an `Outbox`: it hands the finished frame straight to the kernel and keeps only what the kernel
does not take. In threading mode it is the stock queue with a cap.

Invariants of an `Outbox`, on which the order and wholeness of frames rest:
* every byte of a connection after the handshake goes through it, also pings, acks, pongs, closing;
* it sends directly only while nothing is kept; what is kept goes first, the rest of a frame
  that was cut short before anything else;
* it never yields while sending, and is used by one operating-system thread only.
"""

import queue
import socket
import struct
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol

from engineio import json as engineio_json
from engineio.packet import MESSAGE, Packet

from ecabinet import concurrency

TEXT, CLOSE = 0x1, 0x8
EVENT_PREFIX = "42"  # Engine.IO message (4) holding a Socket.IO event (2), default namespace


@dataclass(frozen=True)
class Limits:
    """When a client that does not read is given up. It reconnects and catches up by number."""

    kept_bytes: int = 1 << 20
    kept_messages: int = 1000
    send_buffer: int = 128 << 10
    """Bytes the kernel may hold per client (Linux doubles it); bounds memory and staleness."""


@dataclass
class Counters:
    """What happened to messages of this process, for /metrics and tests."""

    direct: int = 0
    queued: int = 0
    skipped: int = 0
    dropped: int = 0


def dumps(value: object) -> str:
    """Return compact JSON, Vietnamese letters as they are (half the bytes of escapes)."""
    return str(engineio_json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def event_text(name: str, payload: dict[str, Any] | bytes) -> str:
    """Return the Engine.IO text of an event. Bytes are JSON that is already encoded."""
    body = payload.decode() if isinstance(payload, bytes) else dumps(payload)
    return f"{EVENT_PREFIX}[{dumps(name)},{body}]"


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """Return an unmasked, final WebSocket frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", 0x80 | opcode, size) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", 0x80 | opcode, 126, size) + payload
    return struct.pack("!BBQ", 0x80 | opcode, 127, size) + payload


class Link(Protocol):
    """The way to one client; stands where the stock server expects the client's queue."""

    def push(self, message: Any) -> None:
        """Send a message made by `Fanout.message`; it is kept when the client is slow."""

    def push_if_idle(self, message: Any) -> None:
        """Send a message that may be lost; it is left out when the client is slow."""

    def close(self, code: int, reason: str) -> None:
        """Say why (a WebSocket status code) and end the connection."""

    def drop(self) -> None:
        """End the connection at once."""


class Outbox:
    """The link of one client in eventlet mode."""

    __slots__ = ("_bytes", "_closed", "_closing", "_counters", "_kept", "_limits", "_send", "_sock",
                 "_wake", "_ws")  # fmt: skip

    def __init__(self, limits: Limits, counters: Counters) -> None:
        self._limits, self._counters = limits, counters
        self._kept: deque[bytes | memoryview] = deque()
        self._bytes = 0
        self._closing = self._closed = False
        self._wake = concurrency.Event()
        self._sock: Any = None
        self._ws: Any = None
        self._send: Callable[[bytes | memoryview], int] = _not_connected

    def attach(self, ws: Any) -> None:
        """Take over the sending side of `ws`, whose handshake is done."""
        # The green socket waits by itself; here the native, non-blocking one below it is needed.
        self._ws, self._sock = ws, ws.socket.fd
        tune(self._sock, self._limits)
        self._send = self._sock.send
        ws._send = self.push  # Pongs and the closing frame must not cut into a kept frame.

    def push(self, message: bytes | memoryview) -> None:
        """Send a frame, or keep what the kernel does not take."""
        if self._closed:
            return
        if self._kept:
            self._keep(message)
            return
        try:
            sent = self._send(message)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._end()
            return
        if sent == len(message):
            self._counters.direct += 1
        else:
            self._keep(memoryview(message)[sent:])

    def push_if_idle(self, message: bytes) -> None:
        """Send a frame unless earlier ones still wait."""
        if self._kept:
            self._counters.skipped += 1
        else:
            self.push(message)

    def close(self, code: int, reason: str) -> None:
        """Say why and end the connection once everything kept is sent."""
        if self._ws is not None and not self._ws.websocket_closed:
            self._ws.websocket_closed = True  # The library would send a closing frame of its own.
            self.push(frame(struct.pack("!H", code) + reason.encode()[:120], CLOSE))
        self.put(None)

    def drop(self) -> None:
        """End the connection at once; what is kept is forgotten."""
        if not self._closed:
            self._counters.dropped += 1
            self._end()

    def put(self, packet: Packet | None) -> None:
        """Queue interface: send what the server says to this client; None ends the writer."""
        if packet is not None:
            self.push(frame(packet.encode().encode()))
        else:
            self._closing = True
            self._wake.set()

    def get(self, block: bool = True, timeout: float = 15.0) -> None:
        """Queue interface, called by the client's writer task: sends what is kept.

        Returns None when the connection ends, as the stock queue does.

        Raises:
            queue.Empty: the client accepted nothing for `timeout` seconds.
        """
        if not block:
            raise queue.Empty
        while not self._closed:
            if self._kept:
                self._send_kept(timeout)
            elif self._closing:
                break
            else:
                self._wake.wait()
                self._wake.clear()

    def task_done(self) -> None:
        """Queue interface: nothing to count."""

    def join(self) -> None:
        """Queue interface: wait until nothing is kept."""
        while self._kept and not self._closed:
            concurrency.sleep(0.02)

    def _keep(self, message: bytes | memoryview) -> None:
        self._counters.queued += 1
        self._kept.append(message)
        self._bytes += len(message)
        if self._bytes > self._limits.kept_bytes or len(self._kept) > self._limits.kept_messages:
            self.drop()
        self._wake.set()

    def _send_kept(self, timeout: float) -> None:
        first = self._kept[0]
        try:
            sent = self._send(first)
        except BlockingIOError:
            self._wait_or_give_up(timeout)
            return
        except OSError:
            self._end()
            return
        self._bytes -= sent
        if sent == len(first):
            self._kept.popleft()
        else:
            self._kept[0] = memoryview(first)[sent:]

    def _wait_or_give_up(self, timeout: float) -> None:
        try:
            ready = concurrency.wait_writable(self._sock, timeout)
        except OSError:
            self._end()
            return
        if not ready:
            self.drop()
            raise queue.Empty

    def _end(self) -> None:
        self._closed = True
        self._kept.clear()
        self._bytes = 0
        self._wake.set()
        hang_up(self._sock)


class CappedQueue(queue.Queue[Packet | None]):
    """The link of one client in threading mode: the stock queue, capped."""

    def __init__(self, limits: Limits, counters: Counters) -> None:
        super().__init__()
        self._limits, self._counters = limits, counters
        self._ws: Any = None
        self._dropped = False

    def attach(self, ws: Any) -> None:
        """Remember the WebSocket, whose handshake is done."""
        self._ws = ws.ws
        tune(self._ws.sock, self._limits)

    def push(self, message: Packet) -> None:
        """Queue a packet for the client's writer thread."""
        if self.qsize() >= self._limits.kept_messages:
            self.drop()
        if not self._dropped:
            self._counters.queued += 1
            self.put(message)

    def push_if_idle(self, message: Packet) -> None:
        """Queue a packet unless earlier ones still wait."""
        if self.qsize():
            self._counters.skipped += 1
        else:
            self.push(message)

    def close(self, code: int, reason: str) -> None:
        """Say why and end the connection."""
        if self._ws is not None and self._ws.connected:
            try:
                self._ws.close(reason=code, message=reason)
            except OSError:
                self._counters.dropped += 1  # The client was already gone; nobody to tell.
        self.put(None)

    def drop(self) -> None:
        """End the connection at once."""
        if not self._dropped:
            self._dropped = True
            self._counters.dropped += 1
            hang_up(self._ws.sock if self._ws is not None else None)


class Fanout:
    """Sends one message to many links. Made by `install` for a Socket.IO server."""

    def __init__(self, mode: str, counters: Counters) -> None:
        self.counters = counters
        self._direct = mode == "eventlet"
        self._thread = concurrency.native_thread()

    def message(self, name: str, payload: dict[str, Any] | bytes) -> bytes | Packet:
        """Return what `Link.push` takes for an event, to be built once and sent to many."""
        text = event_text(name, payload)
        return frame(text.encode()) if self._direct else Packet(MESSAGE, text[1:])

    def send(self, links: Collection[Link], name: str, payload: dict[str, Any] | bytes) -> None:
        """Send an event to each of `links`, in order with everything sent to them before.

        Raises:
            RuntimeError: called from another operating-system thread in eventlet mode.
        """
        self._check_thread()
        message = self.message(name, payload)
        for link in links:
            link.push(message)

    def send_if_idle(self, links: Collection[Link], name: str, payload: dict[str, Any]) -> None:
        """Send an event that may be lost: clients that lag behind do not get it."""
        self._check_thread()
        message = self.message(name, payload)
        for link in links:
            link.push_if_idle(message)

    def _check_thread(self) -> None:
        if self._direct and concurrency.native_thread() != self._thread:
            raise RuntimeError("broadcast from run_blocking: frames of two threads would mix")


def install(eio: Any, limits: Limits) -> Fanout:
    """Give every new client of the Engine.IO server `eio` a link, and return the fan-out."""
    counters = Counters()
    kind = Outbox if eio.async_mode == "eventlet" else CappedQueue
    stock = eio._async["websocket"]

    def websocket(handler: Any, server: Any) -> Callable[..., Any]:
        link = handler.__self__.queue

        def attached(ws: Any) -> Any:
            link.attach(ws)
            return handler(ws)

        def serve(environ: dict[str, Any], start_response: Any) -> Any:
            # Compression costs 92 kB per connection and half the throughput: never negotiated.
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
            return stock(attached, server)(environ, start_response)

        return serve

    eio._async = {
        **eio._async,
        "queue": lambda: kind(limits, counters),
        "queue_empty": queue.Empty,
        "websocket": websocket,
    }
    return Fanout(eio.async_mode, counters)


def tune(sock: socket.socket, limits: Limits) -> None:
    """Send small frames at once, and bound what the kernel holds for a client that lags."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, limits.send_buffer)


def hang_up(sock: Any) -> None:
    """Shut both directions, which wakes the client's reader; it then closes and cleans up."""
    if sock is None:
        return
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError as error:
        concurrency.log.debug("socket was already closed: %s", error)


def _not_connected(message: bytes | memoryview) -> int:
    raise BlockingIOError
