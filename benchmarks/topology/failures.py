"""What fails, one after the other, and how it comes back."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.topology import network
from benchmarks.topology.town import Town


@dataclass(frozen=True)
class Failure:
    """`strike`, wait `seconds`, then `mend`, which returns when the part works again."""

    name: str
    strike: Callable[[], object]
    mend: Callable[[], object]
    seconds: float


def failures(town: Town) -> list[Failure]:
    """One of each, in turn; the first is none, to compare with."""

    def again(name: str) -> Callable[[], object]:
        return lambda: town.programs[name].begin().wait()

    def crash(name: str) -> Callable[[], object]:
        return town.programs[name].kill

    return [
        Failure("nothing", lambda: None, lambda: None, 10),
        Failure("web process, kill -9", crash("web1:8001"), again("web1:8001"), 5),
        Failure("worker, kill -9", crash("worker web1"), again("worker web1"), 5),
        Failure("Redis, kill -9", crash("redis"), again("redis"), 10),
        Failure("PostgreSQL, crash", lambda: _crash(town), again("postgres"), 5),
        Failure(
            "Redis host cut off", lambda: network.cut("redis"), lambda: network.join("redis"), 15
        ),
        Failure("web host cut off", lambda: network.cut("web2"), lambda: network.join("web2"), 20),
        Failure("data host cut off", lambda: network.cut("data"), lambda: network.join("data"), 12),
    ]


def _crash(town: Town) -> None:
    """Immediate shutdown, which syncs nothing and tells nobody: the next start recovers."""
    postgres = town.programs["postgres"]
    assert postgres.process is not None
    os.kill(postgres.process.pid, signal.SIGQUIT)
    until = time.monotonic() + 20
    while postgres.process.poll() is None:
        assert time.monotonic() < until, "PostgreSQL does not end"
        time.sleep(0.05)
