"""One entry with what belongs to it, numbers kept free, searches kept."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents.register import access
from documents.register.models import Entry, EntryLink, LedgerNumber, LinkKind, SavedSearch
from documents.register.policies import BookPermission, EntryPermission, visible_to
from documents.register.queries.shapes import EntryDetail, Tie, row_of
from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows

MOST_NUMBERS = 200


@dataclass(frozen=True)
class NumberRow:
    """A number of a ledger that was not simply used: kept free or cancelled, why, by whom."""

    key: str
    number: int
    state: str
    reason: str
    by: str
    at: datetime


def entry_detail(session: Session, actor: Actor, entry_id: UUID, today: date) -> EntryDetail:
    """Return an entry; ties only to what the reader may read. Raises NotFound."""
    entry = access.entry(session, actor, entry_id, EntryPermission.READ)
    links = session.execute(
        select(EntryLink, Entry)
        .join(
            Entry,
            or_(
                (EntryLink.entry_id == entry_id) & (Entry.id == EntryLink.other_id),
                (EntryLink.other_id == entry_id) & (Entry.id == EntryLink.entry_id),
            ),
        )
        .where(visible_to(actor))
        .order_by(Entry.issued_on, Entry.id)
    )
    return EntryDetail(
        row=row_of(entry, today),
        unit_name=session.get_one(Unit, entry.unit_id).name,
        entered_by=session.get_one(Person, entry.entered_by).name,
        ties=tuple(
            Tie(row_of(other, today), LinkKind(link.kind), back=link.other_id == entry_id)
            for link, other in links
        ),
        may_change=allows(actor, EntryPermission.CHANGE, entry),
    )


def numbers(session: Session, actor: Actor, unit_id: UUID) -> list[NumberRow]:
    """Return numbers kept free or cancelled by a unit, newest first. Raises NotFound."""
    access.book(actor, unit_id, BookPermission.READ)
    rows = session.execute(
        select(LedgerNumber, Person.name)
        .join(Person, Person.id == LedgerNumber.by_id)
        .where(LedgerNumber.unit_id == unit_id, LedgerNumber.state != "used")
        .order_by(LedgerNumber.at.desc(), LedgerNumber.key, LedgerNumber.number)
        .limit(MOST_NUMBERS)
    )
    return [NumberRow(r.key, r.number, r.state, r.reason, name, r.at) for r, name in rows]


def saved_searches(session: Session, actor: Actor) -> list[SavedSearch]:
    """Return the searches a person keeps, by name."""
    mine = SavedSearch.person_id == actor.person_id
    return list(session.scalars(select(SavedSearch).where(mine).order_by(SavedSearch.name)))
