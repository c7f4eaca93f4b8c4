"""One file on its way through the served product, as a secretary sends it, and how it ended."""

import hashlib
import http.client
import json
import queue
import tempfile
import time
import uuid
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TakesTooLong
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.active_content import active_in
from tests.live.product import Product

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
