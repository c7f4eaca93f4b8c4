"""Fan-out: one message to many sockets, encoded once.

What costs in the stock server is the queue, the task switch and the framing per client (measured
in `benchmarks/fanout.py`). So each client's queue is replaced by a link (`direct_link.py`,
`links.py`) that takes a message built once per broadcast.
"""

import queue
from collections.abc import Callable, Collection
from typing import Any

from engineio.packet import MESSAGE, Packet

from ecabinet import concurrency
from ecabinet.web import hearing
from ecabinet.web.direct_link import DirectLink
from ecabinet.web.frames import event_text, frame
from ecabinet.web.links import Counters, Limits, Link, QueueLink

PROTOCOL_ERROR = 1002
"""WebSocket status (RFC 6455, 7.4.1)."""


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
        message = self.message(name, payload) if links else b""
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


def install(eio: Any, limits: Limits, opened: Callable[[], None]) -> Fanout:
    """Give every new client of the Engine.IO server `eio` a link, and return the fan-out.

    opened: called for each new connection, before anybody has signed in on it.
    """
    counters = Counters()
    direct = eio.async_mode == "eventlet"
    kind = DirectLink if direct else QueueLink
    stock = eio._async["websocket"]
    # Told to the library with threads; that with green ones bounds only single frames.
    bounded = {} if direct else {"max_message_size": int(eio.max_http_buffer_size)}

    def websocket(handler: Any, server: Any) -> Callable[..., Any]:
        link = handler.__self__.queue

        def attached(ws: Any) -> Any:
            link.attach(ws)
            if direct:
                hearing.bound(ws, link, limits, server.max_http_buffer_size)
            else:
                hearing.bound_thread(ws.ws, limits)
            opened()
            try:
                return handler(ws)
            except (ValueError, RecursionError):
                return _no_packet(handler.__self__)

        def serve(environ: dict[str, Any], start_response: Any) -> Any:
            # Compression costs 92 kB per connection and half the throughput: never negotiated.
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
            return stock(attached, server, **bounded)(environ, start_response)

        return serve

    eio._async = {
        **eio._async,
        "queue": lambda: kind(limits, counters),
        "queue_empty": queue.Empty,
        "websocket": websocket,
    }
    return Fanout(eio.async_mode, counters)


def _no_packet(connection: Any) -> list[bytes]:
    """End an Engine.IO connection on which came what the library reads outside of its own care."""
    connection.server.logger.warning("a client sent what is no packet")
    connection.queue.close(PROTOCOL_ERROR, "no packet")
    reason = connection.server.reason.TRANSPORT_ERROR
    connection.close(wait=False, abort=True, reason=reason)
    return []
