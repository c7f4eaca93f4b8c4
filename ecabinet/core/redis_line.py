"""Connections to Redis that make nobody wait for long while it is away.

Whatever goes through Redis may be lost: others poll, sweeps find the rows. A machine that was cut
off does not even refuse, so waits are short, nothing is tried twice, and who has waited in vain
lets it rest for a while instead of making the next person wait too.
"""

import time
from collections.abc import Callable
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

REST_SECONDS = 3.0
# Longer than any wait for news that we ask for (one second).
WAITS: dict[str, Any] = {
    "socket_connect_timeout": 1.0,
    "socket_timeout": 2.0,
    "retry": Retry(NoBackoff(), 0),
}


def pool_to(url: str, **options: Any) -> redis.ConnectionPool:
    """Return connections with short waits."""
    return redis.ConnectionPool.from_url(url, **WAITS, **options)


def line_to(url: str, **options: Any) -> redis.Redis:
    """Return a client with short waits."""
    return redis.Redis(connection_pool=pool_to(url, **options))


class Rest:
    """Begun after a failure, it says for some seconds that to ask again is of no use."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._until = clock, 0.0

    def begin(self) -> None:
        """Rest from now on."""
        self._until = self._clock() + REST_SECONDS

    def __bool__(self) -> bool:
        return self._clock() < self._until
