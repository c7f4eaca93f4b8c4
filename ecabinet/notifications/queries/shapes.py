"""Read models: notices as a person may be told of them, choices, and mail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ecabinet.core.actors import Actor
from ecabinet.notifications.states import Channel, MailState, Topic
from ecabinet.notifications.subjects import Sight


@dataclass(frozen=True)
class Told:
    """One notice, and how much of its thing the person may be told now."""

    id: UUID
    kind: str
    topic: Topic
    url: str
    params: dict[str, Any]
    at: datetime
    read: bool
    times: int
    sight: Sight
    actor_name: str | None
    subject_id: UUID | None


@dataclass(frozen=True)
class Bell:
    """What the bell shows: how many are unread (up to BELL_MOST), and where its stream stands."""

    unread: int
    stream: str
    seq: int


BELL_MOST = 100
"""Nobody reads a figure above it; and the count stays cheap."""


@dataclass(frozen=True)
class KindChoice:
    """How a person hears of one kind: `chosen` for it alone, else `followed` from its topic."""

    name: str
    topic: Topic
    label: Any
    chosen: Channel | None
    followed: Channel
    in_force: Channel


@dataclass(frozen=True)
class Choices:
    """How a person hears of things; `address` is None when no mail can reach the person."""

    channels: dict[Topic, Channel]
    kinds: list[KindChoice]
    digest_hour: int
    address: str | None


@dataclass(frozen=True)
class MailContent:
    """What a mail has to say, to whom. `told` may have become empty."""

    id: UUID
    message_id: str
    created_at: datetime
    actor: Actor
    address: str
    is_digest: bool
    told: list[Told]


@dataclass(frozen=True)
class MailRow:
    """A mail as the operator sees it: to whom and how it stands, never what it says."""

    id: UUID
    person: str
    address: str | None
    is_digest: bool
    state: MailState
    attempts: int
    created_at: datetime
    due_at: datetime
    ended_at: datetime | None
    failure: str | None
