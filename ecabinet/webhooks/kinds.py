"""The kinds of events that other systems can be told of. Features register theirs.

A kind says only what may leave the house: ids, states, numbers, symbols, signs of units, dates.
Never titles, texts, names of people or ballots: a receiver stands outside of all rights.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.events import Event

TEST = "webhook.test"
"""Sent by hand to try a receiver; nobody subscribes to it."""


@dataclass(frozen=True)
class Told:
    """What is told of one event: its kind, about which thing, where it is looked at, the data."""

    kind: str
    subject_kind: str
    subject_id: UUID
    path: str
    data: dict[str, Any]


Tell = Callable[[Session, Event], Told | None]
"""Makes of an event of the house what is told outside; None: nothing. Asked in its transaction."""


@dataclass(frozen=True)
class Kind:
    """One kind as administrators choose it: `words` name it, `group` stands above those alike."""

    name: str
    group: Any
    words: Any


_KINDS: dict[str, Kind] = {}
_TELLS: dict[type[Event], Tell] = {}


def register(kinds: Iterable[Kind], tells: Mapping[Any, Tell]) -> None:
    """Let a feature add its kinds, and for each type of event who makes them. Again replaces."""
    _KINDS.update((kind.name, kind) for kind in kinds)
    _TELLS.update(tells)


def registered() -> Mapping[str, Kind]:
    """Return all kinds by name, in the order of their registration."""
    return dict(_KINDS)


def teller_of(event: Event) -> Tell | None:
    """Return who says what is told of an event; None: nobody, it stays in the house."""
    return _TELLS.get(type(event))
