"""Runs work on a stranger's file in a child process that limits itself and can be killed.

The child gets an environment without the office's secrets and has its own process group. Waiting
polls with `time.sleep`, which yields under eventlet too.
"""

import math
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
_POLL_SECONDS = 0.003
PATIENCE = 4
"""How many times the processor's time the clock may take: a busy machine is no file's fault."""
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use: `seconds` of CPU, MiB of memory and of output."""

    seconds: float = 5.0
    memory_mb: int = 512
    output_mb: int = 512


@dataclass(frozen=True)
class Ended:
    """How a child ended: its answer, the end of its complaints, its status; None when killed."""

    answer: bytes
    complaint: str
    status: int | None

    @property
    def took_too_long(self) -> bool:
        """Whether its time was over, on the clock or of the processor."""
        return self.status is None or self.status == -signal.SIGXCPU


def run_apart(module: str, arguments: Sequence[str], asked: bytes, limits: Limits) -> Ended:
    """Run `python -m module arguments` with `asked` on its stdin, within the limits."""
    with TemporaryFile() as given, TemporaryFile() as answered, TemporaryFile() as complained:
        given.write(asked)
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=given,
            stdout=answered,
            stderr=complained,
            start_new_session=True,
        )
        try:
            status = _wait(process, PATIENCE * limits.seconds)
        finally:
            _kill(process)
        answered.seek(0)
        complained.seek(0)
        complaint = complained.read(4000).decode(errors="replace").strip()[-500:]
        return Ended(answered.read(), complaint, status)


def limit_myself(limits: Limits) -> None:
    """Let this process, a child, take no more than its limits; before any library that parses."""
    cpu = math.ceil(limits.seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    limit_my_size(limits.memory_mb, limits.output_mb)


def limit_my_size(memory_mb: int, output_mb: int) -> None:
    """Let this process, a child, take no more memory and write no larger files."""
    memory, output = memory_mb * _MB, output_mb * _MB
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _wait(process: "subprocess.Popen[bytes]", seconds: float) -> int | None:
    """Return the exit status, or None when the time is over."""
    end = time.monotonic() + seconds
    while (status := process.poll()) is None and time.monotonic() < end:
        time.sleep(_POLL_SECONDS)
    return status


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
