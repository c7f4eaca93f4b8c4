"""Kinds of things about which administrators may ask who may do what. Features register theirs.

A thing is found and named without telling its content: whoever may not read it is given kind,
number and day, never the title.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission

MOST = 20
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A thing by its kind, id, and what the person who asks may call it."""

    kind: str
    id: UUID
    label: str


@dataclass(frozen=True)
class Kind:
    """One kind. Its permissions are those whose values begin with `key` and a colon.

    search(session, actor, text): at most MOST things that fit, by what `actor` may know of them.
    name(session, actor, id): what `actor` may call the thing; None when there is none.
    load(session, id): the thing as the rules look at it, of everybody and not one person.
    samples(unit_id): things of a unit in which nobody has a part of their own, for the table of
        roles.
    about(thing, actor, permission): what the rule of this permission looks at, when it is about
        this person: their place in a vote, the layer of their unit.
    """

    key: str
    words: Any
    search: Callable[[Session, Actor, str], list[Found]]
    name: Callable[[Session, Actor, UUID], str | None]
    load: Callable[[Session, UUID], Any]
    samples: Callable[[UUID], list[Any]]
    about: Callable[[Any, Actor, Permission], Any] = lambda thing, actor, permission: thing
    searchable: bool = True


_KINDS: dict[str, Kind] = {}


def never_chosen(key: str, words: Any, samples: Callable[[UUID], list[Any]]) -> Kind:
    """Return a kind about whose single things nobody asks: each is its owner's own business.

    Who may do what with them by office is still told, from `samples`.
    """
    return Kind(
        key, words, lambda *_: [], lambda *_: None, lambda *_: None, samples, searchable=False
    )


def about_nothing(_unit_id: UUID) -> list[Any]:
    """The samples of a kind whose rules look at no thing."""
    return [None]


def register_things(kind: Kind) -> None:
    """Let administrators ask about things of a kind. Registering again replaces (a second app)."""
    _KINDS[kind.key] = kind


def kinds() -> Mapping[str, Kind]:
    """Return all kinds by key."""
    return dict(_KINDS)


def id_in(text: str) -> UUID | None:
    """Return the id in an address that somebody pasted, or in the text itself."""
    found = _UUID.search(text)
    return UUID(found[0]) if found else None
