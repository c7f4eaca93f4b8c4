"""The live connection: sockets in rooms, told of what happened. A thin layer over Flask-SocketIO.

Everything durable is written over HTTP. A socket may only join and leave streams and send what
may be lost (pointer, presence, live stroke preview); any other message is ignored.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask, request
from flask_socketio import SocketIO

from ecabinet import concurrency
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.fanout import install
from ecabinet.web.links import Counters, Limits
from ecabinet.web.live_doors import EPHEMERAL, Doors
from ecabinet.web.live_log import quiet
from ecabinet.web.live_unseated import end, hang_up, lapsed_of, unseated
from ecabinet.web.neighbours import Neighbours
from ecabinet.web.roster import Roster

log = logging.getLogger(__name__)

PING_SECONDS = 2
"""A tablet shows within three seconds that the network is gone, so it must hear often."""

PONG_SECONDS = 10
MESSAGE_BYTES = 8 << 10
"""The largest message a client may send, with its envelope."""

RESTART = 1012
"""WebSocket status "service restart": clients come back by themselves (RFC 6455, IANA registry)."""

GOING_AWAY = 1001


class Live:
    """The sockets of this process. Rooms are streams, named as in `core.events`."""

    def __init__(self, async_mode: str, *, limits: Limits | None = None) -> None:
        self._mode = async_mode
        self._limits = limits or Limits()
        self._roster = Roster()
        self._doors = Doors(self._roster)
        self._watching = False
        self._lapsed: Callable[[Collection[UUID]], set[UUID]] = set
        # Made in init_app, when the origins are known.
        self._socketio: Any = None

    def bind(
        self,
        *,
        authenticate: Callable[[], Actor | None],
        may_join: Callable[[Actor, str], tuple[bool, int]],
        may_send: Callable[[Actor, str, str], bool] | None = None,
        joined: Callable[[str, int], None] | None = None,
        sign_in: Callable[[], UUID | None] | None = None,
        acting: Callable[[], Actor | None] | None = None,
        lapsed: Callable[[Collection[UUID]], set[UUID]] | None = None,
    ) -> None:
        """Give the rules. All run inside a Flask request context of the socket's handshake.

        authenticate: the signed-in person now, asked again for each event.
        may_join(actor, stream): whether, and the number of the stream's newest event.
        may_send(actor, stream, kind): whether an ephemeral message may be sent; default nobody.
        joined(stream, last): called once the socket is in the room, so a relay can follow it.
        sign_in: by which sign-in the person comes, asked once at the handshake.
        acting: on whose behalf the person acts now, asked where they may not join of their own.
        lapsed(ids): whose right has ended, among those connected that are no persons.
        """
        self._lapsed = lapsed or set
        self._doors.bind(authenticate, may_join, may_send, joined, sign_in, acting)

    def init_app(self, app: Flask, *, allowed_origins: Sequence[str]) -> None:
        """Attach to `app`. Only pages of `allowed_origins` may connect; "*" is refused.

        Raises:
            ValueError: an origin is a pattern instead of an address.
        """
        if any("*" in origin for origin in allowed_origins):
            raise ValueError("allowed origins must be explicit addresses")
        self._socketio = SocketIO(
            app,
            async_mode=self._mode,
            transports=["websocket"],
            allow_upgrades=False,
            async_handlers=False,  # Otherwise one client's messages overtake each other.
            cors_allowed_origins=list(allowed_origins),
            cookie=None,
            http_compression=False,
            ping_interval=PING_SECONDS,
            ping_timeout=PONG_SECONDS,
            max_http_buffer_size=MESSAGE_BYTES,
            manage_session=False,
            logger=quiet(log.getChild("socketio")),
            engineio_logger=quiet(log.getChild("engineio")),
        )
        self._fanout = install(self._socketio.server.eio, self._limits, self._opened)
        self._doors.fanout = self._fanout
        self._listen()
        app.extensions["live"] = self

    @property
    def counters(self) -> Counters:
        """Messages sent directly, queued, skipped, and clients dropped, since the start."""
        return self._fanout.counters

    def sockets(self) -> int:
        """Return how many sockets of people this process has."""
        return len(self._roster.sids())

    def broadcast(self, room: str, event_name: str, payload: dict[str, Any] | bytes) -> None:
        """Send an event to everybody in `room`. Bytes are JSON that is already encoded.

        Per client the order is the order of calls. Does not wait for slow clients.
        """
        self._doors.note()
        self._fanout.send(self._roster.links(room), event_name, payload)

    def join(self, sid: str, room: str) -> None:
        """Put a socket into a room without asking the rules."""
        self._roster.join(sid, room)

    def leave(self, sid: str, room: str) -> None:
        """Take a socket out of a room."""
        self._roster.leave(sid, room)

    def rooms(self) -> set[str]:
        """Return the rooms somebody of this process is in."""
        return self._roster.rooms()

    def sids_of(self, person_id: UUID) -> list[str]:
        """Return the person's sockets in this process."""
        return self._roster.sids_of(person_id)

    def meet(self, neighbours: Neighbours) -> None:
        """Pass signs on to other processes and theirs to the sockets here, from now on."""
        self._doors.neighbours = neighbours
        neighbours.start(concurrency.spawn, self._doors.deliver, self._roster.people_by_room)

    def people_in(self, room: str) -> set[str]:
        """Return the ids of the people whose sockets are in `room`, in whatever process."""
        here = {str(person_id) for person_id in self._roster.people_in(room)}
        return here.union(self._doors.neighbours.people(room))

    def drop_person(self, person_id: UUID, sign_in_id: UUID | None = None) -> None:
        """Take the person's sockets out of all rooms now, and end them; or those of one sign-in.

        The client sees "io server disconnect" and asks who it is before it comes back. With all
        of a person's sockets go those of who listens on the person's behalf.
        """
        gone = self._roster.sids_of(person_id, sign_in_id)
        if sign_in_id is None:
            gone += self._roster.sids_by_right_of(person_id)
        self._drop(gone)

    def leave_room(self, person_id: UUID, room: str) -> None:
        """Take the person's sockets out of `room` now and tell them ("left", {"stream"})."""
        self._doors.note()
        by_right = self._roster.sids_by_right_of(person_id, room)
        for sid in [*self._roster.sids_of(person_id), *by_right]:
            seat = self._roster.seat(sid)
            if seat is not None and room in seat.rooms:
                self._roster.leave(sid, room)
                self._fanout.send([seat.link], "left", {"stream": room})

    def empty(self, beginning: str) -> None:
        """Take all out of the rooms whose names begin so and tell them: who may comes back."""
        self._doors.note()
        for room in self._roster.rooms():
            if room.startswith(beginning):
                links = self._roster.clear(room)
                self._fanout.send(links, "left", {"stream": room})

    def close_all(self, reason: str = "restart") -> None:
        """Tell every client that the server stops; they reconnect by themselves. Never waits."""
        for connection in list(self._socketio.server.eio.sockets.values()):
            connection.queue.close(RESTART, reason)

    def drop_lent_before(self, day: date) -> None:
        """End the sockets that listen by a delegation whose last day was before `day`."""
        self._drop(self._roster.sids_lent_before(day))

    def drop_lapsed(self) -> None:
        """End the sockets of machines whose right has ended without a word to them."""
        for person_id in lapsed_of(self._roster, self._lapsed):
            self._drop(self._roster.sids_of(person_id))

    def _drop(self, sids: list[str]) -> None:
        for sid in dict.fromkeys(sids):
            self._roster.remove(sid)
            end(self._socketio.server, sid, GOING_AWAY, "access ended")

    def _listen(self) -> None:
        on = self._socketio.on_event
        on("connect", self._connect)
        on("disconnect", self._disconnect)
        # A client may send any number of things with an event; only the first one is looked at.
        on("join", lambda *given: self._doors.join(_sid(), _first(given)))
        on("leave", lambda *given: self._doors.leave(_sid(), _first(given)))
        for kind in EPHEMERAL:
            on(kind, self._relay(kind))

    def _relay(self, kind: str) -> Callable[..., object]:
        return lambda *given: self._doors.relay(_sid(), kind, _first(given))

    def _opened(self) -> None:
        if not self._watching:
            self._watching = True
            concurrency.spawn(self._watch)

    def _connect(self, _auth: object = None) -> bool:
        server = self._socketio.server
        connection = server.eio.sockets[server.manager.eio_sid_from_sid(_sid(), "/")]
        return self._doors.connect(_sid(), connection.queue)

    def _disconnect(self, *_reason: object) -> None:
        self._roster.remove(_sid())

    def _watch(self) -> None:
        """End connections nobody signed in on, and those whose right ended by the clock."""
        seen: set[str] = set()
        while True:
            concurrency.sleep(self._limits.unseated_seconds)
            alone = unseated(self._socketio.server, self._roster)
            hang_up(self._socketio.server, alone & seen, GOING_AWAY, "not signed in")
            seen = alone
            self.drop_lent_before(office_day(utc_now()))
            self.drop_lapsed()


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined] # set by Flask-SocketIO


def _first(given: tuple[object, ...]) -> object:
    return given[0] if given else None
