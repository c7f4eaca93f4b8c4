"""The small app in a process of its own."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.live.wire import Tablet

MODES = ["eventlet", "threading"]
AN, BINH = str(uuid4()), str(uuid4())


class Server:
    """The small app, and how to steer it."""

    def __init__(self, mode: str, *limits: str) -> None:
        self.mode = mode
        command = [sys.executable, "-W", "error", "-m", "tests.live.small_app", mode, *limits]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline() or 0)

    def get(self, path: str) -> Any:
        """Ask over HTTP."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            body = answer.read().decode()
        return json.loads(body) if body[:1] in "[{" else body

    def post(self, path: str, **body: Any) -> Any:
        """Command over HTTP."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def tablet(self, person: str, *rooms: str, **options: Any) -> Tablet:
        """Return a connected tablet that has joined `rooms`."""
        tablet = Tablet(self.port, person, **options)
        assert tablet.connect()
        for room in rooms:
            assert tablet.ask("join", {"stream": room})["ok"]
        return tablet

    def stop(self) -> tuple[float, str]:
        """Stop it gently; seconds it took and what it wrote to stderr."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=12)
        return time.monotonic() - began, errors


def run(mode: str, *limits: str) -> Iterator[Server]:
    server = Server(mode, *limits)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
        server.process.communicate()


@pytest.fixture(scope="module", params=MODES)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """One server for all tests that do not stop it."""
    yield from run(request.param)


@pytest.fixture(params=MODES)
def own_server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of the test's own, that gives slow clients little room."""
    limits = ["send_buffer=4096", "kept_bytes=200000", "kept_messages=300", "unseated_seconds=1"]
    yield from run(request.param, *limits)


def wait_for(server: Server, path: str, **wanted: Any) -> dict[str, Any]:
    """Ask until the answer holds `wanted`; fail after five seconds."""
    deadline = time.monotonic() + 5
    while True:
        state: dict[str, Any] = server.get(path)
        if all(state[key] == value for key, value in wanted.items()):
            return state
        assert time.monotonic() < deadline, f"{state} never became {wanted}"
        time.sleep(0.02)
