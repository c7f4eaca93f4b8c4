"""What can be found. Each feature registers its kinds: their words, and who may find them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor


@dataclass(frozen=True)
class Words:
    """The words of one thing: its title (with symbols and names) and texts by page (from 1)."""

    title: str
    texts: Mapping[int, str] = field(default_factory=dict)
    at: datetime | None = None


@dataclass(frozen=True)
class Card:
    """How a found thing is shown. `note` says where it belongs; `at` is its day."""

    title: str
    url: str
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Watch:
    """Rows whose change may change a thing's words: only when one of `fields` changes."""

    model: type[Any]
    fields: tuple[str, ...]
    thing: Callable[[Any], UUID]


@dataclass(frozen=True)
class Kind:
    """One kind of thing.

    words: its words now; None when it can no longer be found by anybody.
    visible: the ids a person may know of: the SQL twin of the kind's rule for reading.
    cards: how things are shown, in a constant number of queries.
    every: all ids, for a rebuild.
    rank: where its place is among the others.
    opened_at: the address of one page, given the card's and the words looked for.
    page_words: what a page of it is called ("Trang 4"); None when its texts have no number.
    """

    key: str
    label: Any
    icon: str
    words: Callable[[Session, UUID], Words | None]
    visible: Callable[[Actor], Select[Any]]
    cards: Callable[[Session, Actor, Collection[UUID]], Mapping[UUID, Card]]
    every: Callable[[], Select[Any]]
    watch: Sequence[Watch] = ()
    rank: int = 0
    opened_at: Callable[[str, int, str], str] = lambda url, _page, _query: url
    page_words: Callable[[int], str] | None = None


_KINDS: dict[str, Kind] = {}
_WATCHES: dict[type[Any], list[tuple[str, Watch]]] = {}


def register_kind(kind: Kind) -> None:
    """Let things of a kind be found. Registering again replaces (a second app)."""
    _KINDS[kind.key] = kind
    _WATCHES.clear()
    for each in _KINDS.values():
        for watch in each.watch:
            _WATCHES.setdefault(watch.model, []).append((each.key, watch))


def kinds() -> Mapping[str, Kind]:
    """Return all kinds by key, in their order on the screen."""
    return dict(sorted(_KINDS.items(), key=lambda item: item[1].rank))


def watches(model: type[Any]) -> Sequence[tuple[str, Watch]]:
    """Return which things a row of `model` belongs to, by kind."""
    return _WATCHES.get(model, ())
