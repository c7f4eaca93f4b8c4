"""The worker wipes at night, in the hours when nobody meets, until nothing is left for the day."""

import logging
from collections.abc import Iterator, Mapping
from datetime import date
from time import monotonic

from ecabinet import concurrency
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.db import refresh_statistics
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.retention.plan import before_of
from ecabinet.retention.rules import chosen_days
from ecabinet.retention.wiping import BATCH, Wipe, wipe
from ecabinet.settings import Settings

log = logging.getLogger(__name__)

HOURS = range(1, 5)
SECONDS = 20.0
"""Of each minute; after each batch it rests as long as that took, so that others may write."""


class Cleaner:
    """Remembers on which day it found nothing left, so that it looks once a night."""

    def __init__(self, days: Mapping[str, int]) -> None:
        self._days = days
        self._done_on: date | None = None

    def sweep(self, store: Store) -> None:
        """Each minute of the night: batches of each rule, for some seconds, until none is full."""
        now = store.clock()
        if office_time(now).hour not in HOURS or self._done_on == office_day(now):
            return
        until = monotonic() + SECONDS
        while BATCH in self._round(store):
            if monotonic() >= until:
                return
        self._done_on = office_day(now)
        refresh_statistics(store.engine)

    def _round(self, store: Store) -> list[int]:
        """Wipe one batch of each rule; how many rows went of each."""
        counts, began = [], monotonic()
        for _key, count in wipe_batches(store, self._days):
            counts.append(count)
            concurrency.sleep(monotonic() - began if count else 0)
            began = monotonic()
        return counts


def wipe_batches(store: Store, days: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Wipe one batch of each rule and give how many rows went."""
    for key, kept in days.items():
        before = before_of(kept, store.clock())
        if before is not None:
            count = store.execute(SYSTEM, wipe, Wipe(key=key, before=before)).count
            yield key, count


def register_retention_jobs(jobs: Jobs, settings: Settings) -> None:
    """Let the worker do it. Raises SettingsError."""
    jobs.register_sweep(Cleaner(chosen_days(settings.retention)).sweep)
