"""kill -9 while twenty people vote and annotate: nothing acknowledged is lost, nothing doubled.

On SQLite the web process dies. On PostgreSQL one of two web processes, the other, both, or the
database itself, in turn. ECABINET_CRASH_ROUNDS=50 runs the fifty rounds of the design's bar.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
import pytest

from ecabinet.database import upgrade
from tests.crash.clients import Intention
from tests.crash.ledger import Ledger
from tests.crash.scene import CLIENTS, WANTED, Scene
from tests.live.product import Product
from tests.servers import START_SECONDS, postgres_answers, postgres_server

ROUNDS = int(os.environ.get("ECABINET_CRASH_ROUNDS", "4"))

pytestmark = [pytest.mark.crash, pytest.mark.timeout(60 + 20 * ROUNDS)]


@pytest.fixture
def alone(sqlite_url: str, tmp_path: Path) -> Iterator[Scene]:
    """A meeting in session on SQLite, with one web process, not yet started."""
    made = Scene(sqlite_url, tmp_path)
    yield made
    made.kill()


@pytest.fixture
def pair(redis_url: str, tmp_path: Path) -> Iterator[Scene]:
    """A meeting in session on a PostgreSQL that keeps its promises, with two web processes."""
    with (
        TemporaryDirectory(prefix="ecabinet-crash-") as home,
        postgres_server(_readable(home), fsync="on", synchronous_commit="on") as url,
    ):
        upgrade(url)
        made = Scene(url, tmp_path, redis_url, webs=2)
        yield made
        made.kill()


def _readable(home: str) -> Path:
    """A folder where whoever PostgreSQL runs as may go."""
    folder = Path(home)
    folder.chmod(0o755)
    return folder


def test_nothing_acknowledged_is_lost_and_nothing_is_done_twice(
    alone: Scene, tmp_path: Path
) -> None:
    file = Path(alone.products[0].database_url.removeprefix("sqlite:///"))

    def kill(number: int) -> Ledger:
        alone.kill()
        return _as_left(file, tmp_path / f"left-{number}")

    _storm(alone, kill)
    Ledger(alone.products[0].database_url).sound()


def test_two_processes_on_postgres_lose_nothing_when_either_or_the_database_dies(
    pair: Scene,
) -> None:
    first, second = pair.products
    url = first.database_url
    victims: list[Callable[[], object]] = [
        first.kill, second.kill, pair.kill, lambda: _crash_postgres(url),
    ]  # fmt: skip

    def kill(number: int) -> Ledger:
        victims[number % len(victims)]()
        return Ledger(url)

    _storm(pair, kill)


def _storm(scene: Scene, kill: Callable[[int], Ledger]) -> None:
    """Round after round: all vote and annotate, `kill` strikes and answers what it left behind."""
    rng = random.Random(20_111)
    for product in scene.products:
        product.start()
    for number in range(ROUNDS):
        clients = scene.begin(scene.open_vote(), rng)
        # Somewhere in the first pass: some are answered, some are under way, some not yet sent.
        scene.wait_for_answers(rng.randint(WANTED // 10, WANTED * 8 // 10))
        acknowledged = [replace(i, answers=list(i.answers)) for i in scene.intentions]
        left = kill(number)
        assert not all(intention.answers for intention in acknowledged), "killed too late"
        left.holds(scene.hall, acknowledged)
        for product in scene.products:
            product.restart_if_dead()
        scene.all_answered(clients)
        scene.close_vote()
    scene.kill()
    _all_there_once(Ledger(scene.products[0].database_url), scene)


def _all_there_once(ledger: Ledger, scene: Scene) -> None:
    ledger.no_gaps()
    ledger.holds(scene.hall, scene.intentions)
    ledger.counts(CLIENTS, scene.votes, scene.intentions)
    ledger.boxes(scene.intentions)
    ledger.announced(scene.hall, CLIENTS, scene.votes, scene.intentions)
    _audit_is_whole(scene.products[0])
    assert any(_resent(intention) for intention in scene.intentions), (
        "no request was ever in flight when the server died: the test proves nothing"
    )


def _resent(intention: Intention) -> bool:
    """Whether it was sent more often than the two times everything is."""
    return intention.tries > 2


def _as_left(file: Path, copy: Path) -> Ledger:
    """The files as the killed process left them, copied: no reader has tidied them."""
    copy.mkdir()
    for part in file.parent.glob(f"{file.name}*"):
        if not part.name.endswith("-shm"):
            shutil.copyfile(part, copy / part.name)
    left = Ledger(f"sqlite:///{copy / file.name}")
    left.sound()
    left.no_gaps()
    return left


def _crash_postgres(url: str) -> None:
    """Kill one of the server's processes: it throws everybody out and recovers from its log."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' "
            "AND pid <> pg_backend_pid() ORDER BY query_start DESC NULLS LAST LIMIT 1"
        )
        (pid,) = cursor.fetchone()
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(psycopg2.OperationalError):
            cursor.execute("SELECT pg_sleep(%s)", (START_SECONDS,))
    until = time.monotonic() + START_SECONDS
    while not postgres_answers(url):
        assert time.monotonic() < until, "PostgreSQL did not recover"
        time.sleep(0.05)


def _audit_is_whole(product: Product) -> None:
    environment = {
        **os.environ,
        "ECABINET_DATA_DIR": str(product.data_dir),
        "ECABINET_DATABASE_URL": product.database_url,
    }
    done = subprocess.run(
        [sys.executable, "-m", "ecabinet", "audit", "verify"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
