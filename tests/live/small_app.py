"""A small server with nothing but the live connection, steered over HTTP by the tests.

Run as `python -m tests.live.small_app MODE [key=number …]`; prints its port. Whoever names a
person in the query of the handshake (?person=…) is that person, unless signed out meanwhile.
"""

import sys

from ecabinet import concurrency

concurrency.choose(sys.argv[1])

# Everything else comes after the choice of mode.
from dataclasses import asdict  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402
from uuid import UUID  # noqa: E402

from flask import Flask, Response, jsonify, request  # noqa: E402

from ecabinet.core.actors import Actor  # noqa: E402
from ecabinet.settings import Settings  # noqa: E402
from ecabinet.web.links import Limits  # noqa: E402
from ecabinet.web.live import Live  # noqa: E402
from ecabinet.web.serving import serve  # noqa: E402

ORIGIN = "http://tablet.test"

app = Flask(__name__)
live = Live(
    concurrency.MODE,
    limits=Limits(**{k: int(v) for k, v in (word.split("=") for word in sys.argv[2:])}),
)
signed_out: set[str] = set()
joined: list[str] = []
slow_joins = False


def authenticate() -> Actor | None:
    """Believe the query of the handshake."""
    person = request.args.get("person")
    if not person or person in signed_out:
        return None
    return Actor(UUID(person), person, person)


def may_join(_actor: Actor, stream: str) -> tuple[bool, int]:
    """Allow all but secret streams. A slow one is told something between reading and joining."""
    if stream.startswith("slow:") and stream not in joined:
        joined.append(stream)
        live.broadcast(stream, "event", {"stream": stream, "seq": 8})
        return True, 7
    return not stream.startswith("secret:"), 8 if stream.startswith("slow:") else 7


def may_send(_actor: Actor, _stream: str, kind: str) -> bool:
    """Allow pointers only."""
    return kind == "pointer"


@app.get("/much")
def much() -> bytes:
    """More than the buffers of both sides hold."""
    return bytes(16 << 20)


@app.post("/broadcast")
def broadcast() -> Response:
    """Send `count` numbered events with `size` bytes of filling to a room."""
    body = request.get_json()
    filling = "ế" * body.get("size", 0)
    first = body.get("first", 1)
    for seq in range(first, first + body["count"]):
        live.broadcast(body["room"], "event", {"seq": seq, "filling": filling})
        if seq % body.get("pause_every", 1_000_000) == 0:
            concurrency.sleep(0.001)
    return jsonify(asdict(live.counters))


@app.post("/wrong-thread")
def wrong_thread() -> Response:
    """Broadcast from a thread where that would mix frames."""
    try:
        concurrency.run_blocking(live.broadcast, "open:1", "event", {"seq": 1})
    except RuntimeError as error:
        return jsonify({"refused": str(error)})
    return jsonify({"refused": None})


@app.post("/drop/<uuid:person>")
def drop(person: UUID) -> Response:
    """End all rights of a person; return the rooms that are left at once."""
    signed_out.add(str(person))
    live.drop_person(person)
    return jsonify(sorted(live.rooms()))


@app.post("/remove/<uuid:person>/<room>")
def remove(person: UUID, room: str) -> Response:
    """Take a person out of one room."""
    live.leave_room(person, room)
    return jsonify(sorted(live.rooms()))


@app.get("/state")
def state() -> dict[str, Any]:
    """Return what the server holds."""
    sockets = [len(live.sids_of(UUID(p))) for p in request.args.getlist("person")]
    return {"rooms": sorted(live.rooms()), "sockets": sockets, **asdict(live.counters)}


@app.get("/slow")
def slow() -> str:
    """Take a second, to be in flight while the server stops."""
    concurrency.sleep(1.0)
    return "done"


if __name__ == "__main__":
    live.bind(authenticate=authenticate, may_join=may_join, may_send=may_send)
    live.init_app(app, allowed_origins=[ORIGIN])
    settings = Settings(Path(), "x" * 32, "sqlite://", port=0, async_mode=concurrency.MODE)
    serve(app, settings, ready=lambda port: print(port, flush=True))
