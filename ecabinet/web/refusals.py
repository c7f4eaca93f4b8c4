"""The one place that writes refusals into the audit log, and does not let a flood fill the disk.

The first refusal of a person (or address) for a reason is written at once; more of the same within
a minute are only counted, and the count is written by the first refusal after it. A process writes
at most `CEILING` entries a minute: whoever has a thousand addresses cannot fill the log either.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, request
from sqlalchemy.exc import SQLAlchemyError

from ecabinet.core.actors import Actor
from ecabinet.core.refusals import Refusal, record_refusal
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

    def _over(self, now: float) -> list[Told]:
        """Forget windows that are over; return the counts of those that were hit again."""
        over = [k for k, w in self._windows.items() if now - w.began >= WINDOW_SECONDS]
        ended = [self._windows.pop(key) for key in over]
        return [(w.actor, w.refusal.model_copy(update={"times": w.more})) for w in ended if w.more]


def note_refusal(actor: Actor, refusal: Refusal) -> None:
    """Write `refusal` into the audit log, unless it only repeats one of the last minute.

    The refusal stands whether it can be written or not; a failure is logged.
    """
    counted: Coalescer = current_app.extensions.setdefault("ecabinet.refusals", Coalescer())
    for whose, what in counted.take(actor, refusal):
        try:
            platform().store.execute(whose, record_refusal, what)
        except SQLAlchemyError:
            log.exception("a refusal could not be written into the audit log")


def refused_access(actor: Actor, code: str, kind: str) -> None:
    """Note that `actor` was denied something of a thing that they may see."""
    ids = [str(value) for name, value in (request.view_args or {}).items() if name.endswith("_id")]
    note_refusal(
        actor,
        Refusal(
            action="access.refused",
            subject_kind=kind,
            subject_id=ids[0] if ids else "",
            code=code,
            place=f"{request.method} {request.endpoint}",
        ),
    )
