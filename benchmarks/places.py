"""Where benchmarks happen: databases on a real disk that keep what they acknowledge."""

import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ecabinet import database
from ecabinet.platform import open_platform
from ecabinet.settings import Settings
from tests import servers
from tests.live.hall import Hall, furnish
from tests.live.product import SECRET, SERVE, Product

DISK = "/var/tmp"
"""Not a memory file system: the cost of a commit is the cost of the disk."""

# The servers of the tests may forget everything at a power cut; what is measured may not.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


@dataclass(frozen=True)
class Place:
    """A database with a meeting in session, and where its server keeps its files."""

    kind: str
    hall: Hall
    data_dir: Path
    database_url: str

    @contextmanager
    def serving(
        self, mode: str = "eventlet", program: tuple[str, ...] = SERVE
    ) -> Iterator[Product]:
        """The real product over this place, in a process of its own."""
        product = Product(self.data_dir, self.database_url, mode, program=program)
        try:
            yield product.start()
        finally:
            product.stop()


@contextmanager
def place(kind: str, voters: int) -> Iterator[Place]:
    """A fresh database of a kind (sqlite, postgres) with `voters` members in the room."""
    with tempfile.TemporaryDirectory(dir=DISK, prefix="ecabinet-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user when we are root.
        if kind == "sqlite":
            with _furnished(kind, folder, f"sqlite:///{folder / 'bench.sqlite3'}", voters) as made:
                yield made
            return
        home = folder / "postgres"
        home.mkdir()
        home.chmod(0o755)
        with (
            servers.postgres_server(home, **DURABLE) as url,
            _furnished(kind, folder, url, voters) as made,
        ):
            yield made


@contextmanager
def _furnished(kind: str, folder: Path, url: str, voters: int) -> Iterator[Place]:
    database.upgrade(url)
    settings = Settings(folder / "data", SECRET, url, async_mode="threading")
    opened = open_platform(settings)
    try:
        yield Place(kind, furnish(opened.store, voters), settings.data_dir, url)
    finally:
        opened.close()


def circumstances() -> str:
    """One line that says where and when, and how busy the machine was."""
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"{when}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load}"
