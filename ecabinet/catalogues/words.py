"""What screens say of each catalogue. Features register their words beside the catalogue itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.catalogues.registry import Catalogue, registered
from ecabinet.catalogues.widgets import Widget

CODE = _l("Mã")
CODE_HINT = _l("Chữ và số, không có dấu cách.")
NAME = _l("Tên gọi")
USED = _l("Đang dùng: %(count)s")

Facts = Callable[[Session, str], Mapping[str, Any]]
"""What a template shows, for a reader of a language."""


@dataclass(frozen=True)
class Extra:
    """A template with what it shows: below the list of a catalogue, or a page of its own."""

    template: str
    facts: Facts


@dataclass(frozen=True)
class CatalogueWords:
    """Words (lazy translations) of one catalogue, and a widget for each of its fields, in order.

    `text` is the sentence on its card, `advice` one above its list; `used` says how much an entry
    is used, with %(count)s. `examples` are for a sample of the file: key of the column → text.
    `rank` is its place on the screen.
    """

    title: Any
    text: Any
    icon: str
    rank: int
    fields: Mapping[str, Widget] = field(default_factory=dict)
    code: Any = CODE
    code_hint: Any = CODE_HINT
    name: Any = NAME
    advice: Any = ""
    used: Any = USED
    examples: Mapping[str, str] = field(default_factory=dict)
    extra: Extra | None = None


@dataclass(frozen=True)
class FixedPage:
    """Something to look up among the catalogues that nobody edits on the screen."""

    title: Any
    text: Any
    icon: str
    rank: int
    extra: Extra


_WORDS: dict[str, CatalogueWords] = {}
_FIXED: dict[str, FixedPage] = {}


def register_words(catalogue: Catalogue[Any], words: CatalogueWords) -> None:
    """Give a catalogue its words. Raises ValueError unless every field has a widget."""
    if set(words.fields) != set(catalogue.fields.model_fields):
        raise ValueError(f"catalogue {catalogue.key!r} has fields without words, or the reverse")
    _WORDS[catalogue.key] = words


def words_of(catalogue: Catalogue[Any]) -> CatalogueWords:
    """Return the words of a catalogue."""
    return _WORDS[catalogue.key]


def shown() -> list[tuple[Catalogue[Any], CatalogueWords]]:
    """Return all catalogues that have words, in their order on the screen."""
    known = [(c, _WORDS[c.key]) for c in registered() if c.key in _WORDS]
    return sorted(known, key=lambda pair: pair[1].rank)


def register_fixed(key: str, page: FixedPage) -> None:
    """Add a page that only shows."""
    _FIXED[key] = page


def fixed() -> dict[str, FixedPage]:
    """Return the pages that only show, by key."""
    return dict(sorted(_FIXED.items(), key=lambda pair: pair[1].rank))
