"""The other web processes: signs that may be lost reach their sockets too, and who sits there.

Through Redis. Committed events do not go this way: each process reads the outbox by itself.
"""

import json
import logging
import secrets
import threading
import time
from collections.abc import Callable, Collection
from typing import Any

import redis

from ecabinet import concurrency
from ecabinet.core.redis_line import Rest, line_to

log = logging.getLogger(__name__)

CHANNEL = "ecabinet:signs"
PROCESSES = "ecabinet:processes"
FLUSH_SECONDS = 0.04
"""Signs of so long go out together; of a pointer and of a page read only the newest."""
TOLD_SECONDS, KNOWN_SECONDS = 3.0, 10
"""How often a process says who sits there, and how long that is believed."""
REPLACED = ("pointer", "presence")
AT_MOST = 1000

Sign = tuple[str, str, dict[str, Any]]
Deliver = Callable[[str, str, dict[str, Any]], None]
People = Callable[[], dict[str, list[str]]]


class Neighbours:
    """There are none: one process, or no Redis."""

    def tell(self, room: str, kind: str, payload: dict[str, Any]) -> None:
        """Pass a sign on to the sockets of other processes in `room`."""

    def people(self, room: str) -> Collection[str]:
        """Return the ids of the people whose sockets sit in `room` elsewhere."""
        return ()

    def start(
        self, spawn: Callable[[Callable[[], None]], object], deliver: Deliver, people: People
    ) -> None:
        """Begin to hear others; `people`: who sits here, by room."""


class RedisNeighbours(Neighbours):
    """Others that share a Redis. While it is away nothing is passed on, nor waits for it."""

    def __init__(self, url: str) -> None:
        self._client, self._rest = line_to(url, decode_responses=True), Rest()
        self._me = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._waiting: dict[tuple[Any, ...], Sign] = {}
        self._count = 0

    def tell(self, room: str, kind: str, payload: dict[str, Any]) -> None:
        """Keep the sign for the next flush; the newest of a pointer replaces the one before."""
        with self._lock:
            self._count += 1
            replaced = kind in REPLACED
            key = (room, kind, payload.get("actor")) if replaced else (self._count,)
            if len(self._waiting) < AT_MOST or key in self._waiting:
                self._waiting[key] = (room, kind, payload)

    def people(self, room: str) -> Collection[str]:
        """Ask what the others said last; nobody while Redis is away."""
        if self._rest:
            return ()
        try:
            known = {str(name) for name in self._client.smembers(PROCESSES)}
            others = [_key(name) for name in known if name != self._me]
            told = self._client.mget(others) if others else []
        except (redis.RedisError, OSError) as error:
            self._rest.begin()
            log.warning(
                "Redis cannot be reached, tablets of other processes are not seen: %s", error
            )
            return ()
        return {one for text in told if text for one in json.loads(text).get(room, ())}

    def start(
        self, spawn: Callable[[Callable[[], None]], object], deliver: Deliver, people: People
    ) -> None:
        """Send and hear in two background threads."""
        spawn(lambda: self._send(people))
        spawn(lambda: self._hear(deliver))

    def _send(self, people: People) -> None:
        told = 0.0
        while True:
            concurrency.sleep(FLUSH_SECONDS)
            try:
                self._flush()
                if time.monotonic() - told > TOLD_SECONDS:
                    told = time.monotonic()
                    self._say_who(people())
            except (redis.RedisError, OSError) as error:
                log.warning("Redis cannot be reached, signs stay in this process: %s", error)
                concurrency.sleep(1.0)

    def _flush(self) -> None:
        with self._lock:
            signs, self._waiting = list(self._waiting.values()), {}
        if signs:
            self._client.publish(CHANNEL, json.dumps({"from": self._me, "signs": signs}))

    def _say_who(self, people: dict[str, list[str]]) -> None:
        with self._client.pipeline(transaction=False) as pipe:
            pipe.sadd(PROCESSES, self._me)
            pipe.expire(PROCESSES, 3600)
            pipe.set(_key(self._me), json.dumps(people), ex=KNOWN_SECONDS)
            pipe.execute()

    def _hear(self, deliver: Deliver) -> None:
        while True:
            try:
                with self._client.pubsub(ignore_subscribe_messages=True) as subscription:
                    subscription.subscribe(CHANNEL)
                    while True:
                        message = subscription.get_message(timeout=1.0)
                        if message:
                            self._take(message["data"], deliver)
            except (redis.RedisError, OSError):
                concurrency.sleep(1.0)  # The sender logs it; here only wait and try again.

    def _take(self, data: str, deliver: Deliver) -> None:
        told = json.loads(data)
        if told["from"] != self._me:
            for room, kind, payload in told["signs"]:
                deliver(room, kind, payload)


def _key(process: str) -> str:
    return f"ecabinet:here:{process}"


def neighbours_through(redis_url: str | None) -> Neighbours:
    """Return the neighbours of a process that is alone, or of one of several."""
    return RedisNeighbours(redis_url) if redis_url else Neighbours()
