"""Two web processes on one port, with Redis and without; a worker that stops when asked to."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from documents.events import layer_stream
from ecabinet.core.search.following import INDEX
from ecabinet.core.unit_of_work import Job
from ecabinet.platform import open_platform
from ecabinet.settings import Settings
from tests.live.hall import SECRETARY
from tests.live.house import House, house
from tests.live.product import SECRET, SERVE, START_SECONDS, Product, sockets_of
from tests.live.wire import Tablet
from tests.servers import free_port, redis_server

NUDGED_ONLY = ("-m", "tests.live.nudged_only")
TABLETS_AT_MOST = 60


@contextmanager
def pair(
    template: Path, folder: Path, redis_url: str, program: tuple[str, ...] = SERVE
) -> Iterator[tuple[House, Product]]:
    """Two processes that share port, database and Redis; the meeting is in session."""

    def first(settings: Settings) -> Product:
        return Product(
            settings.data_dir, settings.database_url, redis_url=redis_url, port=free_port(),
            reuse_port=True, program=program,
        )  # fmt: skip

    with house(template, folder, first) as scene:
        second = replace(scene.product, process=None).start()
        try:
            yield scene, second
        finally:
            Tablet.close_all()
            second.stop()


def tablets_of_both(scene: House, second: Product) -> list[Tablet]:
    """Connect tablets until each process has two; the kernel decides who gets which."""
    tablets: list[Tablet] = []
    held = {product.pid: len(sockets_of(product.pid)) for product in (scene.product, second)}
    names = scene.hall.voters
    while len(tablets) < TABLETS_AT_MOST:
        tablets.append(scene.tablet(names[len(tablets) % len(names)], scene.stream()))
        if all(len(sockets_of(pid)) >= before + 2 for pid, before in held.items()):
            return tablets
    raise AssertionError("one process got all the connections")


def push_and_see(scene: House, tablets: list[Tablet], rounds: int = 4) -> None:
    """Push items over HTTP; every tablet of both processes sees each of them, in order."""
    for number in range(rounds):
        # A new connection each time, so that either process may answer.
        desk = scene.caller(SECRETARY)
        item = str(scene.hall.items[number % 3])
        desk.must("PUT", f"/meetings/{scene.hall.meeting_id}/current-item", {"item_id": item})
        desk.close()
        for tablet in tablets:
            assert moved_to(tablet) == item


def moved_to(tablet: Tablet) -> str:
    """The item that the next push names; the queues of the item follow as an event of their own."""
    while True:
        name, event = tablet.event()
        assert name == "event"
        if event["type"] == "agenda.moved":
            return str(event["payload"]["item_id"])
        assert event["type"] == "speaking.changed"


@pytest.mark.redis
def test_a_nudge_through_redis_reaches_both_processes(
    sqlite_template: Path, tmp_path: Path, redis_url: str
) -> None:
    with pair(sqlite_template, tmp_path / uuid4().hex, redis_url, NUDGED_ONLY) as (scene, second):
        push_and_see(scene, tablets_of_both(scene, second))


@pytest.mark.redis
def test_without_redis_the_poll_still_delivers(sqlite_template: Path, tmp_path: Path) -> None:
    broker = tmp_path / "redis"
    broker.mkdir()
    with ExitStack() as running:
        with redis_server(broker) as url:
            scene, second = running.enter_context(pair(sqlite_template, tmp_path / "house", url))
            tablets = tablets_of_both(scene, second)
            push_and_see(scene, tablets, rounds=1)
        push_and_see(scene, tablets)


def test_a_worker_that_is_asked_to_stop_ends_by_itself(
    sqlite_template: Path, tmp_path: Path
) -> None:
    database = shutil.copyfile(sqlite_template, tmp_path / "ecabinet.sqlite3")
    platform = open_platform(Settings(tmp_path, SECRET, f"sqlite:///{database}"))
    platform.jobs.dispatch(Job(INDEX, {}))
    given = {"DATA_DIR": tmp_path, "SECRET_KEY": SECRET, "DATABASE_URL": f"sqlite:///{database}"}
    worker = subprocess.Popen(
        [sys.executable, "-m", "ecabinet", "worker"],
        env={**os.environ, **{f"ECABINET_{name}": str(value) for name, value in given.items()}},
    )
    try:
        # What was queued is taken: the worker is at work, past everything of its start.
        soon = time.monotonic() + START_SECONDS
        while platform.jobs.huey.pending_count() and time.monotonic() < soon:
            time.sleep(0.05)
        assert platform.jobs.huey.pending_count() == 0
        time.sleep(0.2)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
    finally:
        worker.kill()
        worker.wait()
        platform.close()


@pytest.mark.redis
def test_signs_that_may_be_lost_cross_over_and_the_desk_sees_tablets_of_both(
    sqlite_template: Path, tmp_path: Path, redis_url: str
) -> None:
    """A pointer moved on one process is seen on the other; who sits where is known on both."""
    with pair(sqlite_template, tmp_path / uuid4().hex, redis_url) as (scene, second):
        paper = layer_stream(scene.hall.version_id)
        tablets = tablets_of_both(scene, second)
        for tablet in tablets:
            assert tablet.ask("join", {"stream": paper})["ok"]
        leader = scene.tablet(SECRETARY, paper)
        # Pointers come many times a second; the subscription of a process may begin a moment later.
        seen: set[int] = set()
        for turn in range(200):
            assert leader.ask("pointer", {"stream": paper, "page": 1, "x": turn})["ok"]
            seen |= {n for n, tablet in enumerate(tablets) if n not in seen and pointed(tablet)}
            if len(seen) == len(tablets):
                break
        assert len(seen) == len(tablets)
        # As many people as there are tablets, one after the other (see tablets_of_both).
        wanted = {str(scene.hall.seats[name]) for name in scene.hall.voters[: len(tablets)]}
        for _process in range(12):
            desk = scene.caller(SECRETARY)
            for tablet in [*tablets, leader]:
                while not tablet.silent(0.05):
                    pass  # Who does not answer the pings of the server is taken for gone.
            until = time.monotonic() + 15
            found: set[str] = set()
            while not found >= wanted and time.monotonic() < until:
                at = f"/meetings/{scene.hall.meeting_id}/connected"
                found = set(desk.get(at)["participant_ids"])
            assert found >= wanted
            desk.close()


def pointed(tablet: Tablet) -> bool:
    """Whether a pointer has come by now."""
    tablet.sock.settimeout(0.05)
    try:
        return bool(tablet.event()[0] == "pointer")
    except TimeoutError:
        return False
    finally:
        tablet.sock.settimeout(10)
