"""Choosing how a process runs. Each case has a process of its own: patching is for ever."""

import subprocess
import sys

import pytest

from ecabinet import concurrency

MODES = ["eventlet", "threading"]


def python(code: str, mode: str | None = None) -> str:
    """Run `code` with all warnings as errors; return what it printed."""
    environ = {"ECABINET_ASYNC": mode} if mode else {}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True, text=True, timeout=20, env={"PYTHONPATH": ".", **environ},
    )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.strip()


def test_without_a_choice_nothing_is_patched() -> None:
    assert (
        python("""
import socket, sys
from ecabinet import concurrency
print(concurrency.MODE, "eventlet" in sys.modules, socket.socket.__module__)
""")
        == "threading False socket"
    )


@pytest.mark.parametrize(("wanted", "patched"), [("eventlet", True), ("threading", False)])
def test_the_environment_decides(wanted: str, patched: bool) -> None:
    assert (
        python(
            """
import sys
from ecabinet import concurrency
print(concurrency.choose(), concurrency.MODE, "eventlet" in sys.modules)
""",
            wanted,
        )
        == f"{wanted} {wanted} {patched}"
    )


def test_eventlet_is_the_default() -> None:
    assert python("from ecabinet.concurrency import choose; print(choose())") == "eventlet"


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="gevent"):
        concurrency.choose("gevent")


def test_choosing_again_is_harmless_and_changing_is_refused() -> None:
    assert (
        python("""
from ecabinet.concurrency import choose
choose("eventlet"), choose("eventlet")
try:
    choose("threading")
except RuntimeError as error:
    print(error)
""")
        == "this process already runs in mode eventlet"
    )


def test_other_warnings_of_eventlet_still_show() -> None:
    assert (
        python("""
import warnings
from ecabinet.concurrency import choose
choose("eventlet")
import eventlet
try:
    warnings.warn("Something else", eventlet.EventletDeprecationWarning)
except eventlet.EventletDeprecationWarning as warning:
    print(warning)
""")
        == "Something else"
    )


@pytest.mark.parametrize("mode", MODES)
def test_tasks_locks_and_events_work_together(mode: str) -> None:
    assert (
        python(
            """
from ecabinet import concurrency
concurrency.choose()
lock, done, order = concurrency.make_lock(), concurrency.Event(), []
def task(name):
    with lock:
        order.append(name)
        concurrency.sleep(0.05)
        order.append(name)
    if len(order) == 4:
        done.set()
concurrency.spawn(task, 1)
concurrency.spawn(task, 2)
print(done.wait(5), order, concurrency.Event().wait(0.01))
""",
            mode,
        )
        == "True [1, 1, 2, 2] False"
    )


@pytest.mark.parametrize("mode", MODES)
def test_a_failing_task_is_logged_and_hurts_nobody(mode: str) -> None:
    assert python(
        """
import logging, sys
from ecabinet import concurrency
concurrency.choose()
logging.basicConfig(stream=sys.stdout, format="%(message)s")
def fail():
    raise ValueError("seen")
concurrency.spawn(fail)
concurrency.sleep(0.1)
""",
        mode,
    ).endswith("ValueError: seen")


def test_blocking_work_does_not_hold_up_green_tasks() -> None:
    # The work computes for about a fifth of a second without letting go of its thread.
    ticks = int(
        python(
            """
import hashlib
from ecabinet import concurrency
concurrency.choose()
ticks = []
def tick():
    while True:
        ticks.append(1)
        concurrency.sleep(0.005)
concurrency.spawn(tick)
concurrency.run_blocking(hashlib.pbkdf2_hmac, "sha256", b"x", b"y", 300_000)
print(len(ticks))
""",
            "eventlet",
        )
    )
    assert ticks > 5


@pytest.mark.parametrize("mode", MODES)
def test_blocking_work_returns_and_raises_as_a_plain_call(mode: str) -> None:
    assert (
        python(
            """
from ecabinet import concurrency
concurrency.choose()
print(concurrency.run_blocking(int, "12", base=3))
try:
    concurrency.run_blocking(int, "x")
except ValueError as error:
    print(type(error).__name__)
""",
            mode,
        )
        == "5\nValueError"
    )
