"""Rate limits: so many tries in a while, per key; in memory, or shared through Redis."""

import time

from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from ecabinet.core.errors import TooMany


class Throttle:
    """Counts tries. Nobody is locked out for ever: a window passes and the next try counts."""

    def __init__(self, redis_url: str | None) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(
            storage_from_string(redis_url or "memory://")
        )

    def check(self, what: str, who: str, *, times: int, minutes: int) -> None:
        """Count one try. Raises TooMany with the seconds to wait."""
        limit = RateLimitItemPerMinute(times, minutes)
        if not self._limiter.hit(limit, what, who):
            window = self._limiter.get_window_stats(limit, what, who)
            raise TooMany("too_many", seconds=max(1, int(window.reset_time - time.time())))
