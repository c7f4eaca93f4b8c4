"""Starts the product in no time: a process that has imported it forks a copy for each start.

Importing takes seconds, and the tests start the product some two hundred times. A copy is a
process like any other: its own memory, files and sockets, stopped or killed by its id.
"""

import contextlib
import gc
import json
import os
import posix
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn


class Child:
    """A forked process, asked and told as a `subprocess.Popen`."""

    def __init__(self, nursery: "Nursery", pid: int) -> None:
        self._nursery, self.pid = nursery, pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return how it ended; None while it runs."""
        if self.returncode is None:
            self.returncode = self._nursery.ask({"pid": self.pid})
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Return how it ended. Raises subprocess.TimeoutExpired."""
        until = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.02)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended: its id may be another's by now."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class Nursery:
    """The process that has imported the product in one mode, and the lines to it."""

    def __init__(self, mode: str) -> None:
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery", mode],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def start(self, program: Sequence[str], environment: Mapping[str, str], log: Path) -> Child:
        """Run `python PROGRAM` (which begins with -m) with this environment, writing to `log`."""
        asked = {"program": list(program), "environment": dict(environment), "log": str(log)}
        return Child(self, self.ask(asked))

    def ask(self, asked: Mapping[str, Any]) -> Any:
        """Send one line, return what the answer holds."""
        assert self._process.stdin
        assert self._process.stdout
        with self._turn:
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())


@cache
def nursery(mode: str) -> Nursery:
    """Return the nursery of this test process for a mode; it ends when this process does."""
    return Nursery(mode)


def _answer(asked: Mapping[str, Any], ended: dict[int, int]) -> int | None:
    """In the nursery: fork, or tell how a child ended."""
    if "pid" not in asked:
        return posix.fork() or _live(**asked)
    pid = asked["pid"]
    if pid not in ended:
        found, status = posix.waitpid(pid, posix.WNOHANG)
        if not found:
            return None
        ended[pid] = posix.waitstatus_to_exitcode(status)
    return ended[pid]


def _live(program: list[str], environment: dict[str, str], log: str) -> NoReturn:
    """In the child: become the program."""
    posix.dup2(posix.open(os.devnull, posix.O_RDONLY), 0)
    output = posix.open(log, posix.O_WRONLY | posix.O_CREAT | posix.O_APPEND)
    posix.dup2(output, 1)
    posix.dup2(output, 2)
    os.environ.clear()
    os.environ.update(environment)
    _flag, module, *arguments = program
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.exit(0)


def _serve(mode: str) -> None:
    # `posix` and not `os`: eventlet has replaced the latter's calls that wait.
    from ecabinet import concurrency

    concurrency.choose(mode)
    import ecabinet.app
    import ecabinet.running
    import ecabinet.web.serving  # noqa: F401
    from ecabinet.accounts import passwords
    from tests.hashing import CHEAP
    from tests.templates import keep_compiled

    # As in the tests' own process: else each first sign-in renews the hash.
    passwords._hasher = CHEAP
    keep_compiled()
    gc.freeze()
    ended: dict[int, int] = {}
    waiting = b""
    while piece := posix.read(0, 65536):
        *lines, waiting = (waiting + piece).split(b"\n")
        for line in lines:
            posix.write(1, json.dumps(_answer(json.loads(line), ended)).encode() + b"\n")


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        _serve(sys.argv[1])
