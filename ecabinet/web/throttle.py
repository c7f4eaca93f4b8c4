"""Rate limits: so many tries in a while, per key; in memory, or shared through Redis."""

import logging
import time
from typing import Any

import redis
from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from ecabinet.core.errors import TooMany
from ecabinet.core.redis_line import WAITS, Rest

log = logging.getLogger(__name__)


class Throttle:
    """Counts tries. Nobody is locked out for ever: a window passes and the next try counts.

    While Redis is away each process counts for itself: signing in goes on, still limited.
    """

    def __init__(self, redis_url: str | None) -> None:
        self._alone = _limiter("memory://")
        self._shared = _limiter(redis_url, **WAITS) if redis_url else self._alone
        self._rest = Rest()

    def check(self, what: str, who: str, *, times: int, minutes: int) -> None:
        """Count one try. Raises TooMany with the seconds to wait."""
        limit = RateLimitItemPerMinute(times, minutes)
        if self._rest:
            return _count(self._alone, limit, what, who)
        try:
            _count(self._shared, limit, what, who)
        except redis.RedisError as error:
            self._rest.begin()
            log.warning("Redis cannot be reached, tries are counted here alone: %s", error)
            _count(self._alone, limit, what, who)


def _limiter(url: str, **options: Any) -> SlidingWindowCounterRateLimiter:
    return SlidingWindowCounterRateLimiter(storage_from_string(url, **options))


def _count(
    limiter: SlidingWindowCounterRateLimiter, limit: RateLimitItemPerMinute, what: str, who: str
) -> None:
    if not limiter.hit(limit, what, who):
        window = limiter.get_window_stats(limit, what, who)
        raise TooMany("too_many", seconds=max(1, int(window.reset_time - time.time())))
