"""Rights that end: every web process hears of it and takes the person's sockets out at once."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ecabinet.core.events import Event

STREAM = "access"


@dataclass(frozen=True, kw_only=True)
class AccessAsked(Event):
    """Who may listen to streams whose names begin with `rooms` is to be asked of each again."""

    type: ClassVar[str] = "access.asked"
    stream: str = STREAM
    rooms: str


@dataclass(frozen=True, kw_only=True)
class AccessEnded(Event):
    """A person may no longer listen to `ended` (a stream; None: to anything, as at sign-out).

    With `sign_in_id` only the sockets of that sign-in end; the person's other devices go on.
    """

    type: ClassVar[str] = "access.ended"
    stream: str = STREAM
    person_id: UUID
    ended: str | None = None
    sign_in_id: UUID | None = None
