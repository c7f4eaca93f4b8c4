"""What a fresh office finds in its database, beside the tables: the entries of its catalogues."""

from typing import Any

from ecabinet.catalogues.commands.seed import SeedCatalogues, seed_catalogues
from ecabinet.core.actors import SYSTEM
from ecabinet.core.db import open_engine
from ecabinet.core.store import Store
from followup.catalogues import register_followup_catalogues
from meetings.kinds import register_catalogues as register_meeting_catalogues


class _NoBlobs:
    """Furnishing keeps no files, and does not know where they would be."""

    def _refuse(self, *_args: Any) -> Any:
        raise NotImplementedError

    put = path = reading = size = all = link = close = _refuse


def furnish(url: str) -> None:
    """Bring in what is missing in the database at `url`, which must be at the newest revision.

    Doing so again changes nothing, and never brings back what the office has deleted.
    """
    register_followup_catalogues()
    register_meeting_catalogues()
    engine = open_engine(url)
    try:
        Store(engine, _NoBlobs()).execute(SYSTEM, seed_catalogues, SeedCatalogues())
    finally:
        engine.dispose()
