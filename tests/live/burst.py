"""Many requests at the same moment: one connection each, all in one light process."""

import json
import selectors
import socket
import time
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import uuid4

PATIENCE = 120.0


class Heard(NamedTuple):
    """One answer: seconds since the first request was sent, status (0: none came), JSON body."""

    seconds: float
    status: int
    body: Any

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""


def request(port: int, token: str, path: str, body: Any) -> bytes:
    """Return a POST to a path under /api/v1 with a request id of its own, as it travels."""
    content = json.dumps(body).encode()
    lines = [
        f"POST /api/v1{path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Authorization: Bearer {token}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        f"Idempotency-Key: {uuid4()}",
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content


def burst(port: int, requests: Sequence[bytes]) -> list[Heard]:
    """Send all at once and return the answers in the order of the requests."""
    sockets = [socket.create_connection(("127.0.0.1", port), 30) for _ in requests]
    selector = selectors.DefaultSelector()
    received = dict.fromkeys(range(len(requests)), b"")
    heard = [Heard(0.0, 0, None)] * len(requests)
    began = time.perf_counter()
    for number, (sock, content) in enumerate(zip(sockets, requests, strict=True)):
        sock.sendall(content)
        sock.setblocking(False)
        selector.register(sock, selectors.EVENT_READ, number)
    while received and time.perf_counter() - began < PATIENCE:
        for key, _ in selector.select(1.0):
            piece = sockets[key.data].recv(1 << 16)
            received[key.data] += piece
            if not piece:
                selector.unregister(key.fileobj)
                raw = received.pop(key.data)
                heard[key.data] = _read(time.perf_counter() - began, raw)
    for sock in sockets:
        sock.close()
    selector.close()
    return heard


def _read(seconds: float, raw: bytes) -> Heard:
    head, _, content = raw.partition(b"\r\n\r\n")
    words = head.split(b" ", 2)
    if len(words) < 2:
        return Heard(seconds, 0, None)
    try:
        body = json.loads(content) if content else None
    except ValueError:
        body = None
    return Heard(seconds, int(words[1]), body)
