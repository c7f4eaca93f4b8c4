"""Figures on a listener of their own, slow statements in the log, and one code from page to job."""

import logging
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from ecabinet.core.db import open_engine, tell_slow
from ecabinet.core.jobs import Jobs
from ecabinet.core.tracing import begin, request_code
from ecabinet.core.unit_of_work import Job
from ecabinet.operation.metrics import Installation, Metrics, listen
from ecabinet.platform import Platform
from tests.live.product import Product
from tests.servers import free_port


@pytest.fixture(autouse=True)
def nobody() -> Iterator[None]:
    """No request of another test is remembered."""
    begin("")
    yield
    begin("")


def figures(port: int) -> str:
    """Return what the listener answers."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_a_web_process_counts_and_stops(mode: str, tmp_path: Path, sqlite_url: str) -> None:
    port = free_port()
    product = Product(
        tmp_path, sqlite_url, mode, environment={"ECABINET_METRICS_PORT": str(port)}
    ).start()
    try:
        product.get("/healthz")
        told = figures(port)
        asked = 'ecabinet_request_seconds_count{endpoint="health.alive",method="GET",status="200"}'
        assert f"{asked} 1.0" in told
        assert "ecabinet_sockets 0.0" in told
        assert "ecabinet_disk_free_bytes " in told
        assert "/healthz" not in told  # Addresses hold ids; endpoints do not.
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{product.origin}/metrics", timeout=30)
        refused.value.close()
        assert refused.value.code in (401, 404)
        product.stop()
        assert product.process is not None
        assert product.process.returncode == 0
    finally:
        product.stop()


def test_jobs_and_the_installation(platform: Platform) -> None:
    metrics = Metrics()
    metrics.registry.register(Installation(platform))
    platform.jobs.ended = metrics.saw_job
    platform.jobs.register("good", lambda store: None)
    platform.jobs.register("bad", lambda store: 1 / 0)
    platform.jobs.dispatch(Job("good", {}))
    platform.jobs.dispatch(Job("bad", {}))
    count = metrics.registry.get_sample_value
    assert count("ecabinet_jobs_waiting") == 2
    platform.jobs.drain(platform.store)
    assert count("ecabinet_job_seconds_count", {"job": "good", "outcome": "done"}) == 1
    assert (count("ecabinet_job_seconds_count", {"job": "bad", "outcome": "failed"}) or 0) >= 1


def test_the_second_process_takes_the_next_port() -> None:
    port = free_port()
    first = listen(Metrics(), "127.0.0.1", port)
    second = listen(Metrics(), "127.0.0.1", port)
    try:
        assert first.port == port < second.port
        assert "process_cpu_seconds_total" in figures(second.port)
    finally:
        first.close()
        second.close()


def test_the_worker_knows_for_whom_it_works(app: Flask, platform: Platform, tmp_path: Path) -> None:
    seen: list[str] = []
    platform.jobs.register("look", lambda store: seen.append(request_code()))
    answer = app.test_client().get("/healthz")
    platform.jobs.dispatch(Job("look", {}))
    begin("")
    platform.jobs.drain(platform.store)
    assert seen == [answer.headers["X-Request-Id"]]
    assert request_code() == ""


def test_a_job_queued_by_an_older_version_runs(platform: Platform, tmp_path: Path) -> None:
    seen: list[str] = []
    jobs = Jobs(tmp_path, None)
    jobs.register("look", lambda store: seen.append("done"))
    jobs._run("look", {})
    jobs.drain(platform.store)
    assert seen == ["done"]


def test_slow_statements_are_told_without_their_values(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_engine(sqlite_url)
    tell_slow(engine, 0.0)
    with caplog.at_level(logging.WARNING), engine.connect() as connection:
        connection.execute(text("SELECT\n :secret"), {"secret": "bí mật"})
        connection.execute(text("SELECT '" + "a" * 5_000 + "'"))
    engine.dispose()
    said = [record.getMessage() for record in caplog.records]
    assert any(line.startswith("slow query, ") and "SELECT ?" in line for line in said)
    assert not any("bí mật" in line for line in said)
    assert max(map(len, said)) < 2_100, "an insert of a thousand rows is no line to read"
