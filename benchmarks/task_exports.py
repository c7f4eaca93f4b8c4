"""The whole task list as a file: seconds, megabytes, memory. Part of `benchmarks.followup`.

*csv* is what the product sends while it reads; *xlsx, row by row* and *xlsx, whole* write the same
rows as a worker could, and as the product does for a short list. Each in a process of its own.
"""

import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ecabinet.accounts import passwords
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.app import create_app
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.sheets_out import to_xlsx
from ecabinet.core.sheets_stream import xlsx_file
from ecabinet.platform import open_platform
from ecabinet.settings import Settings
from followup.queries.filters import TaskFilter
from followup.queries.lists import all_rows
from tests.fixtures import CHEAP, PASSWORD

BATCH = 200
HEADING = ("Mã", "Nhiệm vụ", "Nguồn", "Đơn vị", "Cán bộ", "Bước", "Hạn", "Còn", "Xong", "%")


def apart(url: str, data_dir: Path, username: str) -> None:
    """Print a row for each way, each from a fresh process."""
    print(f"{'file':20} {'rows':>8} {'MB':>6} {'s':>7} {'CPU s':>7} {'before MB':>10} {'most':>8}")
    for way in ("csv", "xlsx, row by row", "xlsx, whole"):
        process = multiprocessing.get_context("spawn").Process(
            target=_one, args=(way, url, data_dir, username)
        )
        process.start()
        process.join()


def _one(way: str, url: str, data_dir: Path, username: str) -> None:
    passwords._hasher = CHEAP
    settings = Settings(data_dir, "bench-secret-" * 4, url, async_mode="threading",
                        second_factor_for=(), sign_in_attempts=1000)  # fmt: skip
    opened = open_platform(settings)
    app = create_app(settings, opened)
    before = most = _resident()
    began, busy, rows, size = time.perf_counter(), time.process_time(), 0, 0
    if way == "csv":
        for chunk in _sent(app, username):
            rows, size, most = rows + chunk.count(b"\n"), size + len(chunk), max(most, _resident())
    else:
        path = data_dir / "tasks.xlsx"
        lines = _lines(opened, username)
        if way == "xlsx, whole":
            found = list(lines)
            rows = len(found)
            path.write_bytes(to_xlsx("Nhiệm vụ", HEADING, found))
        else:
            rows = xlsx_file(path, "Nhiệm vụ", HEADING, lines, (12,) * len(HEADING))
        size, most = path.stat().st_size, _most()
    spent, used = time.perf_counter() - began, time.process_time() - busy
    print(f"{way:20} {rows:8} {size / 1e6:6.1f} {spent:7.1f} {used:7.1f} {before:10.0f}"
          f" {most:8.0f}", flush=True)  # fmt: skip
    opened.close()


def _sent(app: Any, username: str) -> Iterator[bytes]:
    client = app.test_client()
    known = {"username": username, "password": PASSWORD}
    token = client.post("/api/v1/sign-in", json=known).json["token"]
    answer = client.get("/api/v1/tasks-workbook", headers={"Authorization": f"Bearer {token}"})
    yield from answer.response


def _lines(opened: Any, username: str) -> Iterator[tuple[Any, ...]]:
    after: str | None = None
    today = office_day(utc_now())
    while True:
        with opened.store.reading() as session:
            actor = actor_by_username(session, username, utc_now())
            assert actor is not None
            rows, after = all_rows(session, actor, TaskFilter(), today, after, BATCH)
        for row in rows:
            yield (
                row.code, row.title, row.source_title, row.lead_unit, row.assignee or "",
                row.state.value, row.due_on, row.days_left, row.done_on, row.percent,
            )  # fmt: skip
        if after is None:
            return


def _resident() -> float:
    return _status("VmRSS")


def _most() -> float:
    return _status("VmHWM")


def _status(name: str) -> float:
    """Return a figure of this process in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
