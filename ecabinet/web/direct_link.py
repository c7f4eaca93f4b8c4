"""The link of one client in eventlet mode: straight to the kernel, in order, frames always whole.

Invariants of a `DirectLink`, on which the order and wholeness of frames rest:
* every byte of a connection after the handshake goes through it, also pings, acks, pongs, closing;
* it sends directly only while nothing is kept; what is kept goes first, the rest of a frame
  that was cut short before anything else;
* it never yields while sending, and is used by one operating-system thread only.
"""

import queue
import struct
from collections import deque
from collections.abc import Callable
from typing import Any

from engineio.packet import Packet

from ecabinet import concurrency
from ecabinet.web.frames import CLOSE, frame
from ecabinet.web.links import Counters, Limits, hang_up, tune


class DirectLink:
    """The link of one client in eventlet mode."""

    __slots__ = ("_bytes", "_closed", "_closing", "_counters", "_kept", "_limits", "_parted",
                 "_send", "_sock", "_wake", "_ws")  # fmt: skip

    def __init__(self, limits: Limits, counters: Counters) -> None:
        self._limits, self._counters = limits, counters
        self._kept: deque[bytes | memoryview] = deque()
        self._bytes = 0
        self._parted = self._closing = self._closed = False
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
        if self._closed or self._parted:
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
            self._parted = True  # RFC 6455, 5.5.1: no frame follows the closing frame.
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


def _not_connected(_message: bytes | memoryview) -> int:
    raise BlockingIOError
