"""How this process runs many things at once: green threads (eventlet) or operating-system threads.

The only file that names eventlet. `choose` must run before anything else is imported, because
eventlet replaces sockets, locks and sleeping throughout the standard library. Everything else
asks this module for a background task, a lock, a pause.
"""

import errno
import logging
import os
import resource
import threading
import time
import warnings
from collections.abc import Callable
from typing import Any, Literal, ParamSpec, Protocol, TypeVar, cast

Mode = Literal["eventlet", "threading"]
P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

MODE: Mode = "threading"
_chosen = False

MAX_CONNECTIONS = 20_000
"""Connections one process serves at once; eventlet's default of 1,024 would lock tablets out."""

KEPT_FILES = 256
"""Of the files that the system allows us: for the database, papers, children, not connections."""

_FOR_A_WHILE = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)

REQUEST_SECONDS = 60
"""How long a peer may stay silent in the middle of a request or an answer."""

KEEP_ALIVE_SECONDS = 30


class Lock(Protocol):
    """What `make_lock` returns."""

    def acquire(self) -> bool:
        """Wait for the lock and take it."""

    def release(self) -> None:
        """Give the lock back."""

    def __enter__(self) -> bool: ...

    def __exit__(self, *exc_info: object) -> None: ...


def choose(mode: str | None = None) -> Mode:
    """Decide how this process runs; call it before other imports. Calling it again is harmless.

    Without `mode`, ECABINET_ASYNC decides (default "eventlet").

    Raises:
        ValueError: there is no such mode.
        RuntimeError: the other mode was chosen before in this process.
    """
    global MODE, _chosen
    wanted = mode or os.environ.get("ECABINET_ASYNC", "").strip() or "eventlet"
    if wanted not in ("eventlet", "threading"):
        raise ValueError(f"ECABINET_ASYNC must be eventlet or threading, not {wanted!r}")
    if _chosen and wanted != MODE:
        raise RuntimeError(f"this process already runs in mode {MODE}")
    if not _chosen and wanted == "eventlet":
        _patch()
    MODE, _chosen = cast(Mode, wanted), True
    return MODE


def _patch() -> None:
    with warnings.catch_warnings():
        # Known and answered by this module: everything also works with threads. The class of the
        # warning cannot be named before the import that raises it, hence the message.
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated\.", category=Warning)
        import eventlet
    eventlet.monkey_patch()


def spawn(fn: Callable[..., object], *args: object) -> None:
    """Run `fn(*args)` in the background. An exception that escapes it is logged."""

    def run() -> None:
        try:
            fn(*args)
        except Exception:
            log.exception("background task %r failed", fn)

    if MODE == "eventlet":
        import eventlet

        eventlet.spawn_n(run)
    else:
        threading.Thread(target=run, daemon=True).start()


def sleep(seconds: float) -> None:
    """Pause this task only; others go on."""
    time.sleep(seconds)


def run_blocking(fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return `fn(...)` without holding up other tasks while it computes.

    In eventlet mode it runs in a real thread, where the patched standard library misbehaves. So
    `fn` may compute, hash and read files, but not log, take locks shared with other tasks, use
    a database session or a socket that others use. Exceptions come back as they were raised.
    """
    if MODE == "eventlet":
        from eventlet import tpool

        return cast(T, tpool.execute(fn, *args, **kwargs))
    return fn(*args, **kwargs)


def make_lock() -> Lock:
    """Return a lock between tasks of this process."""
    return cast(Lock, threading.Lock())


def Event() -> threading.Event:  # noqa: N802 - reads as the class it stands for
    """Return an event between tasks: made when called, hence of the chosen mode."""
    return threading.Event()


def native_thread() -> int:
    """Return the id of the operating-system thread, also where threads are green."""
    return threading.get_native_id()


def wait_writable(sock: Any, seconds: float) -> bool:
    """Wait in a green thread until `sock` takes more bytes; False after `seconds`.

    Raises:
        OSError: the socket was closed meanwhile.
    """
    from eventlet import hubs

    try:
        hubs.trampoline(sock, write=True, timeout=seconds, timeout_exc=TimeoutError)
    except TimeoutError:
        return False
    return True


class GreenServer:
    """eventlet's WSGI server on a listening socket, running in the background."""

    def __init__(self, app: Any, listener: Any, errors: logging.Logger) -> None:
        import eventlet

        self._green = eventlet.spawn(_run_green_server, app, listener, errors)

    def stop(self, on_stop: Callable[[], None], seconds: float) -> bool:
        """Stop accepting, call `on_stop`, wait for requests in flight; whether all ended in time.

        `on_stop` must not wait for anything: nobody can connect between it and the closing.
        """
        import eventlet

        on_stop()
        self._green.kill()
        with eventlet.Timeout(seconds, False):
            self._green.wait()
        return bool(self._green.dead)


def _run_green_server(app: Any, listener: Any, errors: logging.Logger) -> None:
    import eventlet
    from eventlet import wsgi

    from ecabinet.green_http import ServerLog, patient

    listener.accept = _accepting(listener.accept)
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        wsgi.server(
            listener,
            app,
            log=ServerLog(errors),
            log_format="",
            protocol=patient(wsgi.HttpProtocol, KEEP_ALIVE_SECONDS),
            max_size=min(MAX_CONNECTIONS, max(16, files - KEPT_FILES)),
            keepalive=KEEP_ALIVE_SECONDS,
            socket_timeout=REQUEST_SECONDS,
            debug=False,  # No traceback in an answer.
        )
    except eventlet.greenlet.GreenletExit:
        log.debug("server stopped")


def _accepting(accept: Callable[[], T]) -> Callable[[], T]:
    """Wait where the machine has no file or memory for another connection; the library gives up."""

    def patiently() -> T:
        while True:
            try:
                return accept()
            except OSError as error:
                if error.errno not in _FOR_A_WHILE:
                    raise
                log.error("no connection can be accepted: %s; tried again", error)
                sleep(1.0)

    return patiently
