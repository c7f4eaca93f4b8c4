"""Background work on huey. The row is the job, the queue is only a nudge.

Features register job functions by name; a sweep, run every minute, re-queues whatever was left.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from redis import RedisError

from ecabinet.core.clock import utc_now
from ecabinet.core.redis_line import Rest, pool_to
from ecabinet.core.store import Store
from ecabinet.core.tracing import request_code, working_for
from ecabinet.core.unit_of_work import Job

log = logging.getLogger(__name__)

JobFunction = Callable[..., None]
Sweep = Callable[[Store], None]


class Companion(Protocol):
    """Work that waits for others for long, in threads of its own beside the queue's."""

    def start(self, store: Store) -> None:
        """Begin."""

    def stop(self) -> None:
        """Finish what is in hand, and return when it is done."""


class Workers(Consumer):  # type: ignore[misc]
    """The consumer's threads without its handlers of signals: who starts it decides when it stops.

    Huey's own would take the place of those of `run_worker` and leave the process running.
    """

    def _set_signal_handlers(self) -> None:
        """Leave the signals alone."""


class Jobs:
    """The queue of one installation and the functions that work it off."""

    def __init__(self, data_dir: Path, redis_url: str | None) -> None:
        self.huey: Huey = (
            RedisHuey("ecabinet", connection_pool=pool_to(redis_url), results=False)
            if redis_url
            else SqliteHuey("ecabinet", filename=str(data_dir / "jobs.sqlite3"), results=False)
        )
        self._rest = Rest()
        self._functions: dict[str, JobFunction] = {}
        self._sweeps: list[Sweep] = []
        self._companions: list[Companion] = []
        self._run = self.huey.task(name="run", retries=3, retry_delay=5)(self._work)
        self._store: Store | None = None
        self.ended: Callable[[str, float, bool], None] = lambda name, seconds, failed: None
        """Told of each job that has ended: its name, how long it took, whether it failed."""

    def register(self, name: str, function: JobFunction) -> None:
        """Let the worker run `function(store, **arguments)` for jobs called `name`."""
        self._functions[name] = function

    def register_sweep(self, sweep: Sweep) -> None:
        """Let the worker call `sweep(store)` every minute and at its start."""
        self._sweeps.append(sweep)

    def register_companion(self, companion: Companion) -> None:
        """Let a worker start `companion` beside its threads, and stop it with them."""
        self._companions.append(companion)

    def dispatch(self, job: Job) -> None:
        """Queue `job`, for its moment if it has one; while Redis is away it waits for the sweep."""
        if self._rest:
            return
        asked = (job.name, job.arguments, request_code())
        try:
            if job.at is None:
                self._run(*asked)
            else:
                wait = max(0.0, (job.at - utc_now()).total_seconds())
                self._run.schedule(asked, delay=wait)
        except RedisError:
            self._rest.begin()
            raise

    def start_worker(self, store: Store) -> Any:
        """Start the consumer's threads and return it; its `stop(graceful=True)` ends them."""
        self._store = store
        self.huey.periodic_task(crontab(minute="*"), name="sweep")(self._sweep)
        consumer = Workers(
            self.huey, workers=2, initial_delay=0.05, max_delay=0.5, backoff=1.3,
            check_worker_health=True,
        )  # fmt: skip
        self._sweep()
        consumer.start()
        for companion in self._companions:
            companion.start(store)
        return consumer

    def stop_companions(self) -> None:
        """Stop what was started beside the consumer's threads."""
        for companion in self._companions:
            companion.stop()

    def drain(self, store: Store) -> None:
        """Work off everything queued, in this thread. For tests, the demo and commands."""
        self._store = store
        while task := self.huey.dequeue():
            self.huey.execute(task)

    def waiting(self) -> int:
        """Return how many jobs are queued or wait for their moment."""
        return int(self.huey.pending_count() + self.huey.scheduled_count())

    def _work(self, name: str, arguments: dict[str, Any], code: str = "") -> None:
        assert self._store is not None
        begun, failed = perf_counter(), True
        with working_for(code):
            try:
                self._functions[name](self._store, **arguments)
                failed = False
            finally:
                self.ended(name, perf_counter() - begun, failed)

    def _sweep(self) -> None:
        assert self._store is not None
        for sweep in self._sweeps:
            try:
                sweep(self._store)
            except Exception:
                log.exception("sweep %s failed; the next minute tries again", sweep)
