"""A thousand tablets press the button at once: one connection each, all in one light process."""

import json
import selectors
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from benchmarks.places import Place
from tests.live.product import Product

PATIENCE = 120.0
AGAIN_EVERY = 20
"""Every twentieth voter presses twice, as two requests: the second must be refused."""


@dataclass
class Weather:
    """What came of a storm. Seconds from the moment the first request was sent."""

    seconds: float = 0.0
    delays: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    def share(self, part: float) -> float:
        """The time within which this share of the answers had come."""
        return sorted(self.delays)[min(len(self.delays) - 1, int(len(self.delays) * part))]


def storm(place: Place, product: Product, vote_id: UUID) -> Weather:
    """Let everybody vote at once over HTTP; wait for all the answers."""
    voters = place.hall.voters
    pressing = [*voters, *voters[::AGAIN_EVERY]]
    requests = [_request(place.hall.tokens[name], product.port, vote_id) for name in pressing]
    sockets = [socket.create_connection(("127.0.0.1", product.port), 30) for _ in requests]
    selector = selectors.DefaultSelector()
    received = dict.fromkeys(sockets, b"")
    weather = Weather()
    began = time.perf_counter()
    for sock, request in zip(sockets, requests, strict=True):
        sock.sendall(request)
        sock.setblocking(False)
        selector.register(sock, selectors.EVENT_READ)
    while received and time.perf_counter() - began < PATIENCE:
        for key, _ in selector.select(1.0):
            tablet = key.fileobj
            assert isinstance(tablet, socket.socket)
            piece = tablet.recv(1 << 16)
            received[tablet] += piece
            if not piece:
                weather.delays.append(time.perf_counter() - began)
                weather.answers[_meaning(received.pop(tablet))] += 1
                selector.unregister(tablet)
                tablet.close()
    weather.seconds = time.perf_counter() - began
    weather.answers["unanswered"] += len(received)
    for sock in received:
        sock.close()
    selector.close()
    return weather


def _request(token: str, port: int, vote_id: UUID) -> bytes:
    body = json.dumps({"choice": "yes"})
    lines = [
        f"POST /api/v1/votes/{vote_id}/ballots HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Authorization: Bearer {token}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        f"Idempotency-Key: {uuid4()}",
        "Connection: close",
    ]
    return ("\r\n".join([*lines, "", ""]) + body).encode()


def _meaning(answer: bytes) -> str:
    head, _, body = answer.partition(b"\r\n\r\n")
    status = head.split(b" ")[1].decode() if b" " in head else "broken"
    if status == "201":
        return "acknowledged"
    try:
        return f"{status} {json.loads(body)['code']}"
    except (ValueError, KeyError, TypeError):
        return status
