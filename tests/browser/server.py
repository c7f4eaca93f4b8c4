"""The product as people meet it: web and worker over SQLite, with the sample office's people."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ecabinet.accounts.policies import POLICIES
from ecabinet.core import permissions
from ecabinet.demo.office import furnish
from ecabinet.demo.people import Office
from ecabinet.platform import Platform, open_platform
from ecabinet.settings import Settings
from tests.live.product import SECRET, Product
from tests.nursery import nursery

PASSWORD = "mat-khau-thu-nghiem"
WORKER = ("-m", "ecabinet", "worker")


@dataclass
class Site:
    """A running product; `platform` is its store as seen from the test's own process."""

    product: Product
    platform: Platform
    office: Office

    @property
    def origin(self) -> str:
        """Where its pages come from."""
        return self.product.origin


@contextmanager
def serve(template: Path, folder: Path, **environment: str) -> Iterator[Site]:
    """Copy the empty database `template`, let the office move in, and serve it with a worker."""
    folder.mkdir(exist_ok=True)
    database = shutil.copyfile(template, folder / "ecabinet.sqlite3")
    settings = Settings(folder / "data", SECRET, f"sqlite:///{database}", async_mode="threading")
    platform = open_platform(settings)
    # This process has no application, which would have registered the rights the office is made by.
    permissions.register(POLICIES)
    office = furnish(platform.store, PASSWORD)
    product = Product(
        settings.data_dir,
        settings.database_url,
        environment={"ECABINET_SIGN_IN_ATTEMPTS": "1000", **environment},
    )
    log = settings.data_dir / "worker.log"
    worker = nursery("threading").start(WORKER, product.settings(), log)
    try:
        yield Site(product.start(), platform, office)
    finally:
        worker.terminate()
        product.stop()
        worker.wait(30)
        platform.close()


class Houses(ExitStack):
    """One running product after another: what a test left half-done is no other's beginning."""

    def __init__(self, template: Path, folder: Callable[[], Path]) -> None:
        super().__init__()
        self._template, self._folder = template, folder
        self._site: Site | None = None

    def site(self) -> Site:
        """The running product; started when it is first asked for."""
        if self._site is None:
            self._site = self.enter_context(serve(self._template, self._folder()))
        return self._site

    def new(self) -> Site:
        """Another product, furnished afresh; the one until now ends."""
        self.close()
        self._site = None
        return self.site()
