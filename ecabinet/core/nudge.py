"""The nudge: after a commit it wakes this process's relay and, through Redis, the others."""

import logging
import threading
from collections.abc import Callable

import redis

from ecabinet.core.redis_line import Rest, line_to

log = logging.getLogger(__name__)

CHANNEL = "ecabinet:streams"


class Nudge:
    """Wakes the relay of this process."""

    def __init__(self) -> None:
        self._wake = threading.Event()

    def send(self, streams: list[str]) -> None:
        """Say that `streams` have new events."""
        self._wake.set()

    def wait(self, seconds: float) -> None:
        """Return when nudged, or after `seconds`."""
        self._wake.wait(seconds)
        self._wake.clear()

    def listen(self, spawn: Callable[[Callable[[], None]], object]) -> None:
        """Begin to hear the nudges of other processes."""

    def close(self) -> None:
        """Stop listening."""


class RedisNudge(Nudge):
    """Wakes the relays of all processes through Redis; without Redis the poll remains."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._client, self._rest = line_to(url), Rest()
        self._closed = False

    def send(self, streams: list[str]) -> None:
        """Wake this process and publish for the others."""
        super().send(streams)
        if self._rest:
            return
        try:
            self._client.publish(CHANNEL, "\n".join(streams))
        except redis.RedisError as error:
            self._rest.begin()
            log.warning("Redis cannot be reached, others will poll: %s", error)

    def listen(self, spawn: Callable[[Callable[[], None]], object]) -> None:
        """Subscribe in the background, again and again while Redis is away."""
        spawn(self._subscribe)

    def close(self) -> None:
        """End the subscription."""
        self._closed = True
        self._client.close()

    def _subscribe(self) -> None:
        while not self._closed:
            try:
                with self._client.pubsub(ignore_subscribe_messages=True) as subscription:
                    subscription.subscribe(CHANNEL)
                    while not self._closed:
                        if subscription.get_message(timeout=1.0):
                            self._wake.set()
            except (redis.RedisError, OSError, ValueError):
                # Logged by the sender; here only wait and try again.
                self._wake.wait(1.0)


def nudge_through(redis_url: str | None) -> Nudge:
    """Return the nudge for one process, or for several that share a Redis."""
    return RedisNudge(redis_url) if redis_url else Nudge()
