"""A meeting that goes on while its sockets are attacked: pushes, when tablets hear them, memory."""

import json
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.live.caller import Unanswered
from tests.live.hall import SECRETARY
from tests.live.house import House
from tests.live.wire import Closed, Tablet

WITNESSES, EVERY = 3, 0.2
GROWTH_MB = 24
"""What a fresh process takes by itself in its first minutes: caches, compiled templates."""
ONCE = "further occurrences of this error will be logged with level INFO"
"""The library says each kind of wrong handshake once in the life of a process."""
HEAD = (f"{'':34} {'sent':>9} {'hung up':>8} {'pushes':>6} {'missing':>7} {'p50 ms':>7} "
        f"{'p99 ms':>7} {'most ms':>7} {'MB':>5} {'growth':>6}")  # fmt: skip


@dataclass
class Witness:
    """A member's tablet: which numbers came, and when."""

    tablet: Tablet
    heard: dict[int, float] = field(default_factory=dict)
    gone: str = ""

    def listen(self) -> None:
        """Note events until the line ends."""
        try:
            while True:
                name, told = self.tablet.event()
                if name == "event" and told["type"] == "agenda.moved":
                    self.heard[told["seq"]] = time.monotonic()
        except (Closed, OSError, AssertionError) as error:
            self.gone = repr(error)


class Room:
    """The meeting, its witnesses, and what they saw while something was done to the product."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.log_read = 0
        self.faults: list[str] = []
        self._turn = count()
        names = house.hall.voters[1 : 1 + WITNESSES]
        self._witnesses = [Witness(house.tablet(name, house.stream())) for name in names]
        for each in self._witnesses:
            each.tablet.sock.settimeout(120)
            threading.Thread(target=each.listen, daemon=True).start()
        self._begun: dict[int, float] = {}
        self.memory = self._memory()

    def watch(self, name: str, attack: Callable[[], tuple[int, int]]) -> None:
        """Push items as long as `attack` lasts; print how they came."""
        done = threading.Event()
        pushed: list[float] = []
        pushing = threading.Thread(target=self._push, args=(done, pushed))
        pushing.start()
        sent, hung_up = attack()
        done.set()
        pushing.join()
        time.sleep(1)
        waits = sorted(self._waits(pushed))
        expected = len(pushed) * WITNESSES
        before, self.memory = self.memory, self._memory()
        growth = self.memory - before
        print(f"{name:34} {sent:9} {hung_up:8} {len(pushed):6} {expected - len(waits):7} "
              f"{statistics.median(waits) if waits else 0:7.1f} {_share(waits):7.1f} "
              f"{waits[-1] if waits else 0:7.1f} {self.memory:5.0f} {growth:6.1f}",
              flush=True)  # fmt: skip
        self._judge(name, expected - len(waits), growth)

    def _judge(self, name: str, missing: int, growth: float) -> None:
        if missing:
            self.faults.append(f"{name}: {missing} pushes did not come")
        if growth > GROWTH_MB and not name.startswith("nothing"):
            self.faults.append(f"{name}: {growth:.0f} MB more")
        self.faults += [f"{name}: {each.gone}" for each in self._witnesses if each.gone]
        self.faults += [f"{name}: logged {line}" for line in self._errors()]
        try:
            assert self.house.product.get("/healthz") == {"status": "ok"}
        except Exception as error:  # noqa: BLE001 - whatever keeps it from answering is told
            self.faults.append(f"{name}: healthz {error!r}")

    def _push(self, done: threading.Event, pushed: list[float]) -> None:
        secretary = self.house.caller(SECRETARY)
        items = self.house.hall.items
        while not done.is_set():
            item = {"item_id": str(items[next(self._turn) % len(items)])}
            begun = time.monotonic()
            try:
                secretary.must("PUT", f"/meetings/{self.house.hall.meeting_id}/current-item", item)
                pushed.append(begun)
            except Unanswered as error:
                self.faults.append(f"a push was not answered: {error}")
            time.sleep(EVERY)
        secretary.close()

    def _waits(self, pushed: list[float]) -> Iterator[float]:
        """From the request to each tablet: the pushes and the numbers are in the same order."""
        for each in self._witnesses:
            numbers = sorted(each.heard)[-len(pushed) :]
            for number, begun in zip(numbers, pushed[len(pushed) - len(numbers) :], strict=True):
                yield (each.heard[number] - begun) * 1000
            each.heard.clear()

    def _memory(self) -> float:
        status = Path(f"/proc/{self.house.product.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def _errors(self) -> set[str]:
        """What is in the log since the last look and is more than a word of warning."""
        with self.house.product.log.open(errors="replace") as written:
            written.seek(self.log_read)
            lines = written.read().splitlines()
            self.log_read = written.tell()
        told = (json.loads(line) for line in lines if line.startswith("{"))
        kept = {
            f"{one['level']} {one['message'][:300]}"
            for one in told
            if one.get("level") in ("error", "critical") and ONCE not in one["message"]
        }
        return kept | {line for line in lines if line.startswith("Traceback")}


def _share(waits: list[float]) -> float:
    return waits[min(len(waits) - 1, int(len(waits) * 0.99))] if waits else 0.0
