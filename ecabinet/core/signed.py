"""Who did or said something, and when: how commands of several people are written down together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from ecabinet.core.actors import Actor

T = TypeVar("T", covariant=True)


@dataclass(frozen=True)
class Signed(Generic[T]):
    """An event or a deed, of `actor`, `at` a moment."""

    what: T
    actor: Actor
    at: datetime
