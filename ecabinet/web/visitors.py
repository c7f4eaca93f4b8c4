"""Sockets of those that are no person: a feature says who they are and when they must go."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from flask import request
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor


@dataclass(frozen=True)
class Visitors:
    """One kind of them.

    who: who comes with this request, None when nobody whose right still holds.
    lapsed(session, ids): whose right has ended, among those connected.
    operations: those of the API that they may ask, each of which looks at their right itself.
    """

    who: Callable[[], Actor | None]
    lapsed: Callable[[Session, Collection[UUID]], set[UUID]]
    operations: frozenset[str] = frozenset()


_KINDS: dict[str, Visitors] = {}


def register_visitors(kind: str, visitors: Visitors) -> None:
    """Let a feature say who opens sockets with `?as={kind}`."""
    _KINDS[kind] = visitors


def comes_as_visitor() -> bool:
    """Whether the request says that it is no person's, even if somebody is signed in there."""
    return "as" in request.args


def visitor() -> Actor | None:
    """Return the visitor of this request; None when it is of no known kind or has no right."""
    kind = _KINDS.get(request.args.get("as", ""))
    return kind.who() if kind else None


def takes_visitors(operation: str) -> bool:
    """Whether visitors of some kind may ask this operation of the API."""
    return any(operation in kind.operations for kind in _KINDS.values())


def lapsed(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Return which of these visitors must go."""
    gone = [kind.lapsed(session, ids) for kind in _KINDS.values()]
    return set.intersection(*gone) if gone else set(ids)
