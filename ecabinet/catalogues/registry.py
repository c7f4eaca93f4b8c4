"""Which catalogues there are. A feature declares its own; the machinery knows none of them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from ecabinet.catalogues.values import EntryData

D = TypeVar("D", bound=EntryData)

Uses = Callable[[Session, date, Collection[str] | None], Mapping[str, int]]
"""Counts by code of what refers to entries (to these codes, or to any): one query, or few."""


@dataclass(frozen=True)
class Seed:
    """An entry that a fresh office finds."""

    code: str
    name: str
    english: str = ""
    data: EntryData = field(default_factory=EntryData)


def nothing_uses(session: Session, today: date, codes: Collection[str] | None) -> Mapping[str, int]:
    """For entries that nothing refers to."""
    return {}


@dataclass(frozen=True)
class Catalogue(Generic[D]):
    """One catalogue: `fields` is what an entry holds beside code and name.

    `code_of` makes the code from the data where people do not type one. `check` refuses data that
    cannot stand beside the other entries; it raises Invalid.
    """

    key: str
    fields: type[D]
    uses: Uses = nothing_uses
    seed: tuple[Seed, ...] = ()
    code_of: Callable[[D], str] | None = None
    check: Callable[[Session, str, D], None] | None = None

    def read(self, data: Mapping[str, Any]) -> D:
        """Return stored data; fields that a newer version no longer knows are left out."""
        known = {name: data[name] for name in self.fields.model_fields if name in data}
        return self.fields.model_validate(known)


_CATALOGUES: dict[str, Catalogue[Any]] = {}


def register(catalogue: Catalogue[Any]) -> None:
    """Add a catalogue. Each key belongs to one; registering the same twice is the same as once."""
    if _CATALOGUES.setdefault(catalogue.key, catalogue) is not catalogue:
        raise ValueError(f"catalogue {catalogue.key!r} is declared twice")


def find(key: str) -> Catalogue[Any] | None:
    """Return the catalogue `key`, or None."""
    return _CATALOGUES.get(key)


def registered() -> tuple[Catalogue[Any], ...]:
    """Return all catalogues in the order in which they were registered."""
    return tuple(_CATALOGUES.values())
