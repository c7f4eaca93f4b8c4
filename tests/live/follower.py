"""Somebody in the room: loads the state, follows its streams, loses the line, and catches up.

Works as the page does (static/js/live/subscription.js, static/js/room/live-state.js).
"""

import random
import threading
import time
from typing import Any

from tests.live.caller import Caller
from tests.live.product import Product
from tests.live.wire import Closed, Tablet

RELOADING = ("meeting.changed", "paper.ready", "paper.failed")
Event = dict[str, Any]


def seated(product: Product, token: str) -> Tablet:
    """Return a connected tablet of whoever holds the token."""
    tablet = Tablet(
        product.port, None, origin=product.origin, headers={"Authorization": f"Bearer {token}"}
    )
    assert tablet.connect()
    return tablet


class Follower(threading.Thread):
    """One person's page. `finish` names where each stream ends; then the thread comes to rest."""

    def __init__(
        self,
        product: Product,
        token: str,
        meeting_id: object,
        seed: int,
        connected: tuple[float, float] = (0.05, 0.5),
    ) -> None:
        super().__init__(daemon=True)
        self._connected = connected
        self._product, self._token, self._rng = product, token, random.Random(seed)
        self._caller = Caller(product.port, token)
        self._room = f"/meetings/{meeting_id}/room"
        self._ends: dict[str, int] | None = None
        self.restless = True  # Whether it goes on to lose the line.
        self.disconnects = self.caught_up = 0
        self.failure: BaseException | None = None
        self.applied: dict[str, list[int]] = {}
        self.base: dict[str, Any] = {}
        self.events: list[Event] = []
        self._load()

    def finish(self, ends: dict[str, int]) -> None:
        """Follow until these numbers, then stop."""
        self._ends, self.restless = ends, False

    def run(self) -> None:
        """Follow, hang up at random, come back."""
        try:
            while not self._arrived():
                self._one_connection()
        except BaseException as error:  # noqa: BLE001 - reported by the thread that waits
            self.failure = error
        finally:
            self._caller.close()

    def _load(self) -> None:
        """Load the state; events that come later are applied on top of it."""
        state = self._caller.get(self._room)
        self.base, self.events = state["meeting"], []
        for stream, last in state["streams"].items():
            self.applied.setdefault(stream, [last])

    def _one_connection(self) -> None:
        tablet = seated(self._product, self._token)
        try:
            for stream in list(self.applied):
                answer = tablet.ask("join", {"stream": stream})
                assert answer["ok"], (stream, answer)
                if answer["last"] > self.applied[stream][-1]:
                    self._catch_up(stream)
            tablet.sock.settimeout(max(0.1, self._connected[0] / 2))
            until = time.monotonic() + self._rng.uniform(*self._connected)
            while (time.monotonic() < until or not self.restless) and not self._arrived():
                self._read(tablet)
        except Closed:
            pass  # As when the network goes: the page connects again.
        finally:
            tablet.close()
        if self.restless:
            self.disconnects += 1
            time.sleep(self._rng.uniform(0.0, 0.3))

    def _read(self, tablet: Tablet) -> None:
        try:
            name, event = tablet.event()
        except TimeoutError:
            return
        assert name == "event", (name, event)
        last = self.applied[event["stream"]][-1]
        if event["seq"] == last + 1:
            self._apply(event)
        elif event["seq"] > last:
            self._catch_up(event["stream"])

    def _catch_up(self, stream: str) -> None:
        complete = False
        while not complete:
            after = self.applied[stream][-1]
            changes = self._caller.get(f"/changes?stream={stream}&after={after}")
            for event in changes["events"]:
                if event["seq"] > self.applied[stream][-1]:
                    self._apply(event)
                    self.caught_up += 1
            complete = changes["complete"]

    def _apply(self, event: Event) -> None:
        self.applied[event["stream"]].append(event["seq"])
        if event["type"] in RELOADING:
            self._load()
        else:
            self.events.append(event)

    def _arrived(self) -> bool:
        ends = self._ends
        return ends is not None and all(seqs[-1] >= ends[s] for s, seqs in self.applied.items())
