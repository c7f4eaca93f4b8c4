"""Background work on huey. The row is the job, the queue is only a nudge.

Features register job functions by name; a sweep, run every minute, re-queues whatever was left.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import Huey, RedisHuey, SqliteHuey, crontab

from ecabinet.core.unit_of_work import Job, Store

log = logging.getLogger(__name__)

JobFunction = Callable[..., None]
Sweep = Callable[[Store], None]


class Jobs:
    """The queue of one installation and the functions that work it off."""

    def __init__(self, data_dir: Path, redis_url: str | None) -> None:
        self.huey: Huey = (
            RedisHuey("ecabinet", url=redis_url, results=False)
            if redis_url
            else SqliteHuey("ecabinet", filename=str(data_dir / "jobs.sqlite3"), results=False)
        )
        self._functions: dict[str, JobFunction] = {}
        self._sweeps: list[Sweep] = []
        self._run = self.huey.task(name="run", retries=3, retry_delay=5)(self._work)
        self._store: Store | None = None

    def register(self, name: str, function: JobFunction) -> None:
        """Let the worker run `function(store, **arguments)` for jobs called `name`."""
        self._functions[name] = function

    def register_sweep(self, sweep: Sweep) -> None:
        """Let the worker call `sweep(store)` every minute and at its start."""
        self._sweeps.append(sweep)

    def dispatch(self, job: Job) -> None:
        """Queue `job`."""
        self._run(job.name, job.arguments)

    def start_worker(self, store: Store) -> Any:
        """Start the consumer's threads and return it; its `stop(graceful=True)` ends them."""
        self._store = store
        self.huey.periodic_task(crontab(minute="*"), name="sweep")(self._sweep)
        consumer = self.huey.create_consumer(
            workers=2, initial_delay=0.05, max_delay=0.5, backoff=1.3, check_worker_health=True
        )
        self._sweep()
        consumer.start()
        return consumer

    def drain(self, store: Store) -> None:
        """Work off everything queued, in this thread. For tests, the demo and commands."""
        self._store = store
        while task := self.huey.dequeue():
            self.huey.execute(task)

    def _work(self, name: str, arguments: dict[str, Any]) -> None:
        assert self._store is not None
        self._functions[name](self._store, **arguments)

    def _sweep(self) -> None:
        assert self._store is not None
        for sweep in self._sweeps:
            try:
                sweep(self._store)
            except Exception:
                log.exception("sweep %s failed; the next minute tries again", sweep)
