"""Who is connected to this process and listens to what. Kept in memory, lost with the process."""

import time
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ecabinet import concurrency
from ecabinet.web.links import Link


class Bucket:
    """A token bucket: `rate` messages a second on average, `burst` at once."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst, self._left = rate, burst, burst
        self._at = time.monotonic()

    def take(self) -> bool:
        """Whether one more message is within the rate."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


@dataclass(frozen=True)
class Lent:
    """A room entered by the right of another: whose, and the last day (of the office) of that."""

    giver_id: UUID | None
    until: date


@dataclass(eq=False)
class Seat:
    """One connected socket of a person."""

    sid: str
    person_id: UUID | None
    link: Link
    sign_in_id: UUID | None = None
    name: str = ""
    visitor: bool = False
    """It is no person's; `person_id` names the right by which it is here."""
    rooms: set[str] = field(default_factory=set)
    lent: dict[str, Lent] = field(default_factory=dict)
    """Of those rooms, the ones the person is in on behalf of another."""
    joins: Bucket = field(default_factory=lambda: Bucket(10, 60))
    ephemeral: Bucket = field(default_factory=lambda: Bucket(60, 120))
    signs: dict[str, Bucket] = field(
        default_factory=lambda: {"presence": Bucket(1, 8), "pointer": Bucket(25, 50)}
    )
    """By kind, beside the limit of all together: a pointer is seen at 25 a second already."""
    allowed: dict[tuple[str, str], float] = field(default_factory=dict)
    """(stream, kind) → until when (monotonic seconds) this person may send it."""


class Roster:
    """The seats, by socket, person and room. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = concurrency.make_lock()
        self._seats: dict[str, Seat] = {}
        self._rooms: dict[str, dict[str, Link]] = {}

    def seat(self, sid: str) -> Seat | None:
        """Return the seat of a socket, or None once it is gone."""
        return self._seats.get(sid)

    def add(self, seat: Seat) -> None:
        """Admit a socket."""
        with self._lock:
            self._seats[seat.sid] = seat

    def remove(self, sid: str) -> None:
        """Forget a socket and take it out of all rooms at once."""
        with self._lock:
            seat = self._seats.pop(sid, None)
            for room in list(seat.rooms) if seat else ():
                self._leave(sid, room)

    def join(self, sid: str, room: str) -> bool:
        """Put a socket into a room; False when it is gone meanwhile."""
        with self._lock:
            seat = self._seats.get(sid)
            if seat is None:
                return False
            seat.rooms.add(room)
            self._rooms.setdefault(room, {})[sid] = seat.link
            return True

    def leave(self, sid: str, room: str) -> None:
        """Take a socket out of a room."""
        with self._lock:
            self._leave(sid, room)

    def clear(self, room: str) -> list[Link]:
        """Take all sockets out of a room; the ways to whoever was in it."""
        with self._lock:
            members = dict(self._rooms.get(room, {}))
            for sid in members:
                self._leave(sid, room)
            return list(members.values())

    def links(self, room: str, *, without: str | None = None) -> list[Link]:
        """Return the ways to everybody in a room, except the socket `without`."""
        with self._lock:
            members = self._rooms.get(room, {})
            if without is None:
                return list(members.values())
            return [link for sid, link in members.items() if sid != without]

    def rooms(self) -> set[str]:
        """Return the rooms somebody is in."""
        with self._lock:
            return set(self._rooms)

    def sids(self) -> list[str]:
        """Return all sockets."""
        with self._lock:
            return list(self._seats)

    def sids_of(self, person_id: UUID, sign_in_id: UUID | None = None) -> list[str]:
        """Return the sockets of one person; with `sign_in_id` only those of that sign-in."""
        with self._lock:
            return [
                sid
                for sid, seat in self._seats.items()
                if seat.person_id == person_id and sign_in_id in (None, seat.sign_in_id)
            ]

    def people_in(self, room: str) -> set[UUID]:
        """Return whose sockets are in a room; visitors are no people."""
        with self._lock:
            seats = [self._seats.get(sid) for sid in self._rooms.get(room, ())]
            return {s.person_id for s in seats if s and s.person_id and not s.visitor}

    def people_by_room(self) -> dict[str, list[str]]:
        """Return the ids of the people in each room that is for everybody, for other processes."""
        whole = [room for room in self.rooms() if room.count(":") == 1]
        return {room: [str(who) for who in self.people_in(room)] for room in whole}

    def visitors(self) -> set[UUID]:
        """Return by which rights those are here that are no persons."""
        with self._lock:
            seats = self._seats.values()
            return {seat.person_id for seat in seats if seat.visitor and seat.person_id}

    def sids_by_right_of(self, giver_id: UUID, room: str | None = None) -> list[str]:
        """Return the sockets that are in `room` (None: any) on behalf of a person."""
        with self._lock:
            return [
                sid
                for sid, seat in self._seats.items()
                if any(
                    lent.giver_id == giver_id and room in (None, name)
                    for name, lent in seat.lent.items()
                )
            ]

    def sids_lent_before(self, day: date) -> list[str]:
        """Return the sockets that are in some room by a right whose last day was before `day`."""
        with self._lock:
            return [
                sid
                for sid, seat in self._seats.items()
                if any(lent.until < day for lent in seat.lent.values())
            ]

    def _leave(self, sid: str, room: str) -> None:
        seat = self._seats.get(sid)
        if seat is not None:
            seat.rooms.discard(room)
            seat.lent.pop(room, None)
            seat.allowed.clear()
        members = self._rooms.get(room)
        if members is not None:
            members.pop(sid, None)
            if not members:
                del self._rooms[room]
