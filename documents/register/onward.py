"""What a document in the register can become. Higher features register it; the page offers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from documents.register.queries.shapes import EntryRow
from ecabinet.core.actors import Actor


@dataclass(frozen=True)
class Onward:
    """A button on the page of an entry: posts to `endpoint` with the document's id.

    may: whether this person may do it with this document; asked again by what the button posts to.
    """

    label: Any
    icon: str
    endpoint: str
    may: Callable[[Actor, EntryRow], bool]


_ONWARD: dict[str, Onward] = {}


def register_onward(onward: Onward) -> None:
    """Offer it on the page of every entry. Registering again replaces (a second app)."""
    _ONWARD[onward.endpoint] = onward


def offered(actor: Actor, row: EntryRow) -> list[Onward]:
    """Return what this person may make of this document."""
    return [onward for onward in _ONWARD.values() if onward.may(actor, row)]
