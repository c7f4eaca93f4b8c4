"""PDF files of strangers, and damaged ones, sent to the served product as a secretary sends papers.

python -m benchmarks.hostile_intake [--mutations 1000] [--files 1000] [--seconds 600] [--seed 0]
    [folder …]

Each goes the whole way: upload, worker, then state, served file, pictures of its first and last
page, words, outline, search, photographs, the copy with marks, the file as it came. Every other
mutation damages bytes, every other one the structure. Nothing may crash or hang, no answer is 500
or above, and nothing that acts is served.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.hostile import PLACES, corpus
from benchmarks.intake_drill import Drill
from benchmarks.places import circumstances, place
from tests.live.hall import SECRETARY
from tests.live.product import Product
from tests.mutations import rearranged
from tests.samples import mutated

AT_ONCE = 3
LARGEST = 6 << 20


def chosen(folders: list[Path], files: int, mutations: int, seed: int) -> list[tuple[str, bytes]]:
    """So many different files, and damaged ones of them, in an order of chance."""
    chance = random.Random(seed)
    found = {n: c for n, c in corpus(folders).items() if len(c) < LARGEST}
    different = {hashlib.sha256(c).digest(): n for n, c in found.items()}
    names = sorted(different.values())
    chance.shuffle(names)
    whole = [(name, found[name]) for name in names[:files]]
    small = [name for name in names if 500 < len(found[name]) < 1 << 20]
    damaged = [
        (f"{name}, seed {n}", (rearranged if n % 4 < 2 else mutated)(found[name], n))
        for n, name in ((seed + k, small[k % len(small)]) for k in range(mutations))
    ]
    print(f"# {len(found)} files found, {len(names)} different", flush=True)
    together = whole + damaged
    chance.shuffle(together)
    return together


def run(files: list[tuple[str, bytes]], seconds: float) -> list[str]:
    """Send them all; print a table; what was wrong."""
    with place("sqlite", 8) as where, where.serving() as product:
        environment = product.settings() | {"ECABINET_UPLOAD_LIMIT_MB": "32"}
        log = where.data_dir / "worker.log"
        with log.open("wb") as written:
            worker = subprocess.Popen([sys.executable, "-m", "benchmarks.warm_worker"],
                                      env=environment, stdout=written, stderr=written)  # fmt: skip
        drill = Drill(product, where.hall.tokens[SECRETARY], where.hall.items)
        for each in files:
            drill.files.put(each)
        begun = time.monotonic()
        threads = [
            threading.Thread(target=drill.work, args=(begun + seconds,)) for _ in range(AT_ONCE)
        ]
        for thread in threads:
            thread.start()
        waits = _others(product, threads)
        spent = time.monotonic() - begun
        if worker.poll() is not None:
            drill.wrong.append(f"the worker ended: {worker.returncode}")
        memory = {
            name: _memory(pid) for name, pid in (("web", product.pid), ("worker", worker.pid))
        }
        worker.send_signal(signal.SIGTERM)
        worker.wait(60)
        for path in (product.log, log):
            drill.wrong += sorted(set(_unexpected(path)))
        _tell(drill, len(files) - drill.files.qsize(), spent, waits, memory)
    return drill.wrong


def _others(product: Product, threads: list[threading.Thread]) -> list[float]:
    """How long somebody else waits meanwhile for a page."""
    waits = []
    while any(thread.is_alive() for thread in threads):
        begun = time.monotonic()
        product.get("/healthz")
        waits.append(time.monotonic() - begun)
        time.sleep(0.25)
    return sorted(waits)


def _memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _unexpected(path: Path) -> list[str]:
    told = (json.loads(line) for line in path.read_text(errors="replace").splitlines()
            if line.startswith("{"))  # fmt: skip
    return [f"{path.name}: {one['message'][:1500]}" for one in told
            if one.get("level") in ("error", "critical")]  # fmt: skip


def _tell(drill: Drill, number: int, spent: float, waits: list[float], memory: Any) -> None:
    print(f"{number} files in {spent:.0f} s; slowest {drill.slowest[0]:.0f} s, {drill.slowest[1]}")
    print(f"healthz meanwhile: p50 {waits[len(waits) // 2] * 1000:.0f} ms, "
          f"p99 {waits[int(len(waits) * 0.99)] * 1000:.0f} ms, most {waits[-1] * 1000:.0f} ms; "
          f"MB at the end: {memory}")  # fmt: skip
    for what, count in drill.ends.most_common():
        print(f"{count:6}  {what}")
    for what, count in sorted(drill.statuses.items()):
        print(f"{count:6}  {what}")
    print(f"{len(drill.wrong):6}  wrong")


def main() -> int:
    """Read the command line and run; 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=list(PLACES))
    parser.add_argument("--mutations", type=int, default=1000)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    print(f"# hostile intake: {circumstances()}", flush=True)
    os.environ.setdefault("ECABINET_UPLOAD_LIMIT_MB", "32")
    wrong = run(chosen(given.folders, given.files, given.mutations, given.seed), given.seconds)
    print("\n".join(wrong[:200]) or "nothing wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
