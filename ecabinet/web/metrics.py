"""Counts requests, sockets and what is sent to them, for the listener of figures."""

from collections.abc import Iterable
from dataclasses import asdict
from time import perf_counter

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from ecabinet.web.live import Live


def watch_requests(app: Flask, seconds: Histogram) -> None:
    """Observe how long each answer takes, by endpoint: addresses hold ids and have no end."""

    @app.before_request
    def begin() -> None:
        g.begun_at = perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        begun = g.get("begun_at")
        if begun is not None:
            endpoint = request.endpoint or "none"
            spent = perf_counter() - begun
            seconds.labels(endpoint, request.method, response.status_code).observe(spent)
        return response


class Sockets:
    """The live connections of this process."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def collect(self) -> Iterable[Metric]:
        """Yield the figures of this moment."""
        yield GaugeMetricFamily(
            "ecabinet_sockets", "Signed-in sockets of this process.", self._live.sockets()
        )
        sent = CounterMetricFamily(
            "ecabinet_messages", "Messages to sockets, by how they went.", labels=["way"]
        )
        for way, count in asdict(self._live.counters).items():
            sent.add_metric([way], count)
        yield sent


def watch_sockets(app: Flask, registry: CollectorRegistry) -> None:
    """Count the sockets of `app` whenever somebody looks."""
    registry.register(Sockets(app.extensions["ecabinet.live"]))
