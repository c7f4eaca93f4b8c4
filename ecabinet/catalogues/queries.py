"""Entries of catalogues, read in one query each; a session asks for each catalogue once."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.catalogues.registry import Catalogue, registered, uses_of
from ecabinet.catalogues.values import EntryData
from ecabinet.core.actors import Actor
from ecabinet.core.text import fold

D = TypeVar("D", bound=EntryData)


@dataclass(frozen=True)
class Entry(Generic[D]):
    """One entry; `retired_on` is the first day on which it is not offered."""

    id: UUID
    code: str
    name: str
    english: str
    data: D
    rank: int
    retired_on: date | None
    revision: int

    def shown(self, language: str) -> str:
        """The name for a reader of `language`; Vietnamese where there is no English."""
        return self.english if language == "en" and self.english else self.name

    def is_offered(self, today: date) -> bool:
        """Whether it may be chosen for something new."""
        return self.retired_on is None or self.retired_on > today


@dataclass(frozen=True)
class Book(Generic[D]):
    """A whole catalogue, in its order, retired entries included."""

    entries: tuple[Entry[D], ...]

    @cached_property
    def by_code(self) -> dict[str, Entry[D]]:
        """The entries by code."""
        return {entry.code: entry for entry in self.entries}

    def name(self, code: str, language: str = "vi") -> str:
        """The words for `code`; the code itself when it is not known."""
        known = self.by_code.get(code)
        return known.shown(language) if known else code

    def offered(self, today: date, besides: str | None = None) -> list[Entry[D]]:
        """What may be chosen today, and what is chosen already (`besides`), retired or not."""
        return [e for e in self.entries if e.is_offered(today) or e.code == besides]

    def choices(
        self, today: date, actor: Actor, besides: str | None = None
    ) -> list[tuple[str, str]]:
        """The same as codes with words in the reader's language, for a form."""
        return [(e.code, e.shown(actor.language)) for e in self.offered(today, besides)]


def book(session: Session, catalogue: Catalogue[D]) -> Book[D]:
    """Return a catalogue whole. The session keeps it: asking again costs nothing."""
    kept: dict[str, Book[Any]] = session.info.setdefault("catalogues", {})
    if catalogue.key not in kept:
        rows = session.scalars(
            select(CatalogueEntry)
            .where(CatalogueEntry.catalogue == catalogue.key)
            .order_by(CatalogueEntry.rank, CatalogueEntry.code)
        )
        kept[catalogue.key] = Book(tuple(entry_of(catalogue, row) for row in rows))
    return kept[catalogue.key]


def forget(session: Session) -> None:
    """Read catalogues afresh: for a command that has just changed one."""
    session.info.pop("catalogues", None)


def entry_of(catalogue: Catalogue[D], row: CatalogueEntry) -> Entry[D]:
    """Return a row as an entry of its catalogue."""
    data = catalogue.read(row.data)
    return Entry(
        row.id, row.code, row.name, row.english, data, row.rank, row.retired_on, row.revision
    )


def matching(entries: list[Entry[D]], text: str) -> list[Entry[D]]:
    """Return the entries whose code or name holds every word of `text`, accents or not."""
    words = fold(text).split()
    return [e for e in entries if all(w in fold(f"{e.code} {e.name} {e.english}") for w in words)]


def count_uses(
    session: Session, catalogue: Catalogue[Any], today: date, codes: Collection[str] | None = None
) -> dict[str, int]:
    """Return by code how many things refer to entries: to these codes, or to any."""
    total: Counter[str] = Counter()
    for uses in uses_of(catalogue):
        total.update(uses(session, today, codes))
    return {code: count for code, count in total.items() if count}


@dataclass(frozen=True)
class Size:
    """How many entries a catalogue has: in all, and offered today."""

    all: int
    offered: int


def sizes(session: Session, today: date) -> dict[str, Size]:
    """Return the size of every catalogue, in one query."""
    open_ = or_(CatalogueEntry.retired_on.is_(None), CatalogueEntry.retired_on > today)
    rows = session.execute(
        select(
            CatalogueEntry.catalogue, func.count(), func.sum(case((open_, 1), else_=0))
        ).group_by(CatalogueEntry.catalogue)
    )
    found = {key: Size(total, int(offered or 0)) for key, total, offered in rows}
    return {c.key: found.get(c.key, Size(0, 0)) for c in registered()}
