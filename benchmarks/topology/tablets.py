"""Tablets in a meeting: each follows it, and does what its person wants until it is acknowledged.

They behave as pages do (static/js/live, static/js/api.js): a line that is silent for eight seconds
is given up, requests after fifteen; what was not acknowledged is sent again under the same key.
"""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from benchmarks.topology.line import Http, Lost, Socket
from tests.crash.clients import Intention
from tests.live.caller import Answered
from tests.live.follower import RELOADING, Event

SILENT_SECONDS, REQUEST_SECONDS, RETRY_SECONDS = 8.0, 15.0, 1.0
RECONNECT_SECONDS = (0.5, 4.0)


@dataclass
class Noted:
    """What happened to one tablet, in seconds of the clock that all share."""

    pushes: list[float] = field(default_factory=list)
    lost: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    acknowledged: list[tuple[float, float]] = field(default_factory=list)


@lru_cache(maxsize=512)
def _read(text: str) -> Any:
    """What a push says: read once for all tablets, which only look at it."""
    return json.loads(text)


class Tablet:
    """One person's page."""

    def __init__(self, name: str, token: str, meeting_id: object) -> None:
        self.name, self._token = name, token
        self._room = f"/meetings/{meeting_id}/room"
        self.http, self._reading = (Http(token, REQUEST_SECONDS) for _ in range(2))
        self.noted = Noted()
        self.connected = False
        self.trying: dict[str, float] = {}
        self.fresh: dict[str, Any] = {}
        self.applied: dict[str, list[int]] = {}
        self.base: dict[str, Any] = {}
        self.events: list[Event] = []

    async def follow(self) -> None:
        """Load the state and follow it until cancelled; lines may be lost."""
        await self._load()
        tries = 0
        while True:
            try:
                socket = await Socket.connect(self._token, REQUEST_SECONDS)
            except Lost:
                low, high = RECONNECT_SECONDS
                await asyncio.sleep(min(high, low * 2**tries) * random.uniform(0.5, 1.5))
                tries += 1
                continue
            tries = 0
            try:
                await self._hear(socket)
            except Lost:
                self.noted.lost.append(time.monotonic())
            finally:
                self.connected = False
                socket.close()

    async def carry_out(self, intention: Intention) -> None:
        """Do what is wanted, and send it once more as if the acknowledgement had been lost."""
        first = self.trying[intention.key] = time.monotonic()
        await self._until_answered(intention)
        del self.trying[intention.key]
        self.noted.acknowledged.append((first, time.monotonic()))
        await self._until_answered(intention)

    def failing(self, before: float) -> bool:
        """Whether something first tried before that moment is still not acknowledged."""
        return any(begun < before for begun in self.trying.values())

    async def load_anew(self) -> None:
        """Ask what somebody sees who comes now; kept beside what is shown here."""
        self.fresh = (await self._reading.get(self._room))["meeting"]

    async def _until_answered(self, intention: Intention) -> None:
        while True:
            intention.tries += 1
            try:
                status, body = await self.http.ask(
                    "POST", intention.path, intention.body, intention.key
                )
            except Lost:
                status, body = 599, None
            if status < 500:
                intention.answers.append(Answered(status, body))
                return
            self.noted.refused.append(time.monotonic())
            await asyncio.sleep(RETRY_SECONDS * random.uniform(0.5, 1.5))

    async def _load(self) -> None:
        state = await self._reading.get(self._room)
        self.base, self.events = state["meeting"], []
        for stream, last in state["streams"].items():
            self.applied.setdefault(stream, [last])

    async def _hear(self, socket: Socket) -> None:
        joins = {socket.join(stream): stream for stream in self.applied}
        while True:
            for text in await socket.next(SILENT_SECONDS):
                await self._take(text, joins)
                self.connected = not joins

    async def _take(self, text: str, joins: dict[int, str]) -> None:
        if text.startswith("43"):
            number, _, rest = text[2:].partition("[")
            await self._joined(joins.pop(int(number)), json.loads("[" + rest)[0])
        elif text.startswith("42"):
            name, event = _read(text[2:])
            if name == "event":
                await self._heard(event)
        elif text.startswith("41"):
            raise Lost("sent away")

    async def _joined(self, stream: str, answer: Any) -> None:
        assert answer["ok"], (stream, answer)
        if answer["last"] > self.applied[stream][-1]:
            await self._catch_up(stream)

    async def _heard(self, event: Event) -> None:
        last = self.applied[event["stream"]][-1]
        self.noted.pushes.append(time.monotonic())
        if event["seq"] == last + 1:
            await self._apply(event)
        elif event["seq"] > last:
            await self._catch_up(event["stream"])

    async def _catch_up(self, stream: str) -> None:
        complete = False
        while not complete:
            after = self.applied[stream][-1]
            changes = await self._reading.get(f"/changes?stream={stream}&after={after}")
            for event in changes["events"]:
                if event["seq"] > self.applied[stream][-1]:
                    await self._apply(event)
            complete = changes["complete"]

    async def _apply(self, event: Event) -> None:
        self.applied[event["stream"]].append(event["seq"])
        if event["type"] in RELOADING:
            await self._load()
        else:
            self.events.append(event)
