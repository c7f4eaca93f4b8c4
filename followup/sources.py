"""Where tasks come from. Higher features teach followup to tell the story of their sources."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor

DIRECTIVE = "directive"
MANUAL = "manual"
TASK = "task"
"""A task above, of which this one is a part."""


@dataclass(frozen=True)
class Figure:
    """A count in a step, as the ballots of a vote; `tone` is yes, no, other or empty."""

    label: str
    value: int
    tone: str = ""


@dataclass(frozen=True)
class Voice:
    """Somebody in a step, and in which `part`: chair, secretary, decider … Empty: did it.

    `deputy` is the name of whoever did it on the person's behalf.
    """

    name: str
    part: str = ""
    deputy: str | None = None


@dataclass(frozen=True)
class Link:
    """A document of a step; without address while it cannot be opened."""

    name: str
    url: str


@dataclass(frozen=True)
class StoryStep:
    """One thing that happened: kind is meeting, vote, conclusion, directive, task, report …

    `all_day`: only the day is known.
    """

    shape: ClassVar[str] = "source"

    at: datetime
    kind: str
    title: str
    text: str = ""
    url: str = ""
    figures: tuple[Figure, ...] = ()
    people: tuple[Voice, ...] = ()
    documents: tuple[Link, ...] = ()
    all_day: bool = False


Loader = Callable[[Session, Actor, UUID], list[StoryStep]]

_LOADERS: dict[str, Loader] = {}


def register_source(kind: str, loader: Loader) -> None:
    """Let a feature tell the story of its sources.

    `loader` returns only what the actor may see. Registering again replaces (a second app).
    """
    _LOADERS[kind] = loader


def steps_of(session: Session, actor: Actor, kind: str, source_id: UUID | None) -> list[StoryStep]:
    """Return what led to a task; nothing for a kind that nobody tells of."""
    loader = _LOADERS.get(kind)
    return loader(session, actor, source_id) if loader and source_id else []
