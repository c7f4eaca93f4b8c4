"""What one client may say on a socket: how long a message, how fast; and that others get a turn.

The libraries take frame after frame as long as the kernel has any, undo the mask byte by byte and
put the parts of a message together without end. One client could so keep everybody else waiting,
or take all the memory, before it has signed in. Who says too much is not heard faster: what it
sends waits in its own line, until that is full.
"""

import logging
import time
from typing import Any

from ecabinet import concurrency
from ecabinet.web.links import Limits, Link

log = logging.getLogger(__name__)

TOO_BIG = 1009
"""WebSocket status: a message too big to process (RFC 6455, 7.4.1)."""
PARTS = 64
"""Frames of one message; no client of ours cuts messages at all, a machine between may."""
BYTES_OF_A_FRAME = 1024
"""So much of a message costs as much as another frame."""


class Quiet:
    """Where the library complains of clients that went away; it would be on standard error."""

    @staticmethod
    def write(text: str) -> None:
        """Tell it to who looks for it."""
        log.debug("%s", text)


class Allowance:
    """So many frames a second on average and so many at once; what is too much has to wait."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, limits: Limits) -> None:
        self._rate, self._burst = limits.heard_rate, limits.heard_burst
        self._left, self._at = float(self._burst), time.monotonic()

    def wait_for(self, size: int) -> None:
        """Wait until one more frame of `size` bytes is within the rate; others go on meanwhile."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._left -= 1 + size / BYTES_OF_A_FRAME
        self._at = now
        concurrency.sleep(max(0.0, -self._left / self._rate))


def bound(ws: Any, link: Link, limits: Limits, message_bytes: int) -> None:
    """Bound what a WebSocket of eventlet hears, before its first frame is read."""
    stock, allowance, parts = ws._recv_frame, Allowance(limits), [0, 0]

    def frame(message: Any = None) -> Any:
        known = len(message.data) if message is not None else 0
        heard = stock(message)
        size = sum(map(len, heard.data[known if heard is message else 0 :]))
        allowance.wait_for(size)
        if not heard.opcode & 8:  # Control frames may stand between the parts, and are whole.
            parts[:] = (0, 0) if heard.finished else (parts[0] + 1, parts[1] + size)
        if parts[0] > PARTS or parts[1] > message_bytes:
            link.close(TOO_BIG, "message too big")
            raise ValueError("message too big")  # The library ends the connection.
        return heard

    ws._recv_frame, ws._apply_mask, ws.log = frame, unmasked, Quiet


def bound_thread(ws: Any, limits: Limits) -> None:
    """Let the thread that reads for a WebSocket of simple_websocket wait its turn."""
    stock, allowance = ws._handle_events, Allowance(limits)

    def handle_events() -> Any:
        before = len(ws.input_buffer)
        going_on = stock()
        for _ in range(max(1, len(ws.input_buffer) - before)):
            allowance.wait_for(0)
        return going_on

    ws._handle_events = handle_events


def unmasked(data: bytes, mask: tuple[int, ...], length: int = 0, offset: int = 0) -> bytes:
    """Return what was masked (RFC 6455, 5.3), all at once; the library goes byte by byte."""
    turned = bytes(mask[(offset + at) % 4] for at in range(4))
    size = len(data)
    key = (turned * (size // 4 + 1))[:size]
    return (int.from_bytes(data, "big") ^ int.from_bytes(key, "big")).to_bytes(size, "big")
