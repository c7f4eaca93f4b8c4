"""The relay: committed events → sockets of this process, in order.

Every web process reads the outbox by itself and emits only to its own sockets. A nudge (in the
process, and through Redis to the others) makes it prompt; a slow poll catches what a crash or a
missing Redis left behind.
"""

import logging
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet import concurrency
from ecabinet.core import access, outbox
from ecabinet.core.nudge import Nudge
from ecabinet.core.store import Store

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5

REST_SECONDS = 0.01
"""A single event goes out at once. When hundreds vote in a second, they share a look at the outbox
instead of paying for one each."""


class Rooms(Protocol):
    """The sockets of this process, as the relay needs to see them."""

    def rooms(self) -> set[str]:
        """The streams somebody listens to."""

    def broadcast(self, room: str, event_name: str, payload: dict[str, object]) -> None:
        """Send to everybody in `room`."""

    def drop_person(self, person_id: UUID, sign_in_id: UUID | None = None) -> None:
        """Close the person's sockets, all or those of one sign-in."""

    def leave_room(self, person_id: UUID, room: str) -> None:
        """Take the person's sockets out of `room`."""

    def empty(self, beginning: str) -> None:
        """Take all sockets out of the rooms whose names begin so; they may ask to come back."""


class Relay:
    """Emits new events of the streams that somebody here listens to."""

    def __init__(self, store: Store, rooms: Rooms, nudge: Nudge) -> None:
        self.store, self.rooms, self.nudge = store, rooms, nudge
        self._sent: dict[str, int] = {}
        self._revoked: int | None = None
        self._stopped = False

    def follow(self, stream: str, seq: int) -> None:
        """Begin to relay `stream` after number `seq`, unless it is relayed already."""
        self._sent.setdefault(stream, seq)

    def run(self) -> None:
        """Relay until `stop`. Runs in a background thread of its own."""
        while not self._stopped:
            # Before the first wait: rights that end from now on are seen, also in the first moment.
            try:
                self.pump()
            except Exception:
                log.exception("relay failed; it tries again at the next nudge or poll")
            concurrency.sleep(REST_SECONDS)
            self.nudge.wait(POLL_SECONDS)

    def stop(self) -> None:
        """End `run`."""
        self._stopped = True
        self.nudge.send([])

    def pump(self) -> None:
        """Emit everything committed since the last time; first end the rights that ended."""
        listened = self.rooms.rooms()
        for stream in self._sent.keys() - listened:
            del self._sent[stream]
        followed = self._sent.keys() & listened
        with self.store.reading() as session:
            newest = outbox.last_seqs(session, followed | {access.STREAM})
            self._revoke(session, newest.pop(access.STREAM, 0))
            for stream, seq in newest.items():
                while self._sent.get(stream, seq) < seq:
                    for entry in outbox.changes(session, stream, self._sent[stream]):
                        self.rooms.broadcast(stream, "event", outbox.wire(entry))
                        self._sent[stream] = entry.seq

    def _revoke(self, session: Session, newest: int) -> None:
        if self._revoked is None:
            self._revoked = newest
        while self._revoked < newest:
            for entry in outbox.changes(session, access.STREAM, self._revoked):
                if entry.type == access.AccessAsked.type:
                    self.rooms.empty(entry.payload["rooms"])
                else:
                    self._end(entry.payload)
                self._revoked = entry.seq

    def _end(self, ended: dict[str, Any]) -> None:
        person_id = UUID(ended["person_id"])
        if ended["ended"] is None:
            sign_in = ended.get("sign_in_id")
            self.rooms.drop_person(person_id, UUID(sign_in) if sign_in else None)
        else:
            self.rooms.leave_room(person_id, ended["ended"])
