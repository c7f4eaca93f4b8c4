"""The way to one client. A link stands where the stock server expects the client's queue.

In eventlet mode it is a `DirectLink` (`direct_link.py`): it hands a finished frame straight to the
kernel and keeps only what the kernel does not take. In threading mode: the stock queue, capped.
"""

import queue
import socket
from dataclasses import dataclass
from typing import Any, Protocol

from engineio.packet import Packet
from wsproto.utilities import LocalProtocolError

from ecabinet import concurrency


@dataclass(frozen=True)
class Limits:
    """When a client that does not read is given up. It reconnects and catches up by number."""

    kept_bytes: int = 1 << 20
    kept_messages: int = 1000
    send_buffer: int = 128 << 10
    """Bytes the kernel may hold per client (Linux doubles it); bounds memory and staleness."""
    unseated_seconds: float = 10.0
    """How long a connection may exist without a signed-in person."""
    heard_rate: int = 75
    heard_burst: int = 300
    """Frames a client may send each second on average, and at once; beyond that it has to wait.
    More than what the doors pass on (`roster.Seat`)."""


@dataclass
class Counters:
    """What happened to messages of this process, for /metrics and tests."""

    direct: int = 0
    queued: int = 0
    skipped: int = 0
    dropped: int = 0


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


class QueueLink(queue.Queue[Packet | None]):
    """The link of one client in threading mode: the stock queue, capped."""

    def __init__(self, limits: Limits, counters: Counters) -> None:
        super().__init__()
        self._limits, self._counters = limits, counters
        self._ws: Any = None
        self._dropped = False
        self._why = (1000, "")

    def attach(self, ws: Any) -> None:
        """Remember the WebSocket, whose handshake is done."""
        self._ws = ws.ws
        tune(self._ws.sock, self._limits)
        ws.close = self._say_why_and_close  # The writer calls it once everything queued is sent.

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
        """Say why and end the connection once everything queued is sent."""
        self._why = (code, reason)
        self.put(None)

    def drop(self) -> None:
        """End the connection at once."""
        if not self._dropped:
            self._dropped = True
            self._counters.dropped += 1
            hang_up(self._ws.sock if self._ws is not None else None)

    def _say_why_and_close(self) -> None:
        code, reason = self._why
        if self._ws.connected:
            try:
                self._ws.close(reason=code, message=reason)
            except (OSError, LocalProtocolError) as error:  # It broke the rules and was told so.
                concurrency.log.debug("client was already gone: %s", error)
            hang_up(self._ws.sock)  # The reader would wait for the client's answer for ever.


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
