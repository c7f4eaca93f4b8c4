"""The one place that writes refusals into the audit log, and does not let a flood fill the disk.

The first refusal of a person (or address) for a reason is written at once; more of the same within
a minute are only counted, and the count is written when the minute is over, or when the process
stops. A process that is killed loses the counts of its last minute, never the first refusal of a
kind. At most `CEILING` entries are written a minute: whoever has a thousand addresses cannot fill
the log either.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from ecabinet import concurrency
from ecabinet.core.actors import Actor
from ecabinet.core.refusals import Refusal, record_refusal
from ecabinet.core.store import Store
from ecabinet.web.requests import platform

log = logging.getLogger(__name__)

WINDOW_SECONDS = 60
CEILING = 300

Key = tuple[object, ...]
Told = tuple[Actor, Refusal]


@dataclass
class _Window:
    began: float
    actor: Actor
    refusal: Refusal
    more: int = 0


class Coalescer:
    """Decides which refusals are written now. One per process; forgets after a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: dict[Key, _Window] = {}
        self._lock = threading.Lock()

    def take(self, actor: Actor, refusal: Refusal) -> list[Told]:
        """Count one refusal; return what is to be written now."""
        with self._lock:
            now = self._clock()
            written = self._over(now)
            key = (actor.person_id, refusal)
            window = self._windows.get(key)
            if window is not None:
                window.more += 1
            elif len(self._windows) < CEILING:
                self._windows[key] = _Window(now, actor, refusal)
                written.append((actor, refusal))
            else:
                log.warning("too many refusals in a minute: %s not written", refusal.code)
            return written

    def counted(self, *, all_of_them: bool = False) -> list[Told]:
        """Return the counts of the minutes that are over, or of all when the process stops."""
        with self._lock:
            return self._over(float("inf") if all_of_them else self._clock())

    def _over(self, now: float) -> list[Told]:
        """Forget windows that are over; return the counts of those that were hit again."""
        over = [k for k, w in self._windows.items() if now - w.began >= WINDOW_SECONDS]
        ended = [self._windows.pop(key) for key in over]
        return [(w.actor, w.refusal.model_copy(update={"times": w.more})) for w in ended if w.more]


class Keeper:
    """Writes the counts of one web process when their minute is over, and at its end."""

    def __init__(self, store: Store, coalescer: Coalescer) -> None:
        self._store, self._coalescer = store, coalescer
        self._stopped = concurrency.Event()

    def run(self) -> None:
        """Write what is due, every minute until `stop`. Runs in a task of its own."""
        while not self._stopped.wait(WINDOW_SECONDS):
            write(self._store, self._coalescer.counted())

    def stop(self) -> None:
        """End `run` and write every count that is left."""
        self._stopped.set()
        write(self._store, self._coalescer.counted(all_of_them=True))


def init_refusals(app: Flask) -> Coalescer:
    """Give the application the one memory of its refusals."""
    coalescer = Coalescer()
    app.extensions["ecabinet.refusals"] = coalescer
    return coalescer


def note_refusal(actor: Actor, refusal: Refusal) -> None:
    """Write `refusal` into the audit log, unless it only repeats one of the last minute.

    The refusal stands whether it can be written or not; a failure is logged.
    """
    counted: Coalescer = current_app.extensions["ecabinet.refusals"]
    write(platform().store, counted.take(actor, refusal))


def write(store: Store, told: list[Told]) -> None:
    """Write refusals into the audit log; one that cannot be written is logged."""
    for whose, what in told:
        try:
            store.execute(whose, record_refusal, what)
        except SQLAlchemyError:
            log.exception("a refusal could not be written into the audit log")


def refused_access(actor: Actor, code: str, kind: str) -> None:
    """Note that `actor` was refused a thing, or something of a thing that they may see.

    A thing that is not there is noted like one that is hidden, so that neither the log's writing
    nor the time it takes tells them apart.
    """
    ids = [str(value) for name, value in (request.view_args or {}).items() if name.endswith("_id")]
    if code == "not_found" and not ids:
        return
    note_refusal(
        actor,
        Refusal(
            action="access.refused",
            subject_kind=kind,
            subject_id=ids[0] if ids else "",
            code=code,
            place=f"{request.method} {request.endpoint}",
            address=request.remote_addr or "",
        ),
    )
