"""Figures for Prometheus, on a listener of their own: never on the address people use.

No figure names a person, a meeting or a vote.
"""

import logging
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Thread
from wsgiref.simple_server import WSGIServer

from prometheus_client import (
    GC_COLLECTOR,
    PLATFORM_COLLECTOR,
    PROCESS_COLLECTOR,
    CollectorRegistry,
    Histogram,
    start_http_server,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from sqlalchemy import QueuePool

from ecabinet.operation.heartbeat import last_beat
from ecabinet.platform import Platform
from ecabinet.webhooks.queries.standing import standing

log = logging.getLogger(__name__)

PORTS_TRIED = 16
"""Several processes of one machine take the ports after the first."""

REQUEST_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
JOB_SECONDS = (0.1, 0.5, 1, 5, 15, 60, 300)


@dataclass
class Metrics:
    """The figures of one process."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        """Begin with those of the process itself."""
        for collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
            self.registry.register(collector)
        self.requests = Histogram(
            "ecabinet_request_seconds",
            "Time to answer a request, in seconds.",
            ("endpoint", "method", "status"),
            buckets=REQUEST_SECONDS,
            registry=self.registry,
        )
        self.jobs = Histogram(
            "ecabinet_job_seconds",
            "Time of a job of the worker, in seconds.",
            ("job", "outcome"),
            buckets=JOB_SECONDS,
            registry=self.registry,
        )

    def saw_job(self, name: str, seconds: float, failed: bool) -> None:
        """Count a job that has ended."""
        self.jobs.labels(name, "failed" if failed else "done").observe(seconds)


class Installation:
    """What is asked of the installation whenever somebody looks."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def collect(self) -> Iterable[Metric]:
        """Yield the figures of this moment."""
        settings = self._platform.settings
        since = last_beat(settings.data_dir)
        if since is not None:
            yield GaugeMetricFamily(
                "ecabinet_worker_silence_seconds", "Since a worker's last sign of life.", since
            )
        yield GaugeMetricFamily(
            "ecabinet_disk_free_bytes",
            "Room left where the papers lie.",
            shutil.disk_usage(settings.data_dir).free,
        )
        yield GaugeMetricFamily(
            "ecabinet_jobs_waiting",
            "Jobs queued or scheduled.",
            self._platform.jobs.waiting(),
        )
        store = self._platform.store
        with store.reading() as session:
            outside = standing(session, store.clock())
        yield GaugeMetricFamily(
            "ecabinet_webhooks_failing", "Receivers in trouble.", len(outside.troubled)
        )
        yield GaugeMetricFamily(
            "ecabinet_webhooks_waiting", "Events not taken yet.", outside.waiting
        )
        pool = self._platform.store.engine.pool
        if isinstance(pool, QueuePool):
            yield GaugeMetricFamily(
                "ecabinet_database_connections", "In use in this process.", pool.checkedout()
            )


@dataclass(frozen=True)
class Listener:
    """A running listener; `close` it before the process ends."""

    server: WSGIServer
    thread: Thread
    port: int

    def close(self) -> None:
        """Stop listening."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def listen(metrics: Metrics, host: str, port: int) -> Listener:
    """Answer `/metrics` on the first free port from `port` on.

    Raises:
        OSError: none of the next 16 ports can be used.
    """
    for tried in range(port, port + PORTS_TRIED):
        try:
            server, thread = start_http_server(tried, addr=host, registry=metrics.registry)
        except OSError:
            if tried == port + PORTS_TRIED - 1:
                raise
            continue
        log.info("figures at http://%s:%d/metrics", host, tried)
        return Listener(server, thread, tried)
    raise AssertionError("unreachable")
