"""The product as people meet it: web and worker over SQLite, with the sample office's people."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ecabinet.demo.office import Office, furnish
from ecabinet.platform import Platform, open_platform
from ecabinet.settings import Settings
from tests.live.product import SECRET, Product

PASSWORD = "mat-khau-thu-nghiem"
SERVE = ("-m", "ecabinet", "serve")


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
def serve(template: Path, folder: Path) -> Iterator[Site]:
    """Copy the empty database `template`, let the office move in, and serve it with a worker."""
    folder.mkdir(exist_ok=True)
    database = shutil.copyfile(template, folder / "ecabinet.sqlite3")
    settings = Settings(folder / "data", SECRET, f"sqlite:///{database}", async_mode="threading")
    platform = open_platform(settings)
    office = furnish(platform.store, PASSWORD)
    product = Product(
        settings.data_dir,
        settings.database_url,
        program=SERVE,
        environment={"ECABINET_SIGN_IN_ATTEMPTS": "1000"},
    )
    try:
        yield Site(product.start(), platform, office)
    finally:
        product.stop()
        platform.close()
