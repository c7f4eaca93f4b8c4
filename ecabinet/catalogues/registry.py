"""Which catalogues there are. A feature declares its own; the machinery knows none of them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from ecabinet.catalogues.values import EntryData

D = TypeVar("D", bound=EntryData)

Uses = Callable[[Session, date, Collection[str] | None], Mapping[str, int]]
"""Counts by code what refers to entries (to these codes, or to any) as of a day; few queries."""


@dataclass(frozen=True)
class Seed:
    """An entry that a fresh office finds."""

    code: str
    name: str
    english: str = ""
    data: EntryData = field(default_factory=EntryData)


@dataclass(frozen=True)
class Catalogue(Generic[D]):
    """One catalogue: `fields` is what an entry holds beside code and name.

    `code_of` makes the code from the data where people do not type one. `check` raises Invalid
    when code and data cannot stand beside the other entries, which it is given by code
    (itself may be among them).
    """

    key: str
    fields: type[D]
    seed: tuple[Seed, ...] = ()
    code_of: Callable[[D], str] | None = None
    check: Callable[[Mapping[str, D], str, D], None] | None = None

    def read(self, data: Mapping[str, Any]) -> D:
        """Return stored data; fields that a newer version no longer knows are left out."""
        known = {name: data[name] for name in self.fields.model_fields if name in data}
        return self.fields.model_validate(known)


_CATALOGUES: dict[str, Catalogue[Any]] = {}
_USES: dict[str, list[Uses]] = {}


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


def register_uses(catalogue: Catalogue[Any], uses: Uses) -> None:
    """Tell what refers to a catalogue; features above the one that declares it do so too."""
    known = _USES.setdefault(catalogue.key, [])
    if uses not in known:
        known.append(uses)


def uses_of(catalogue: Catalogue[Any]) -> tuple[Uses, ...]:
    """Return all that count what refers to a catalogue."""
    return tuple(_USES.get(catalogue.key, ()))
