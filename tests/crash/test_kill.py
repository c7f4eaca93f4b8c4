"""kill -9 while twenty vote, annotate and report: nothing acknowledged is lost, nothing doubled.

On SQLite the web process dies. On PostgreSQL one of two web processes, the other, both, or the
database itself, in turn. ECABINET_CRASH_ROUNDS=50 runs the fifty rounds of the design's bar.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
import pytest

from ecabinet.database import upgrade
from tests.crash.ledger import Ledger
from tests.crash.scene import Scene
from tests.crash.storm import as_left, storm
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
        return as_left(file, tmp_path / f"left-{number}")

    storm(alone, kill, ROUNDS)
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

    storm(pair, kill, ROUNDS)


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
