"""How fast one event reaches N tablets, against a bare server sending the same bytes.

python -m benchmarks.fanout [--sizes 100,300,1000] [--repeats 3] [--kinds bare,ours,stock,threads]
"""

import argparse
import json
import statistics
import subprocess
import sys
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from benchmarks.crowd import Crowd, Delivery, Hello

ROOM = "meeting:0199a1b2-0000-7000-8000-000000000001"
KINDS = ("bare", "ours", "stock", "threads")
THREADS_AT_MOST = 300
"""Threading mode is for small offices: three operating-system threads per tablet."""

WARM_UP_ROUNDS = 3


class Target(Protocol):
    """A running server to measure: how tablets come in, and how rounds are started."""

    @property
    def port(self) -> int:
        """Where it listens on loopback."""

    @property
    def pid(self) -> int:
        """Its process."""

    def hello(self, number: int) -> Hello:
        """How tablet `number` connects and joins."""

    def rounds(self, count: int, gap: float) -> float:
        """Send `count` events `gap` seconds apart; return the server's CPU seconds.

        Every event must carry `"sent": <time.monotonic_ns() when it was asked for>`.
        """


ServerFactory = Callable[[], AbstractContextManager[Target]]


@dataclass(frozen=True)
class Result:
    """One measurement. Milliseconds; CPU seconds per 10,000 deliveries; kB of memory per tablet."""

    p50: float
    p99: float
    everybody: float
    cpu: float
    memory: float
    missing: int


def measure(server_factory: ServerFactory, n: int, rounds: int) -> Result:
    """Start a server, connect `n` tablets, send `rounds` events, and stop the server."""
    with server_factory() as target:
        empty = resident(target.pid)
        crowd = Crowd(target.port, n, target.hello)
        try:
            memory = (resident(target.pid) - empty) / n
            gap = max(0.03, n * 0.00015)
            crowd.watch(lambda: target.rounds(WARM_UP_ROUNDS, gap))
            cpu, deliveries = crowd.watch(lambda: target.rounds(rounds, gap))
        finally:
            crowd.leave()
    return _summary(deliveries, n * rounds, cpu, memory)


def _summary(deliveries: list[Delivery], expected: int, cpu: float, memory: float) -> Result:
    delays = sorted((each.arrived - each.sent) * 1000 for each in deliveries)
    slowest: dict[float, float] = defaultdict(float)
    for each in deliveries:
        slowest[each.sent] = max(slowest[each.sent], (each.arrived - each.sent) * 1000)
    return Result(
        p50=statistics.median(delays),
        p99=delays[int(len(delays) * 0.99)],
        everybody=statistics.median(slowest.values()),
        cpu=cpu / len(deliveries) * 10_000,
        memory=memory,
        missing=expected - len(deliveries),
    )


@dataclass(frozen=True)
class SmallServer:
    """One of `fanout_servers.py`, in a process of its own."""

    kind: str
    port: int
    pid: int

    def hello(self, number: int) -> Hello:
        """Engine.IO, namespace, room; or nothing of it for the bare server."""
        if self.kind == "bare":
            return Hello("/bare")
        join = json.dumps(["join", {"stream": ROOM}])
        exchanges = [(None, "0{"), ("40", "40"), (f"42{number}{join}", f"43{number}[")]
        path = f"/socket.io/?EIO=4&transport=websocket&person={UUID(int=number)}"
        return Hello(path, exchanges=exchanges)

    def rounds(self, count: int, gap: float) -> float:
        """Start rounds over HTTP."""
        url = f"http://127.0.0.1:{self.port}/go?rounds={count}&gap={gap}"
        with urllib.request.urlopen(url, timeout=120) as answer:
            return float(json.load(answer)["cpu"])


def small_server(kind: str) -> ServerFactory:
    """Return a factory of servers of `kind`."""

    @contextmanager
    def start() -> Iterator[SmallServer]:
        command = [sys.executable, "-m", "benchmarks.fanout_servers", kind]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            yield SmallServer(kind, int(process.stdout.readline()), process.pid)
        finally:
            process.terminate()
            try:
                process.communicate(timeout=12)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()

    return start


def resident(pid: int) -> int:
    """Return the resident memory of a process in kB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError(f"process {pid} has no memory figure")


def compare(sizes: list[int], kinds: list[str], repeats: int) -> None:
    """Measure all kinds in turn, `repeats` times, and print medians beside the bare server's."""
    print(f"{'tablets':>7} {'server':8} {'p50 ms':>7} {'p99 ms':>7} {'all ms':>7} {'CPU s/10k':>9} "
          f"{'kB/tablet':>9} {'time/bare':>9} {'CPU/bare':>8} {'missing':>7}")  # fmt: skip
    for n in sizes:
        rounds = max(15, 6000 // n)
        runs: dict[str, list[Result]] = {
            kind: [] for kind in kinds if kind != "threads" or n <= THREADS_AT_MOST
        }
        # In turn, so that whatever else the machine does falls on all of them alike.
        for _ in range(repeats):
            for kind, results in runs.items():
                results.append(measure(small_server(kind), n, rounds))
        for kind, results in runs.items():
            _print_row(n, kind, results, runs.get("bare"))


def _print_row(n: int, kind: str, results: list[Result], bare: list[Result] | None) -> None:
    def middle(runs: list[Result], name: str) -> float:
        return float(statistics.median(getattr(each, name) for each in runs))

    row = {name: middle(results, name) for name in ("p50", "p99", "everybody", "cpu", "memory")}
    time_ratio = row["everybody"] / middle(bare, "everybody") if bare else float("nan")
    cpu_ratio = row["cpu"] / middle(bare, "cpu") if bare else float("nan")
    missing = sum(each.missing for each in results)
    print(f"{n:7} {kind:8} {row['p50']:7.1f} {row['p99']:7.1f} {row['everybody']:7.1f} "
          f"{row['cpu']:9.3f} {row['memory']:9.1f} {time_ratio:9.2f} {cpu_ratio:8.2f} "
          f"{missing:7}", flush=True)  # fmt: skip


def main() -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,300,1000")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    compare([int(n) for n in given.sizes.split(",")], given.kinds.split(","), given.repeats)


if __name__ == "__main__":
    main()
