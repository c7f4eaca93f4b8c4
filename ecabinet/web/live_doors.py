"""What a socket may ask, and the answers; apart from the library that carries them."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from ecabinet.core.actors import Actor
from ecabinet.web.fanout import Fanout
from ecabinet.web.frames import dumps
from ecabinet.web.links import Link
from ecabinet.web.neighbours import Neighbours
from ecabinet.web.roster import Lent, Roster, Seat

EPHEMERAL = ("pointer", "presence", "stroke")
EPHEMERAL_BYTES = 4096
STREAM_LETTERS = 200
ROOMS_PER_SOCKET = 64
SOCKETS_PER_PERSON = 32

FRESH_SECONDS = 1.0
"""How long a "may send" holds: pointers come 30 times a second and must not each ask the database.
Whoever leaves a room or is dropped loses it at once."""

Ack = dict[str, object]
REFUSED: Ack = {"ok": False, "code": "live.refused"}
TOO_FAST: Ack = {"ok": False, "code": "live.too_fast"}


def _nobody() -> Actor | None:
    return None


def _no_sign_in() -> UUID | None:
    return None


def _refuse_join(_actor: Actor, _stream: str) -> tuple[bool, int]:
    return False, 0


def _refuse_send(_actor: Actor, _stream: str, _kind: str) -> bool:
    return False


def _ignore(_stream: str, _last: int) -> None:
    return None


class Doors:
    """Answers what sockets ask. Without `bind` everything is refused."""

    fanout: Fanout

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._happened = 0
        self.neighbours = Neighbours()
        self.bind(_nobody, _refuse_join)

    def bind(
        self,
        authenticate: Callable[[], Actor | None],
        may_join: Callable[[Actor, str], tuple[bool, int]],
        may_send: Callable[[Actor, str, str], bool] | None = None,
        joined: Callable[[str, int], None] | None = None,
        sign_in: Callable[[], UUID | None] | None = None,
        acting: Callable[[], Actor | None] | None = None,
    ) -> None:
        """Set the rules; see `Live.bind`."""
        self._authenticate, self._may_join = authenticate, may_join
        self._may_send, self._joined = may_send or _refuse_send, joined or _ignore
        self._sign_in, self._acting = sign_in or _no_sign_in, acting or _nobody

    def note(self) -> None:
        """Remember that something was broadcast or revoked, for sockets that are just joining."""
        self._happened += 1

    def connect(self, sid: str, link: Link) -> bool:
        """Whether the socket is admitted: somebody is signed in, with not too many sockets."""
        actor = self._authenticate()
        if actor is None or actor.person_id is None:
            return False
        if len(self._roster.sids_of(actor.person_id)) >= SOCKETS_PER_PERSON:
            return False
        visitor = actor.screen_of is not None
        self._roster.add(
            Seat(sid, actor.person_id, link, self._sign_in(), actor.name, visitor=visitor)
        )
        return True

    def join(self, sid: str, data: Any) -> Ack:
        """Put the socket into a stream's room; acks {"ok", "last"}."""
        seat, stream = self._roster.seat(sid), _stream_of(data)
        if seat is None or stream is None or len(seat.rooms) >= ROOMS_PER_SOCKET:
            return REFUSED
        if not seat.joins.take():
            return TOO_FAST
        return self._admit(seat, stream)

    def _admit(self, seat: Seat, stream: str) -> Ack:
        """Join such that no event falls between the number acknowledged and the first one pushed.

        An event relayed after `last` was read, but before the socket was in the room, would be
        seen by nobody until the next one; and a right that ended there would be missed. So when
        something happened meanwhile, ask again: now the socket is in the room.
        """
        before = self._happened
        allowed, last = self._ask_to_join(seat, stream)
        if allowed and self._roster.join(seat.sid, stream) and self._happened != before:
            allowed, last = self._ask_to_join(seat, stream)
        if not allowed or stream not in seat.rooms:
            self._roster.leave(seat.sid, stream)
            return REFUSED
        self._joined(stream, last)
        return {"ok": True, "last": last}

    def _ask_to_join(self, seat: Seat, stream: str) -> tuple[bool, int]:
        actor = self._current(seat)
        if actor is None:
            return False, 0
        allowed, last = self._may_join(actor, stream)
        seat.lent.pop(stream, None)
        giver = None if allowed else self._acting()
        if giver is not None and giver.deputy is not None:
            allowed, last = self._may_join(giver, stream)
            if allowed:
                seat.lent[stream] = Lent(giver.person_id, giver.deputy.until)
        return allowed, last

    def leave(self, sid: str, data: Any) -> Ack:
        """Take the socket out of a stream's room."""
        stream = _stream_of(data)
        if stream is not None:
            self._roster.leave(sid, stream)
        return {"ok": True}

    def relay(self, sid: str, kind: str, data: Any) -> Ack:
        """Pass an ephemeral message on to the others in the room, with its sender's name on it."""
        seat, stream = self._roster.seat(sid), _stream_of(data)
        if seat is None or stream is None or stream not in seat.rooms or not _small(data):
            return REFUSED
        own = seat.signs.get(kind)
        if not seat.ephemeral.take() or (own is not None and not own.take()):
            return TOO_FAST
        if not self._may_still_send(seat, stream, kind):
            return REFUSED
        # Who it is is said by the server, never by the sender.
        signed = {**data, "actor": str(seat.person_id), "name": seat.name}
        others = self._roster.links(stream, without=sid)
        if others:
            self.fanout.send_if_idle(others, kind, signed)
        self.neighbours.tell(stream, kind, signed)
        return {"ok": True}

    def deliver(self, stream: str, kind: str, signed: dict[str, Any]) -> None:
        """Pass on a sign whose sender sits in another process, which has asked the rules."""
        others = self._roster.links(stream)
        if others and kind in EPHEMERAL:
            self.fanout.send_if_idle(others, kind, signed)

    def _may_still_send(self, seat: Seat, stream: str, kind: str) -> bool:
        now = time.monotonic()
        if seat.allowed.get((stream, kind), 0.0) > now:
            return True
        actor = self._current(seat)
        allowed = actor is not None and self._may_send(actor, stream, kind)
        # The room may have been left while the rule asked the database.
        if not allowed or stream not in seat.rooms:
            return False
        seat.allowed[stream, kind] = now + FRESH_SECONDS
        return True

    def _current(self, seat: Seat) -> Actor | None:
        """Return the person as of now; None when signed out, or another one than at connect."""
        actor = self._authenticate()
        return actor if actor is not None and actor.person_id == seat.person_id else None


def _stream_of(data: Any) -> str | None:
    stream = data.get("stream") if isinstance(data, dict) else None
    if isinstance(stream, str) and 0 < len(stream) <= STREAM_LETTERS:
        return stream
    return None


def _small(data: object) -> bool:
    try:
        return len(dumps(data).encode()) <= EPHEMERAL_BYTES
    except (TypeError, ValueError):
        return False  # Binary parts, lone surrogates: nothing that a client of ours sends.
