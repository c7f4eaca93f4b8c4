"""The kinds of notices. Features register theirs: words, topic, and what a mail brings along.

Words are lazy translations, made where they are shown; this module itself needs no Flask.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.states import Topic, Weight

log = logging.getLogger(__name__)

Params = Mapping[str, Any]


@dataclass(frozen=True)
class Attachment:
    """A file that a mail brings along; a calendar entry names its iTIP `method` (RFC 5546)."""

    filename: str
    content: str
    method: str


@dataclass(frozen=True)
class Recipient:
    """Who a mail goes to, from whom, and whether the title may be told."""

    actor: Actor
    address: str
    sender: str
    may_see: bool
    now: datetime


Attach = Callable[[Session, UUID, Recipient], Attachment | None]


@dataclass(frozen=True)
class Kind:
    """One kind of notice.

    label: what it is, in two or three words; with the title it is the line of a list and the
        subject of a mail ("Mời họp: Phiên họp Ban Thường vụ").
    text: one sentence on what happened or what to do; lazy with %(param)s, or made from params.
        It may leave the house by mail: nothing confidential, and never words a person wrote.
    attach: makes the file a mail brings along.
    weight: how much it matters beside the others of its topic.
    """

    name: str
    topic: Topic
    label: Any
    text: Any
    icon: str = "bell"
    attach: Attach | None = None
    weight: Weight = Weight.NORMAL


_KINDS: dict[str, Kind] = {}
_UNKNOWN: set[str] = set()
_BY_PREFIX = {
    "meeting": Topic.MEETINGS,
    "vote": Topic.MEETINGS,
    "paper": Topic.PAPERS,
    "document": Topic.PAPERS,
    "task": Topic.TASKS,
    "directive": Topic.DIRECTIVES,
    "account": Topic.ACCOUNT,
    "delegation": Topic.ACCOUNT,
    "office": Topic.ACCOUNT,
}


def register_kinds(kinds: Iterable[Kind]) -> None:
    """Let a feature add its kinds. Registering again replaces (a second app)."""
    _KINDS.update((kind.name, kind) for kind in kinds)


def known(name: str) -> Kind | None:
    """Return the kind called `name`; None, and a line in the log, when nobody registered it."""
    kind = _KINDS.get(name)
    if kind is None and name not in _UNKNOWN:
        _UNKNOWN.add(name)
        log.warning("no words for notices of kind %r: shown with general ones", name)
    return kind


def topic_of(name: str) -> Topic:
    """Return the topic of a kind; of an unknown one, what its name suggests."""
    kind = known(name)
    return kind.topic if kind else _BY_PREFIX.get(name.partition(".")[0], Topic.TASKS)


def weight_of(name: str) -> Weight:
    """Return the weight of a kind; an unknown one is an ordinary one."""
    kind = known(name)
    return kind.weight if kind else Weight.NORMAL


def names_of(topic: Topic) -> list[str]:
    """Return the names of the kinds of one topic."""
    return [kind.name for kind in _KINDS.values() if kind.topic is topic]


def registered() -> Mapping[str, Kind]:
    """Return all kinds."""
    return dict(_KINDS)
