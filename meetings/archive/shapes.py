"""What goes into an archive: the files with where their bytes come from, and the page that lists.

Frozen, and the same for the same meeting, rights and wish: `digest` stands for all of it. How far
tasks are is in the list but not in the digest: that changes each day and concerns no right.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Kept:
    """A file that is there as it is: by the hash of its content."""

    path: str
    blob: str
    size: int


@dataclass(frozen=True)
class Marked(Kept):
    """A PDF to be made of a kept one: with marks (as their JSON) and the reader's name on it."""

    marks: str = ""
    stamped: bool = False


@dataclass(frozen=True)
class Drawn:
    """An official paper to be drawn from its facts: `kind` says by which hand."""

    path: str
    kind: str
    facts: Any


@dataclass(frozen=True)
class Written:
    """A small file at hand."""

    path: str
    content: bytes


Source = Kept | Drawn | Written


@dataclass(frozen=True)
class Link:
    """A file in the list: what it is, where it lies in the archive."""

    words: str
    path: str


@dataclass(frozen=True)
class ListedPaper:
    """A paper with its files; without any, `note` says why."""

    title: str
    links: tuple[Link, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class ListedVote:
    """A vote: what was asked, what came out."""

    question: str
    verdict: str
    figures: tuple[tuple[str, int], ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ListedTask:
    """The task of a conclusion, as it stood when the archive was made."""

    code: str
    state: str
    percent: int
    due: date | None
    overdue: bool


@dataclass(frozen=True)
class ListedConclusion:
    """A conclusion: `who` leads, coordinates, supervises; `task_id` once it was issued."""

    number: str
    text: str
    who: tuple[tuple[str, str], ...]
    due: str
    note: str
    task_id: UUID | None
    task: ListedTask | None = None


@dataclass(frozen=True)
class ListedItem:
    """An item of the agenda with all that lies on it."""

    number: str
    title: str
    presenter: str
    level: int
    papers: tuple[ListedPaper, ...] = ()
    votes: tuple[ListedVote, ...] = ()
    conclusions: tuple[ListedConclusion, ...] = ()


@dataclass(frozen=True)
class ListedDocument:
    """An official document, or what stands for one that was not issued."""

    kind: str
    title: str
    symbol: str
    day: date | None
    state: str
    signers: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ListedPerson:
    """Somebody who takes part."""

    name: str
    title: str
    function: str
    present: bool


@dataclass(frozen=True)
class Contents:
    """An archive before it is made."""

    meeting_id: UUID
    title: str
    kind: str
    unit: str
    place: str
    starts_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    items: tuple[ListedItem, ...]
    documents: tuple[ListedDocument, ...]
    people: tuple[ListedPerson, ...]
    sources: tuple[Source, ...]
    tasks: dict[UUID, ListedTask] = field(default_factory=dict, compare=False, repr=False)

    @property
    def digest(self) -> str:
        """What stands for all of it; how far the tasks are is left out."""
        told = repr((self, sorted(map(str, self.tasks))))
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def known_size(self) -> int:
        """Return how many bytes are sure to be in it."""
        return sum(source.size for source in self.sources if isinstance(source, Kept))
