"""Ledgers: which number comes next, without gaps and never twice.

Party style counts through a term (nhiệm kỳ) for each type, state style through a year; the
catalogue of types says which (domain.md 7). A book counts its entries through the year.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from documents.catalogues import PARTY_TYPES, STATE_TYPES, TERMS, DocumentType, Numbering
from documents.register.models import Direction
from documents.symbols import SymbolStyle
from ecabinet.catalogues import access as catalogue
from ecabinet.catalogues.queries import book
from ecabinet.core.errors import Invalid
from ecabinet.core.unit_of_work import UnitOfWork

_NEXT = text(
    "INSERT INTO number_ledger (key, last) VALUES (:key, 1)"
    " ON CONFLICT (key) DO UPDATE SET last = number_ledger.last + 1 RETURNING last"
)


def next_number(session: Session, key: str) -> int:
    """Take the next number under `key`. It stays locked until the unit of work ends."""
    return int(session.execute(_NEXT, {"key": key}).scalar_one())


def book_key(unit_id: UUID, direction: Direction, year: int) -> str:
    """Return the key of a unit's book of a year."""
    return f"book:{unit_id}:{direction}:{year}"


def symbol_key(
    session: Session, style: SymbolStyle, type_code: str, kind: DocumentType, body: str, day: date
) -> str:
    """Return the key of the symbols of a body's documents of a type, issued on `day`.

    Raises:
        Invalid: the type counts through a term, and no term covers the day.
    """
    period = term_on(session, day) if kind.numbering is Numbering.TERM else str(day.year)
    return f"symbol:{style}:{body}:{type_code}:{period}"


def term_on(session: Session, day: date) -> str:
    """Return the code of the term that covers `day`. Raises Invalid when none does."""
    for entry in book(session, TERMS).entries:
        term = entry.data
        if term.begins_on <= day and (term.ends_on is None or day <= term.ends_on):
            return entry.code
    raise Invalid("register.no_term", field="issued_on")


def type_of(
    uow: UnitOfWork, style: SymbolStyle, code: str, day: date, field: str = "type_code"
) -> tuple[str, DocumentType]:
    """Return name and rules of a type of document. Raises Invalid when it is in no catalogue."""
    types = PARTY_TYPES if style is SymbolStyle.PARTY else STATE_TYPES
    found = catalogue.offered(uow, types, code, day)
    if found is None:
        raise Invalid("register.type_unknown", field=field, code=code)
    return found[0].name, found[1]
