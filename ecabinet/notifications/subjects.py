"""What notices are about, and who may still see it: each feature answers for its own things."""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.notices import NoticeRow

log = logging.getLogger(__name__)


class Sight(StrEnum):
    """How much of a thing a person may be told.

    `secret` shows its title on the screen, to whoever may read it, but never in a mail.
    """

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - a level, no password
    HIDDEN = "hidden"


Look = Callable[[Session, Actor, Collection[UUID]], Mapping[UUID, Sight]]
"""Of the things with these ids, those that the actor may see now; one query for all of them."""

_LOOKS: dict[str, Look] = {}


def register_subject(kind: str, look: Look) -> None:
    """Let a feature say what a person may see of its things called `kind`."""
    _LOOKS[kind] = look


def sights(session: Session, actor: Actor, rows: Iterable[NoticeRow]) -> dict[UUID, Sight]:
    """Return, by notice id, how much of its thing the actor may be told.

    A notice without a thing is open. A thing of a kind that nobody answers for is hidden.
    One query for each kind of thing, however many notices.
    """
    rows = list(rows)
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        if row.subject_kind is not None and row.subject_id is not None:
            wanted[row.subject_kind].add(row.subject_id)
    seen = {kind: _look(session, actor, kind, ids) for kind, ids in wanted.items()}
    return {row.id: _sight(row, seen) for row in rows}


def _sight(row: NoticeRow, seen: Mapping[str, Mapping[UUID, Sight]]) -> Sight:
    if row.subject_kind is None or row.subject_id is None:
        return Sight.OPEN
    return seen[row.subject_kind].get(row.subject_id, Sight.HIDDEN)


def _look(session: Session, actor: Actor, kind: str, ids: set[UUID]) -> Mapping[UUID, Sight]:
    look = _LOOKS.get(kind)
    if look is None:
        log.warning("nobody says who may see a %r: its notices are shown without title", kind)
        return {}
    return look(session, actor, ids)
