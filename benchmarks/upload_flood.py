"""Floods of uploads and slow clients, and how long a well-behaved member waits meanwhile.

python -m benchmarks.upload_flood [drill …] [--seconds 10] [--mode eventlet]

Each drill runs so long against one served product with a meeting in session, while a member asks
for the room and the secretary pushes items. The data folder lies on a disk of 300 MB (a tmpfs,
which needs root; otherwise on the usual one, and the drill of the full disk is left out).
"""

import argparse
import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.places import circumstances
from benchmarks.upload_attacks import DRILLS, Attack, Attacked
from ecabinet import database
from ecabinet.platform import open_platform
from ecabinet.settings import Settings
from tests.live.caller import Caller, Unanswered
from tests.live.hall import SECRETARY, Hall, furnish
from tests.live.product import SECRET, Product

DISK_MB, KEPT_FREE_MB = 300, 64
SETTLING_SECONDS = 3.0
"""The first seconds of a crowd are its coming in; what is asked here is how it is to live with."""
HEAD = (f"{'':34} {'asked':>6} {'room p50':>8} {'p99':>7} {'most':>7} {'push p50':>8} {'most':>7} "
        f"{'failed':>6} {'MB':>5}  answers")  # fmt: skip


class Flood:
    """One served product, its hall, and the members who go on working."""

    def __init__(self, product: Product, hall: Hall, seconds: float) -> None:
        self.product, self.hall, self.seconds = product, hall, seconds
        self.attacked = Attacked(product.port, hall)
        self.faults: list[str] = []
        self._turn = count()

    def watch(self, name: str, attack: Attack, number: int) -> None:
        """Let `number` attackers do it at once; print what the others saw."""
        answers = self.attacked.answers
        answers.clear()
        self.attacked.until = time.monotonic() + SETTLING_SECONDS + self.seconds
        threads = [threading.Thread(target=self._quietly, args=(attack, n)) for n in range(number)]
        for each in threads:
            each.start()
        waits: dict[str, list[float]] = {"room": [], "push": []}
        failed = [0]
        others = [threading.Thread(target=self._work, args=(kind, waits[kind], failed))
                  for kind in waits]  # fmt: skip
        time.sleep(SETTLING_SECONDS)
        for each in others:
            each.start()
        for each in (*others, *threads):
            each.join()
        room, push = sorted(waits["room"]), sorted(waits["push"])
        memory = _memory(self.product.pid)
        told = ", ".join(f"{n} {what}" for what, n in answers.most_common(5))
        print(f"{name:34} {len(room):6} {_at(room, 0.5):8.0f} {_at(room, 0.99):7.0f} "
              f"{_at(room, 1):7.0f} {_at(push, 0.5):8.0f} {_at(push, 1):7.0f} {failed[0]:6} "
              f"{memory:5.0f}  {told}", flush=True)  # fmt: skip
        if failed[0]:
            self.faults.append(f"{name}: {failed[0]} of the others' requests failed")
        if bad := [what for what in answers if what.startswith("5") and what[:3] != "503"]:
            self.faults.append(f"{name}: {bad}")

    def _quietly(self, attack: Attack, number: int) -> None:
        with contextlib.suppress(OSError):
            attack(self.attacked, number)

    def _work(self, kind: str, waits: list[float], failed: list[int]) -> None:
        meeting = f"/meetings/{self.hall.meeting_id}"
        who = self.hall.voters[1] if kind == "room" else SECRETARY
        caller = Caller(self.product.port, self.hall.tokens[who])
        while time.monotonic() < self.attacked.until:
            begun = time.monotonic()
            try:
                if kind == "room":
                    answer = caller.send("GET", f"{meeting}/room")
                else:
                    item = self.hall.items[next(self._turn) % len(self.hall.items)]
                    answer = caller.send("PUT", f"{meeting}/current-item", {"item_id": str(item)})
                failed[0] += answer.status >= 400
            except Unanswered:
                failed[0] += 1
            waits.append((time.monotonic() - begun) * 1000)
            time.sleep(0.1)
        caller.close()


def _at(waits: list[float], share: float) -> float:
    return waits[min(len(waits) - 1, int(len(waits) * share))] if waits else 0.0


def _memory(pid: int) -> float:
    return int(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0]) / 1024


@contextlib.contextmanager
def small_disk() -> Iterator[tuple[Path, bool]]:
    """A folder on a disk of its own that is soon full; whether it is one."""
    with tempfile.TemporaryDirectory(prefix="ecabinet-flood-", dir="/var/tmp") as name:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", name], check=False
        ).returncode
        try:
            yield Path(name), not mounted
        finally:
            if not mounted:
                subprocess.run(["umount", "-l", name], check=False)


def run(names: list[str], seconds: float, mode: str) -> list[str]:
    """Do the drills; what was wrong."""
    with small_disk() as (folder, own):
        url = f"sqlite:///{folder / 'office.sqlite3'}"
        database.upgrade(url)
        settings = Settings(folder / "data", SECRET, url, async_mode="threading", kept_free=0)
        opened = open_platform(settings)
        hall = furnish(opened.store, 8)
        opened.close()
        kept = {"ECABINET_KEEP_FREE_MB": str(KEPT_FREE_MB)} if own else {}
        product = Product(settings.data_dir, url, mode, environment=kept)
        product.start()
        product.get("/api/v1/openapi.json")  # Written once in the life of a process.
        flood = Flood(product, hall, seconds)
        try:
            for name in names:
                flood.watch(name, *DRILLS[name])
            if own:
                free = shutil.disk_usage(folder).free >> 20
                print(f"# free on the disk of {DISK_MB} MB: {free} MB")
        finally:
            log = product.log.read_text(errors="replace")
            print(f"log: {len(log) >> 10} kB, {log.count('Traceback')} tracebacks")
            flood.faults += sorted(set(re.findall(r'"message": "(unexpected error)', log)))
            product.stop()
            Caller.close_all()
    return flood.faults


def main() -> int:
    """Read the command line and run; 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("drills", nargs="*")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--mode", default="eventlet")
    given = parser.parse_args()
    names = [name for name in DRILLS if not given.drills or any(d in name for d in given.drills)]
    print(f"# upload floods, sqlite, {given.mode}: {circumstances()}; milliseconds\n{HEAD}",
          flush=True)  # fmt: skip
    faults = run(names, given.seconds, given.mode)
    print("\n".join(faults) or "nothing wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
