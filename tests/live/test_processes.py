"""Two web processes on one port: through Redis at once, and without Redis by polling."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from ecabinet.settings import Settings
from tests.live.hall import SECRETARY
from tests.live.house import House, house
from tests.live.product import SERVE, Product, sockets_of
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
            name, event = tablet.event()
            assert (name, event["payload"]["item_id"]) == ("event", item)


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
