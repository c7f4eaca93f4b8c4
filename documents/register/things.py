"""Books and entries, for those who ask who may do what with them."""

from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.register.models import Entry
from documents.register.policies import EntryPermission, visible_to
from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from ecabinet.core.text import fold
from ecabinet.core.things import MOST, Found, Kind, id_in, register_things


def register_book_things() -> None:
    """Register books and entries."""
    register_things(
        Kind("book", _l("Sổ văn bản"), _search_books, _name_book, _load_book, lambda unit: [unit])
    )
    register_things(Kind("entry", _l("Văn bản trong sổ"), _search, _name, _load, _samples))


def _search_books(session: Session, _actor: Actor, text: str) -> list[Found]:
    wanted, key = fold(text).split(), id_in(text)
    rows = session.scalars(select(Unit).order_by(Unit.rank, Unit.name))
    return [
        Found("book", row.id, _book(row))
        for row in rows
        if row.id == key or (wanted and all(word in fold(row.name) for word in wanted))
    ][:MOST]


def _book(unit: Unit) -> str:
    return str(_("Sổ của %(unit)s", unit=unit.name))


def _name_book(session: Session, _actor: Actor, unit_id: UUID) -> str | None:
    unit = session.get(Unit, unit_id)
    return _book(unit) if unit else None


def _load_book(session: Session, unit_id: UUID) -> UUID | None:
    return unit_id if session.get(Unit, unit_id) else None


def _search(session: Session, actor: Actor, text: str) -> list[Found]:
    """By words among the entries one may read; all others by their exact symbol or address."""
    wanted, key = fold(text).split(), id_in(text)
    mine = select(Entry).where(visible_to(actor), *(Entry.folded.contains(w) for w in wanted))
    rows = list(session.scalars(mine.order_by(Entry.id.desc()).limit(MOST))) if wanted else []
    exact = select(Entry).where((Entry.symbol == text.strip()) | (Entry.id == key)).limit(MOST)
    rows += session.scalars(exact)
    found = {row.id: Found("entry", row.id, _label(actor, row)) for row in rows}
    return list(found.values())[:MOST]


def _label(actor: Actor, row: Entry) -> str:
    if allows(actor, EntryPermission.READ, row):
        return f"{row.symbol} · {row.abstract}"
    return str(_("Văn bản số %(number)s trong sổ %(year)s", number=row.book_number,
                 year=row.book_year))  # fmt: skip


def _name(session: Session, actor: Actor, entry_id: UUID) -> str | None:
    row = session.get(Entry, entry_id)
    return _label(actor, row) if row else None


def _load(session: Session, entry_id: UUID) -> Entry | None:
    return session.get(Entry, entry_id)


def _samples(unit_id: UUID) -> list[Entry]:
    return [Entry(id=uuid4(), unit_id=unit_id, secrecy=0, cancelled_at=None)]
