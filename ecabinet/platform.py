"""The platform object: what one process holds, built once from the settings."""

from dataclasses import dataclass

from ecabinet.core.db import open_engine, tell_slow
from ecabinet.core.jobs import Jobs
from ecabinet.core.nudge import Nudge, nudge_through
from ecabinet.core.perishable import KeyFiles
from ecabinet.core.storage import Blobs
from ecabinet.core.store import Store
from ecabinet.keeping import open_blobs
from ecabinet.settings import Settings


@dataclass
class Platform:
    """Store, blobs, jobs, keys and settings of one process. No feature, no Flask."""

    settings: Settings
    blobs: Blobs
    jobs: Jobs
    store: Store
    nudge: Nudge
    keys: KeyFiles

    def close(self) -> None:
        """Give back the connections to database, Redis and store."""
        self.nudge.close()
        self.blobs.close()
        self.store.engine.dispose()


def open_platform(settings: Settings) -> Platform:
    """Open the database, the blobs and the queue that `settings` name."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    blobs = open_blobs(settings)
    jobs = Jobs(settings.data_dir, settings.redis_url)
    nudge = nudge_through(settings.redis_url)
    keys = KeyFiles(settings.key_dir, settings.secret_key)
    engine = open_engine(settings.database_url)
    if settings.slow_query_ms:
        tell_slow(engine, settings.slow_query_ms / 1000)
    store = Store(
        engine,
        blobs,
        announce=nudge.send,
        dispatch=jobs.dispatch,
        keys=keys,
    )
    return Platform(settings, blobs, jobs, store, nudge, keys)
