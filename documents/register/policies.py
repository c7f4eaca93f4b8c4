"""Who may do what with the register. A book is its unit's; others read what was sent to them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, true

from documents.register.models import Entry
from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate, given_units, reaches
from ecabinet.core.rules import all_of, any_of


class BookPermission(Permission):
    """What can be done with a unit's books."""

    READ = "book:read"
    ENTER = "book:enter"


class EntryPermission(Permission):
    """What can be done with one entry."""

    READ = "entry:read"
    CHANGE = "entry:change"
    CANCEL = "entry:cancel"


READERS = (Role.CLERK, Role.LEADER, Role.SECRETARY, Role.TRACKER)
KEEPERS = (Role.CLERK, Role.SECRETARY)


def reads_books(actor: Actor, unit_id: UUID) -> bool:
    """Is clerk, leader, secretary or tracking officer of the unit."""
    return unit_id in actor.units_as(*READERS)


def keeps_books(actor: Actor, unit_id: UUID) -> bool:
    """Is clerk or secretary of the unit."""
    return unit_id in actor.units_as(*KEEPERS)


def is_of_the_book(actor: Actor, entry: Entry) -> bool:
    """Reads the books of the unit whose entry it is."""
    return reads_books(actor, entry.unit_id)


def keeps_the_book(actor: Actor, entry: Entry) -> bool:
    """Keeps the books of the unit whose entry it is."""
    return keeps_books(actor, entry.unit_id)


def is_cleared(actor: Actor, entry: Entry) -> bool:
    """Is cleared for the secrecy of the document."""
    return actor.clearance >= entry.secrecy


def is_not_cancelled(_actor: Actor, entry: Entry) -> bool:
    """The entry was not cancelled."""
    return entry.cancelled_at is None


# Routing lets receivers read: it puts its rule and the SQL twin of it here (see register_readers).
_READERS: list[tuple[Callable[[Actor, Any], bool], Callable[[Actor], ColumnElement[bool]]]] = []


def register_readers(
    rule: Callable[[Actor, Any], bool], twin: Callable[[Actor], ColumnElement[bool]]
) -> None:
    """Let others than the book's unit read entries: a rule, and its SQL twin over `Entry`."""
    _READERS[:] = [(rule, twin)]


def was_sent_to(actor: Actor, entry: Entry) -> bool:
    """Was sent the document by routing."""
    return any(rule(actor, entry) for rule, _twin in _READERS)


may_read = all_of(any_of(is_of_the_book, was_sent_to), is_cleared)
may_change = all_of(keeps_the_book, is_cleared, is_not_cancelled)

POLICIES: dict[Permission, Predicate] = {
    BookPermission.READ: reads_books,
    BookPermission.ENTER: keeps_books,
    EntryPermission.READ: may_read,
    EntryPermission.CHANGE: may_change,
    EntryPermission.CANCEL: may_change,
}

UNITS: dict[Permission, Callable[[Any], frozenset[UUID]]] = {
    BookPermission.READ: lambda unit_id: frozenset({unit_id}),
    BookPermission.ENTER: lambda unit_id: frozenset({unit_id}),
    EntryPermission.READ: lambda entry: frozenset({entry.unit_id}),
    EntryPermission.CHANGE: lambda entry: frozenset({entry.unit_id}),
    EntryPermission.CANCEL: lambda entry: frozenset({entry.unit_id}),
}


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return `may_read` as SQL over `Entry`, within what a deputy was given."""
    if not reaches(actor, EntryPermission.READ):
        return false()
    own = Entry.unit_id.in_(list(actor.units_as(*READERS)))
    sent = [twin(actor) for _rule, twin in _READERS]
    units = given_units(actor)
    given = true() if units is None else Entry.unit_id.in_(list(units))
    return and_(or_(own, *sent), Entry.secrecy <= actor.clearance, given)
