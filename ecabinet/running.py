"""Processes: the web server and the worker, alone or together, stopped without losing work."""

import logging
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from ecabinet import concurrency
from ecabinet.environment import SettingsError
from ecabinet.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

    from ecabinet.operation.metrics import Listener
    from ecabinet.platform import Platform

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
    from ecabinet.core.memory import keep_for_good
    from ecabinet.web.push import start_push
    from ecabinet.web.refusals import Keeper
    from ecabinet.web.serving import serve

    app = create_app(settings)
    register_jobs(app.extensions["ecabinet"])
    start_push(app)
    figures = _figures_of_web(app, settings) if settings.metrics_port else None
    keeper = Keeper(app.extensions["ecabinet"].store, app.extensions["ecabinet.refusals"])
    concurrency.spawn(keeper.run)
    helper = _start_worker() if with_worker else None

    keep_for_good()

    def begin_to_stop() -> None:
        # The worker finishes its job while the last requests end, not after them.
        if helper is not None:
            helper.terminate()

    try:
        serve(app, settings, on_stop=begin_to_stop)
    finally:
        if figures is not None:
            figures.close()
        app.extensions["ecabinet.relay"].stop()
        keeper.stop()
        if helper is not None:
            _stop(helper)
        app.extensions["ecabinet"].close()


def _figures_of_web(app: "Flask", settings: Settings) -> "Listener":
    from ecabinet.operation.metrics import Installation, Metrics, listen
    from ecabinet.web.metrics import watch_requests, watch_sockets

    metrics = Metrics()
    watch_requests(app, metrics.requests)
    watch_sockets(app, metrics.registry)
    metrics.registry.register(Installation(app.extensions["ecabinet"]))
    return listen(metrics, settings.metrics_host, settings.metrics_port)


def _figures_of_worker(platform: "Platform") -> "Listener":
    from ecabinet.operation.metrics import Metrics, listen

    metrics = Metrics()
    platform.jobs.ended = metrics.saw_job
    return listen(metrics, platform.settings.metrics_host, platform.settings.metrics_port)


def run_worker(settings: Settings) -> None:
    """Work off jobs until SIGTERM or SIGINT; the job in hand is finished first."""
    from ecabinet.app import register_jobs
    from ecabinet.core.memory import keep_for_good
    from ecabinet.logs import init_logs
    from ecabinet.operation.heartbeat import Heartbeat, forget_lost
    from ecabinet.platform import open_platform

    init_logs(settings.log_level)
    platform = open_platform(settings)
    register_jobs(platform)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    figures = _figures_of_worker(platform) if settings.metrics_port else None
    keep_for_good()
    consumer = platform.jobs.start_worker(platform.store)
    forget_lost(settings.data_dir)
    heart = Heartbeat(settings.data_dir)
    parent = os.getppid()
    while not stopped.wait(1.0):
        heart.beat()
        if os.environ.get("ECABINET_WORKER_OF") == str(parent) and os.getppid() != parent:
            log.warning("the web process is gone; the worker stops too")
            break
    platform.jobs.stop_companions()
    consumer.stop(graceful=True)
    heart.stop()
    if figures is not None:
        figures.close()
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
