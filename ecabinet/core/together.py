"""Requests that come for the same thing at once are done together, in one transaction for many.

In a vote a thousand people press within seconds, and all of it goes through the same few rows.
Whoever comes first does the work of those who came meanwhile; the others find it done. Whoever is
alone is done at once and alone.
"""

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import sleep
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.db import CONNECTION_SECONDS

MOST = 50
"""So many in one transaction: it holds what others wait for about thirty milliseconds."""

PATIENCE = CONNECTION_SECONDS
"""How long a request stands in a line, in seconds: as long as it would wait for a connection."""


class Waiting(Protocol):
    """A request in a line. `failure` is what keeps everybody's from being done."""

    failure: Exception | None


F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T", bound=Waiting)
LookAhead = Callable[[Session, Sequence[tuple[Actor, Any]]], None]
"""Is given who asks, and with which payload."""


def done_together(
    by: Callable[[Any], Hashable], ahead: LookAhead | None = None
) -> Callable[[F], F]:
    """Mark a command: requests whose payloads have the same `by` may share a transaction.

    `ahead` looks up at once what the command will ask for each of several.

    Such a command refuses before it writes anything, so that who is refused can be left out; and
    done twice it is done once, for after a failure each of them is tried again by itself.
    """

    def mark(command: F) -> F:
        command.together_by, command.look_ahead = by, ahead  # type: ignore[attr-defined]
        return command

    return mark


def look_ahead(
    session: Session, command: Callable[..., Any], asked: Sequence[tuple[Actor, Any]]
) -> None:
    """Look up what several of one command will ask, if that can be done at once."""
    ahead: LookAhead | None = getattr(command, "look_ahead", None)
    if ahead is not None and len(asked) > 1:
        ahead(session, asked)


def line_of(command: Callable[..., Any], payload: BaseModel) -> Hashable | None:
    """Return what requests like this one wait for; None when each is done by itself."""
    by = getattr(command, "together_by", None)
    return None if by is None else (command, by(payload))


@dataclass(eq=False)
class _Place(Generic[T]):
    """A request in a line; `taken`: somebody has done it, or tried to."""

    what: T
    taken: bool = False


@dataclass
class _Line(Generic[T]):
    """Those who wait for one thing. `users` counts who still needs the line itself."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    waiting: list[_Place[T]] = field(default_factory=list)
    users: int = 0


@contextmanager
def _turn(line: _Line[Any]) -> Iterator[None]:
    if not line.turn.acquire(timeout=PATIENCE):
        raise NoConnectionLeft("others of the same line took too long")
    try:
        yield
    finally:
        line.turn.release()


class Lines(Generic[T]):
    """The lines of one process."""

    def __init__(self, do: Callable[[Sequence[T]], Exception | None]) -> None:
        """`do` does some requests, of which the first runs it; it returns what stands in the way of
        all others, too: whoever waits behind them hears of it at once."""
        self._do = do
        self._lines: dict[Hashable, _Line[T]] = {}
        self._guard = threading.Lock()

    def join(self, name: Hashable, what: T) -> None:
        """Return when `what` was done, or tried, by this request or by another.

        Raises NoConnectionLeft: others took too long.
        """
        place = _Place(what)
        line = self._enter(name, place)
        try:
            if len(line.waiting) < MOST:
                sleep(0)  # Whoever has arrived already gets as far as this.
            with _turn(line):
                if not place.taken:
                    failure = self._do([each.what for each in self._take(line, place)])
                    if failure is not None:
                        self._send_away(line, failure)
        finally:
            self._leave(name, line, place)

    def _enter(self, name: Hashable, place: _Place[T]) -> _Line[T]:
        with self._guard:
            line = self._lines.setdefault(name, _Line())
            line.users += 1
            line.waiting.append(place)
            return line

    def _take(self, line: _Line[T], own: _Place[T]) -> list[_Place[T]]:
        """Take one's own request, and others in the order they came."""
        with self._guard:
            line.waiting.remove(own)
            some = [own, *line.waiting[: MOST - 1]]
            del line.waiting[: MOST - 1]
            for place in some:
                place.taken = True
            return some

    def _send_away(self, line: _Line[T], failure: Exception) -> None:
        with self._guard:
            for place in line.waiting:
                place.what.failure, place.taken = failure, True
            line.waiting.clear()

    def _leave(self, name: Hashable, line: _Line[T], place: _Place[T]) -> None:
        with self._guard:
            if not place.taken:  # Interrupted while it waited.
                line.waiting.remove(place)
            line.users -= 1
            if not line.users:
                del self._lines[name]
