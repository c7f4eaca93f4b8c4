"""Serving: one process, one listening socket, a graceful stop within ten seconds."""

import contextlib
import json
import logging
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from flask import Flask

from ecabinet import concurrency
from ecabinet.settings import Settings

log = logging.getLogger(__name__)
access_log = logging.getLogger("ecabinet.access")

BACKLOG = 2048
GRACE_SECONDS = 8.0
"""How long requests in flight may still take after a stop was asked for."""

OPEN_FILES = 65_536


class Running(Protocol):
    """A server that accepts connections in the background."""

    def stop(self, on_stop: Callable[[], None], seconds: float) -> bool:
        """Stop accepting, call `on_stop`, wait for requests in flight; whether all ended."""


def serve(
    app: Flask,
    settings: Settings,
    *,
    ready: Callable[[int], None] | None = None,
    on_stop: Callable[[], None] | None = None,
) -> None:
    """Serve `app` until SIGTERM or SIGINT. Run it in the main thread; returns after the stop.

    ready(port): called once connections are accepted. on_stop: called when stopping begins,
    before sockets are told to reconnect; it must not wait.

    Raises:
        OSError: the address cannot be used.
    """
    _raise_file_limit()
    listener = listen(settings.host, settings.port, reuse_port=settings.reuse_port)
    asked_to_stop = _Signals()
    server = _start(logged(app), listener)
    if ready is not None:
        ready(listener.getsockname()[1])
    name = asked_to_stop.wait()
    log.info("%s: stopping", name)

    def say_goodbye() -> None:
        if on_stop is not None:
            on_stop()
        if "live" in app.extensions:
            app.extensions["live"].close_all("restart")

    if not server.stop(say_goodbye, GRACE_SECONDS):
        log.warning("requests still ran %s seconds after the stop; they are cut off", GRACE_SECONDS)


def listen(host: str, port: int, *, reuse_port: bool = False) -> socket.socket:
    """Return a listening socket. Another process may share the port only with `reuse_port`."""
    family, kind, _, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if reuse_port:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def logged(app: Any) -> Any:
    """Return `app` with one JSON line per request in the log "ecabinet.access", when that is on.

    The query string is left out: it may carry tokens.
    """
    if not access_log.isEnabledFor(logging.INFO):
        return app

    def wrapped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        began = time.monotonic()

        def started(status: str, headers: Any, *rest: Any) -> Any:
            line = {
                "method": environ["REQUEST_METHOD"],
                "path": _masked(environ.get("PATH_INFO", "")),
                "status": int(status[:3]),
                "ms": round((time.monotonic() - began) * 1000, 1),
                "from": environ.get("REMOTE_ADDR"),
            }
            access_log.info(json.dumps(line, ensure_ascii=False))
            return start_response(status, headers, *rest)

        return app(environ, started)  # type: ignore[no-any-return]

    return wrapped


def _masked(path: str) -> str:
    """Return the path without the secret of a calendar address, which opens it to anybody."""
    return "/ics/…" if path.startswith("/ics/") else path


def _start(app: Any, listener: socket.socket) -> Running:
    if concurrency.MODE == "eventlet":
        return concurrency.GreenServer(app, listener, log)
    return ThreadedServer(app, listener)


SWITCH_SECONDS = 0.0005
"""After how long a busy thread lets others go on. By default ten times that: while four clients
flooded the server with pings, a push to the others took 600 ms."""


class ThreadedServer:
    """Werkzeug's threaded server, for tests and small offices."""

    def __init__(self, app: Any, listener: socket.socket) -> None:
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Quiet(WSGIRequestHandler):
            """Writes no access line, which `logged` does, and no error that a client made."""

            def log_request(self, *_args: object) -> None:
                """Say nothing."""

            def log_error(self, words: str, *args: object) -> None:
                """Say what was wrong with a request to whoever looks for it."""
                log.debug(words, *args)

        sys.setswitchinterval(SWITCH_SECONDS)

        self._in_flight = 0
        self._changed = threading.Condition()
        host, port = listener.getsockname()[:2]
        self._server = make_server(
            host, port, self._counted(app), threaded=True, request_handler=Quiet,
            fd=listener.fileno(),
        )  # fmt: skip
        self._listener = listener
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True
        ).start()

    def stop(self, on_stop: Callable[[], None], seconds: float) -> bool:
        """Stop accepting, call `on_stop`, wait for requests in flight; whether all ended."""
        self._server.shutdown()
        self._listener.close()
        on_stop()
        with self._changed:
            return self._changed.wait_for(lambda: self._in_flight == 0, seconds)

    def _counted(self, app: Any) -> Any:
        def wrapped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            # A generator, so that producing the answer is counted too.
            self._count(+1)
            try:
                with contextlib.ExitStack() as cleanup:
                    answer = app(environ, start_response)
                    cleanup.callback(getattr(answer, "close", _nothing))
                    yield from answer
            finally:
                self._count(-1)

        return wrapped

    def _count(self, change: int) -> None:
        with self._changed:
            self._in_flight += change
            self._changed.notify_all()


def _nothing() -> None:
    return None


class _Signals:
    """Waits for SIGTERM or SIGINT. A second signal ends the process at once."""

    def __init__(self) -> None:
        self._receiver, self._sender = socket.socketpair()
        self._sender.setblocking(False)
        # The interpreter writes the number here: also a server asleep in its event loop wakes up.
        signal.set_wakeup_fd(self._sender.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)

    def wait(self) -> str:
        """Return the name of the signal that came."""
        wanted = (signal.SIGTERM, signal.SIGINT)
        number = 0
        while number not in wanted:
            number = self._receiver.recv(1)[0]
        signal.set_wakeup_fd(-1)
        for each in wanted:
            signal.signal(each, signal.SIG_DFL)
        self._receiver.close()
        self._sender.close()
        return signal.Signals(number).name


def _raise_file_limit() -> None:
    """Allow as many sockets as the system lets us; the usual soft limit of 1,024 is too few."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
