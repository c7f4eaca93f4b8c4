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
import http.client
import json
import os
import queue
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TakesTooLong
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.hostile import PLACES, active_in, corpus
from benchmarks.places import circumstances, place
from tests.live.hall import SECRETARY
from tests.live.product import Product
from tests.mutations import rearranged
from tests.samples import mutated

AT_ONCE = 3
LARGEST = 6 << 20
READY_SECONDS = 240.0
"""Longer than the worker takes for a file of which each step takes as long as it may."""
DOORS = (
    "file", "pages/1.png?width=320", "pages/{last}.png?width=1024", "pages/1/text", "reading",
    "pages/{last}/photographs", "search?text=trang", "annotated.pdf", "original",
)  # fmt: skip


class Drill:
    """One served product, and how every file ended."""

    def __init__(self, product: Product, token: str, items: list[uuid.UUID]) -> None:
        self.product, self._token, self._items = product, token, items
        self.ends: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.slowest = (0.0, "")
        self.files: queue.Queue[tuple[str, bytes]] = queue.Queue()
        # What was served is looked at apart: pypdf may take long or die of it.
        self._judges = ProcessPoolExecutor(2, mp_context=get_context("spawn"))

    def work(self, until: float) -> None:
        """Send files until there are none, or the time is over."""
        while time.monotonic() < until:
            try:
                name, content = self.files.get_nowait()
            except queue.Empty:
                return
            line = http.client.HTTPConnection("127.0.0.1", self.product.port, timeout=60)
            try:
                begun = time.monotonic()
                self._one(line, name, content)
                self.slowest = max(self.slowest, (time.monotonic() - begun, name))
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{name}: no answer, {error!r}")
            finally:
                line.close()

    def _one(self, line: http.client.HTTPConnection, name: str, content: bytes) -> None:
        item = self._items[hash(name) % len(self._items)]
        status, told = self._ask(
            line, "POST", f"/agenda-items/{item}/papers", *_form(name, content)
        )
        if status != 201:
            self.ends[f"refused at once: {_code(told)}"] += 1
            return
        paper = f"/papers/{json.loads(told)['version_id']}"
        version = self._looked_into(line, paper, name)
        if version["state"] != "ready":
            self.ends[f"{version['state']}: {version.get('failure')}"] += 1
            return
        self.ends["ready"] += 1
        last, served = version["page_count"] or 1, []
        for door in DOORS:
            status, told = self._ask(line, "GET", f"{paper}/{door.format(last=last)}")
            self.statuses[
                f"{door.split('?')[0]} {status} {_code(told) if status > 399 else ''}"
            ] += 1
            if status >= 500:
                self.wrong.append(f"{name}: {door} {status}")
            if door in ("file", "annotated.pdf") and status == 200:
                served.append((f"{name}, {door}", told))
        for what, content in served:
            self._judge(what, content)

    def _judge(self, name: str, served: bytes) -> None:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as kept:
            kept.write(served)
            kept.flush()
            try:
                found = self._judges.submit(active_in, Path(kept.name)).result(60)
            except TakesTooLong:
                self.ends["served, and too much for pypdf to be looked at"] += 1
                return
            except Exception as error:  # noqa: BLE001 - pypdf raises anything
                self.ends[f"served, and pypdf does not read it: {type(error).__name__}"] += 1
                return
            self.wrong += [f"{name}: {each} is served" for each in found]

    def _looked_into(
        self, line: http.client.HTTPConnection, paper: str, name: str
    ) -> dict[str, Any]:
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            status, told = self._ask(line, "GET", paper)
            if status != 200:
                self.wrong.append(f"{name}: state {status}")
                return {"state": "unknown"}
            version: dict[str, Any] = json.loads(told)["version"]
            if version["state"] in ("ready", "failed"):
                return version
            time.sleep(0.1)
        self.wrong.append(f"{name}: not looked into after {READY_SECONDS:.0f} s")
        return {"state": "hangs"}

    def _ask(
        self, line: http.client.HTTPConnection, method: str, path: str, body: bytes | None = None,
        kind: str = "application/json",
    ) -> tuple[int, bytes]:  # fmt: skip
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": kind}
        line.request(method, "/api/v1" + path, body, headers)
        answer = line.getresponse()
        told = answer.read()
        if answer.status >= 500:
            self.wrong.append(f"{method} {path}: {answer.status}")
        return answer.status, told


def _form(name: str, content: bytes) -> tuple[bytes, str]:
    mark = uuid.uuid4().hex
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; '
        f'filename="{hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()}.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    whole = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
    return whole, f"multipart/form-data; boundary={mark}"


def _code(told: bytes) -> str:
    try:
        return str(json.loads(told).get("code"))
    except ValueError:
        return "?"


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
