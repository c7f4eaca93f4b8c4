"""Where papers lie. Higher features register their kinds and say who may do what there.

Documents knows no meeting and no task: an agenda item or a report is a `Container` of some kind.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor

Rule = Callable[[Actor, Any], bool]


def nobody(_actor: Actor, _thing: Any) -> bool:
    """Nobody."""
    return False


@dataclass(frozen=True)
class Place:
    """What lists of papers say about a container: its title, its page, and its day.

    `due_at` is when its papers had to be there (a meeting's call); None: no such time, or not yet.
    """

    title: str
    url: str
    at: datetime | None = None
    due_at: datetime | None = None


def came_late(sent_at: datetime, due_at: datetime | None) -> bool:
    """Return whether a paper sent at `sent_at` came after its readers had been asked to read."""
    return due_at is not None and sent_at > due_at


@dataclass(frozen=True)
class Audience:
    """Who is told of a new paper, under what title and address, as readers of which thing.

    `wanted_at` is when they need it: shortly before that, or afterwards, it has come late.
    """

    people: list[UUID]
    title: str
    url: str
    subject: tuple[str, UUID]
    wanted_at: datetime | None = None


@dataclass(frozen=True)
class Container:
    """One kind of container.

    load: the container with this id, with all that the rules look at when they judge this actor
        (and perhaps nobody else); None when there is none.
    may_read: read the papers, see the meeting layer, keep personal marks.
    may_annotate: write on the meeting layer.
    may_upload: add papers and versions.
    may_point: show the others a place on a page, as whoever presents does.
    visible_ids: the SQL twin of `may_read`: selects the ids of the containers it allows.
    describe: titles and pages of many containers at once, in a constant number of queries.
    stream: where `paper.ready` and `paper.failed` are announced; None for nowhere.
    audience: who is told that a paper with this secrecy is new there; None: nobody, or not yet.
    whole: the container with all that the rules look at for anybody; None: `load` gives that.
    samples: containers of a unit in which nobody has a part, for the table of roles.
    may_manage: say who may view, annotate, download, print the papers there, and when.
    managed_ids: the SQL twin of `may_manage`; None for nobody.
    concerned: the people whom the page of rights lists, in order; None: nobody.
    any_file: keep every file as it came, to be taken out again (evidence); otherwise office files
        and pictures are made into PDFs, to be read together.
    """

    load: Callable[[Session, Actor, UUID], Any]
    may_read: Rule
    may_annotate: Rule
    may_upload: Rule
    visible_ids: Callable[[Actor], Select[UUID]]
    describe: Callable[[Session, Collection[UUID]], Mapping[UUID, Place]]
    stream: Callable[[Any], str | None]
    any_file: bool = False
    whole: Callable[[Session, UUID], Any] | None = None
    samples: Callable[[UUID], list[Any]] | None = None
    audience: Callable[[Session, UUID, int], Audience | None] | None = None
    may_point: Rule = nobody
    may_manage: Rule = nobody
    managed_ids: Callable[[Actor], Select[UUID]] | None = None
    concerned: Callable[[Session, UUID], list[UUID]] | None = None


_KINDS: dict[str, Container] = {}


def register(kind: str, container: Container) -> None:
    """Let papers lie in containers called `kind`. Registering again replaces (a second app)."""
    _KINDS[kind] = container


def of_kind(kind: str) -> Container:
    """Return what was registered as `kind`. Raises KeyError."""
    return _KINDS[kind]


def kinds() -> Mapping[str, Container]:
    """Return all registered kinds."""
    return dict(_KINDS)
