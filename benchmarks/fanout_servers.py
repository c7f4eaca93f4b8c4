"""The servers compared by `fanout.py`. Run as `python -m benchmarks.fanout_servers KIND`.

ours, threads: our Live in its two modes. stock: Flask-SocketIO's own emit under eventlet.
bare: a plain eventlet WebSocket server that writes the same frame straight to each socket.
Each prints its port. `GET /go?rounds=R&gap=G` sends R events and answers the CPU seconds used.
"""

import sys

from ecabinet import concurrency

KIND = sys.argv[1] if __name__ == "__main__" else "ours"
concurrency.choose("threading" if KIND == "threads" else "eventlet")

# Everything else comes after the choice of mode.
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402
from uuid import UUID  # noqa: E402

from flask import Flask, request  # noqa: E402

from ecabinet.core.actors import Actor  # noqa: E402
from ecabinet.settings import Settings  # noqa: E402
from ecabinet.web import live as live_module  # noqa: E402
from ecabinet.web.frames import event_text, frame  # noqa: E402
from ecabinet.web.live import Live  # noqa: E402
from ecabinet.web.serving import serve  # noqa: E402

ROOM = "meeting:0199a1b2-0000-7000-8000-000000000001"
# Pings are measured apart: the bare server has none, and they would be counted as fan-out.
PING_SECONDS = 3600
SETTLE_SECONDS = 0.3

Broadcast = Callable[[dict[str, Any]], None]


def event(seq: int) -> dict[str, Any]:
    """Return an event as the outbox would wire it, about 330 bytes, stamped with the time."""
    return {
        "stream": ROOM,
        "seq": seq,
        "type": "agenda.moved",
        "payload": {
            "item_id": "0199a1b2-0000-7000-8000-00000000abcd",
            "number": 7,
            "paper_id": "0199a1b2-0000-7000-8000-00000000ef01",
            "page": 12,
            "chair": "Đồng chí Nguyễn Văn An",
            "sent": time.monotonic_ns(),
        },
        "actor": "0199a1b2-0000-7000-8000-00000000cafe",
        "at": "2026-11-23T08:00:00.000000+00:00",
    }


def add_control(app: Flask, broadcast: Broadcast) -> None:
    """Let the benchmark start rounds."""

    @app.get("/go")
    def go() -> dict[str, float]:
        began = time.process_time()
        for seq in range(request.args.get("rounds", 1, int)):
            broadcast(event(seq))
            concurrency.sleep(request.args.get("gap", 0.0, float))
        concurrency.sleep(SETTLE_SECONDS)
        return {"cpu": time.process_time() - began}


def ours(app: Flask) -> None:
    """Our Live, in the mode chosen."""
    live_module.PING_SECONDS = PING_SECONDS
    live = Live(concurrency.MODE)
    live.bind(
        authenticate=lambda: Actor(UUID(request.args["person"]), "tablet", "Tablet"),
        may_join=lambda _actor, _stream: (True, 0),
    )
    live.init_app(app, allowed_origins=["http://tablet.test"])
    add_control(app, lambda payload: live.broadcast(ROOM, "event", payload))


def stock(app: Flask) -> None:
    """Flask-SocketIO as it comes, with the same transport and no compression asked for."""
    from flask_socketio import SocketIO, join_room

    socketio = SocketIO(
        app, async_mode="eventlet", transports=["websocket"], async_handlers=False,
        manage_session=False, ping_interval=PING_SECONDS, cors_allowed_origins=[],
    )  # fmt: skip

    def join(data: dict[str, str]) -> dict[str, object]:
        join_room(data["stream"])
        return {"ok": True, "last": 0}

    socketio.on_event("join", join)
    add_control(app, lambda payload: socketio.emit("event", payload, to=ROOM))


def bare(app: Flask) -> None:
    """No Socket.IO at all: one finished frame per round, one system call per socket."""
    from eventlet.websocket import WebSocketWSGI

    sockets: list[Any] = []

    def accept(ws: Any) -> None:
        sockets.append(ws.socket.fd)  # below the green socket: the least a Python server can do
        while ws.wait() is not None:
            pass
        sockets.remove(ws.socket.fd)

    upgrade, plain = WebSocketWSGI(accept), app.wsgi_app

    def dispatch(environ: dict[str, Any], start_response: Any) -> Any:
        chosen = upgrade if environ["PATH_INFO"] == "/bare" else plain
        return chosen(environ, start_response)

    app.wsgi_app = dispatch  # type: ignore[method-assign]

    def broadcast(payload: dict[str, Any]) -> None:
        message = frame(event_text("event", payload).encode())
        for sock in sockets:
            sock.send(message)

    add_control(app, broadcast)


def main() -> None:
    """Serve the kind named on the command line until SIGTERM."""
    app = Flask("bench")
    {"ours": ours, "threads": ours, "stock": stock, "bare": bare}[KIND](app)
    settings = Settings(Path(), "x" * 32, "sqlite://", port=0, async_mode=concurrency.MODE)
    serve(app, settings, ready=lambda port: print(port, flush=True))


if __name__ == "__main__":
    main()
