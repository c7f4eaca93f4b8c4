"""Fixtures that know no feature: real databases and Redis. Those of the product are in fixtures.py.

`ECABINET_TEST_POSTGRES_URL` and `ECABINET_TEST_REDIS_URL` name servers to use instead of our own.
"""

import gc
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from ecabinet.core.memory import keep_for_good
from tests.broker import ask, start_broker, stop_broker
from tests.databases import fresh_database
from tests.kept_database import KeptDatabase

pytest_plugins = ["tests.fixtures", "tests.foreign"]


# How long a busy machine takes says nothing about what is tested.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

BROKER = pytest.StashKey[subprocess.Popen[bytes]]()
DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


TRIED_AGAIN = {"browser", "live", "operation"}
"""Folders whose tests wait for real processes: on a busy machine one may come too late."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gives tests of running products one more try; the last line of the run counts such reruns."""
    for item in items:
        if TRIED_AGAIN.intersection(item.path.parts):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish() -> None:
    """Collects garbage as a running product does (core/memory.py): not all that was imported.

    What a test leaves behind is freed by counting; only rings wait, and longer than by default.
    """
    keep_for_good()
    gc.set_threshold(20_000, 20, 20)


def pytest_configure(config: pytest.Config) -> None:
    """Starts the broker of servers, in the controlling process of a parallel run only."""
    if os.access("/dev/shm", os.W_OK):
        # Thousands of small databases: what they promise to the disk is not tested there.
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", "/dev/shm")
    if not hasattr(config, "workerinput"):
        # Every worker must collect the same tests, also where their parameters come from a set.
        os.environ.setdefault("PYTHONHASHSEED", str(secrets.randbelow(2**32)))
        config.stash[BROKER] = start_broker()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops the broker and its servers."""
    if BROKER in config.stash:
        stop_broker(config.stash[BROKER])


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a PostgreSQL server where tests may make databases; one for the whole run."""
    return os.environ.get("ECABINET_TEST_POSTGRES_URL") or ask("postgres")


@pytest.fixture(scope="session")
def redis_url(worker_id: str) -> str:
    """The URL of a Redis; one for each worker, since channels know no database numbers."""
    return os.environ.get("ECABINET_TEST_REDIS_URL") or ask(f"redis-{worker_id}")


@pytest.fixture(scope="session")
def s3_url() -> str:
    """The URL of a server that speaks S3, where tests may make buckets; one for the whole run."""
    return ask("s3")


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a database with all tables and no rows, from which others are copied."""
    from ecabinet.database import upgrade

    with fresh_database(postgres_server) as url:
        upgrade(url)
        yield url.rsplit("/", 1)[1]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and no rows, from which others are copied."""
    from ecabinet.database import upgrade

    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_kept(postgres_server: str, postgres_template: str) -> Iterator[KeptDatabase]:
    """A database with all tables and no rows, for one test after the other."""
    kept = KeptDatabase(postgres_server, postgres_template)
    yield kept
    kept.drop()


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A PostgreSQL database of the test's own, with all tables; with `office` if it wants that."""
    kept: KeptDatabase = request.getfixturevalue(
        "postgres_office" if "office" in request.fixturenames else "postgres_kept"
    )
    yield kept.fresh()
    kept.put_back()


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A SQLite database of the test's own, with all tables; with `office` if it wants that."""
    template: Path = request.getfixturevalue(
        "sqlite_office" if "office" in request.fixturenames else "sqlite_template"
    )
    path = shutil.copyfile(template, tmp_path / "ecabinet.sqlite3")
    return f"sqlite:///{path}"


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database of the test's own without any table."""
    with fresh_database(postgres_server) as url:
        yield url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'ecabinet.sqlite3'}"


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of the test's own with all tables: on SQLite, then on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """A database of the test's own without tables: on SQLite, then on PostgreSQL."""
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url
