"""Processes: the web server and the worker, alone or together, stopped without losing work."""

import logging
import os
import signal
import subprocess
import sys
import threading

from ecabinet import concurrency
from ecabinet.settings import Settings, SettingsError

log = logging.getLogger(__name__)

GRACE_SECONDS = 10


def run_web(settings: Settings, *, with_worker: bool) -> None:
    """Serve until SIGTERM or SIGINT; with a worker beside it unless told otherwise.

    Raises:
        SettingsError: the database is not at the newest revision.
    """
    concurrency.choose(settings.async_mode)
    from ecabinet import database
    from ecabinet.logs import init_logs

    init_logs(settings.log_level)

    if not database.is_current(settings.database_url):
        raise SettingsError("the database is not up to date: run `ecabinet db upgrade`")
    from ecabinet.app import create_app, register_jobs
    from ecabinet.web.push import start_push
    from ecabinet.web.serving import serve

    app = create_app(settings)
    register_jobs(app.extensions["ecabinet"])
    start_push(app)
    helper = _start_worker() if with_worker else None

    def begin_to_stop() -> None:
        # The worker finishes its job while the last requests end, not after them.
        if helper is not None:
            helper.terminate()

    try:
        serve(app, settings, on_stop=begin_to_stop)
    finally:
        app.extensions["ecabinet.relay"].stop()
        if helper is not None:
            _stop(helper)
        app.extensions["ecabinet"].close()


def run_worker(settings: Settings) -> None:
    """Work off jobs until SIGTERM or SIGINT; the job in hand is finished first."""
    from ecabinet.app import register_jobs
    from ecabinet.logs import init_logs
    from ecabinet.platform import open_platform

    init_logs(settings.log_level)
    platform = open_platform(settings)
    register_jobs(platform)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    consumer = platform.jobs.start_worker(platform.store)
    parent = os.getppid()
    while not stopped.wait(1.0):
        if os.environ.get("ECABINET_WORKER_OF") == str(parent) and os.getppid() != parent:
            log.warning("the web process is gone; the worker stops too")
            break
    consumer.stop(graceful=True)
    platform.close()


def _start_worker() -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "ECABINET_WORKER_OF": str(os.getpid())}
    return subprocess.Popen([sys.executable, "-m", "ecabinet", "worker"], env=environment)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
