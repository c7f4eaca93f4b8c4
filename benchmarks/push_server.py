"""The servers compared by `push.py`. Run as `python -m benchmarks.push_server app|bare`.

app: the real product, exactly as `ecabinet serve --no-worker` starts it; only that it remembers
when each commit was announced, and tells at `/bench`. bare: a plain WebSocket server of the same
kind that sends the text it is given to everybody. Both listen at ECABINET_PORT.
"""

import os
import sys

from ecabinet import concurrency

KIND = sys.argv[1]
concurrency.choose(os.environ["ECABINET_ASYNC"])

# Everything else comes after the choice of mode.
import time  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, request  # noqa: E402

moments: list[int] = []
"""time.monotonic_ns() at which sending could begin: after each commit, or each wish."""


def report(app: Flask) -> None:
    """Tell what was noted since the last time, and the CPU seconds used so far."""

    @app.get("/bench")
    def bench() -> dict[str, Any]:
        told = list(moments)
        moments.clear()
        return {"moments": told, "cpu": time.process_time()}


def serve_app() -> None:
    """The product, with an ear at the nudge that follows each commit."""
    from ecabinet import app as product
    from ecabinet import cli
    from ecabinet.core.nudge import Nudge
    from ecabinet.web import live

    live.PING_SECONDS = 3600  # The bare server has no pings.
    nudge, create = Nudge.send, product.create_app

    def send(self: Nudge, streams: list[str]) -> None:
        moments.append(time.monotonic_ns())
        nudge(self, streams)

    def create_reporting(*args: Any, **kwargs: Any) -> Any:
        made = create(*args, **kwargs)
        report(made)
        return made

    Nudge.send = send  # type: ignore[method-assign]
    product.create_app = create_reporting
    sys.argv = ["ecabinet", "serve", "--no-worker"]
    cli.main()


def serve_bare() -> None:
    """No product: one finished frame per wish, one system call per socket."""
    from eventlet.websocket import WebSocketWSGI

    from ecabinet.settings import load
    from ecabinet.web.frames import frame
    from ecabinet.web.serving import serve

    app = Flask("bare")
    sockets: list[Any] = []

    def accept(ws: Any) -> None:
        sockets.append(ws.socket.fd)  # below the green socket: the least a Python server can do
        while ws.wait() is not None:
            pass
        sockets.remove(ws.socket.fd)

    @app.put("/say")
    def say() -> dict[str, Any]:
        text = request.get_data()
        moments.append(time.monotonic_ns())
        message = frame(text)
        for sock in sockets:
            sock.send(message)
        return {}

    upgrade, plain = WebSocketWSGI(accept), app.wsgi_app

    def dispatch(environ: dict[str, Any], start_response: Any) -> Any:
        chosen = upgrade if environ["PATH_INFO"] == "/bare" else plain
        return chosen(environ, start_response)

    app.wsgi_app = dispatch  # type: ignore[method-assign]
    report(app)
    serve(app, load(require_secret=False))


if __name__ == "__main__":
    {"app": serve_app, "bare": serve_bare}[KIND]()
