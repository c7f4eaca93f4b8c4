"""Real servers for the live tests: one over a database of its own, with a meeting in session."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from ecabinet.platform import Platform, open_platform
from ecabinet.settings import Settings
from tests.live.caller import Caller
from tests.live.follower import seated
from tests.live.hall import Hall, furnish
from tests.live.product import SECRET, Product
from tests.live.wire import Tablet


@dataclass
class House:
    """A meeting, its store as seen from this (another) process, and the server beside it."""

    hall: Hall
    platform: Platform
    product: Product

    def caller(self, username: str) -> Caller:
        """A client of the API."""
        return Caller(self.product.port, self.hall.tokens[username])

    def tablet(self, username: str, *streams: str) -> Tablet:
        """A connected tablet that has joined `streams`."""
        tablet = seated(self.product, self.hall.tokens[username])
        for stream in streams:
            assert tablet.ask("join", {"stream": stream})["ok"], stream
        return tablet

    def stream(self, part: str = "") -> str:
        """The name of a stream of the meeting."""
        return f"meeting:{self.hall.meeting_id}" + (f":{part}" if part else "")


@contextmanager
def house(
    template: Path, folder: Path, make: Callable[[Settings], Product], voters: int = 5
) -> Iterator[House]:
    """Copy the empty database `template`, furnish it, and start the server that `make` returns."""
    folder.mkdir(exist_ok=True)
    database = shutil.copyfile(template, folder / "ecabinet.sqlite3")
    settings = Settings(folder / "data", SECRET, f"sqlite:///{database}", async_mode="threading")
    platform = open_platform(settings)
    product = make(settings)
    try:
        hall = furnish(platform.store, voters)
        yield House(hall, platform, product.start())
    finally:
        Tablet.close_all()
        Caller.close_all()
        product.stop()
        platform.close()


def plain(settings: Settings, mode: str = "eventlet") -> Product:
    """One web process over the database of `settings`."""
    return Product(settings.data_dir, settings.database_url, mode)


@pytest.fixture(scope="module")
def scene(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server and one meeting for all tests of a file."""
    with house(sqlite_template, tmp_path_factory.mktemp("house"), plain) as made:
        yield made


@pytest.fixture(autouse=True)
def hang_up() -> Iterator[None]:
    """Leave no socket open after a test."""
    yield
    Tablet.close_all()
